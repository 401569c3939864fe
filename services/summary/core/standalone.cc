#include "services/summary/core/standalone.h"

#include <absl/container/flat_hash_set.h>
#include <absl/strings/match.h>
#include <absl/strings/str_split.h>

#include <cstddef>
#include <string>
#include <vector>

#include "common/text/fold.h"
#include "common/text/language.h"

namespace byline::summary {
namespace {

using WordSet = absl::flat_hash_set<absl::string_view>;

// Enough of a sentence to hold its first words in any script.
constexpr size_t kOpeningBytes = 160;

const WordSet& DanglingWords(absl::string_view language) {
  static const auto* const kEnglish = new WordSet{
      "he",        "she",         "it",           "they",         "this",         "that",     "these",     "those",
      "his",       "her",         "hers",         "their",        "theirs",       "its",      "him",       "them",
      "such",      "but",         "however",      "and",          "so",           "also",     "moreover",  "meanwhile",
      "still",     "yet",         "then",         "instead",      "nor",          "or",       "therefore", "thus",
      "besides",   "nevertheless", "nonetheless", "additionally", "furthermore",  "indeed",   "otherwise", "similarly",
      "likewise",  "consequently", "hence",       "accordingly",  "both",         "another",  "others",    "elsewhere",
      "conversely", "afterwards", "subsequently", "finally",      "secondly",     "thirdly",  "lastly",    "rather"};
  static const auto* const kFrench = new WordSet{
      "il",   "elle", "ils",  "elles", "ce",      "cet",    "cette",    "ces",      "celui",   "celle",  "ceux",
      "cela", "ça",   "mais", "et",    "or",      "donc",   "ainsi",    "pourtant", "cependant", "toutefois",
      "puis", "ensuite", "enfin", "aussi", "lui", "leur",   "leurs",    "son",      "sa",      "ses",    "c'est", "c'était",
      "celles", "néanmoins", "également"};
  static const auto* const kGerman = new WordSet{
      "er",      "sie",  "es",    "dies",    "diese",  "dieser",   "dieses",  "diesen",  "diesem", "doch", "aber",
      "und",     "oder", "denn",  "dabei",   "damit",  "dafür",    "dagegen", "daher",   "deshalb", "trotzdem",
      "dennoch", "auch", "zudem", "außerdem", "ausserdem", "dort", "dann",    "danach",  "allerdings", "jedoch",
      "ihr",     "ihre", "ihren", "ihrem",   "sein",   "seine",    "seinen",  "seinem",  "deren",  "dessen", "so",
      "darauf",  "darin", "davon", "dazu",   "hingegen", "jene",   "jener",   "sondern", "somit",  "also"};
  static const auto* const kSpanish = new WordSet{
      "él",     "ella",   "ellos",   "ellas",  "este",    "esta",   "estos",      "estas",       "ese",   "esa",
      "eso",    "esto",   "aquel",   "aquella", "pero",   "sin",    "y",          "o",           "además", "también",
      "así",    "entonces", "luego", "mientras", "aunque", "su",    "sus",        "tampoco",     "asimismo"};
  static const auto* const kArabic = new WordSet{"هو",  "هي",   "هم",   "هذا", "هذه",   "ذلك",  "تلك",  "لكن",
                                                 "ولكن", "كما", "لذلك", "وهو", "وهي",   "وهذا", "وهذه", "وذلك",
                                                 "كذلك", "أيضا", "وقال", "وأضاف", "وأكد", "وتابع"};
  static const auto* const kPersian = new WordSet{"وی",   "وي",   "او",    "آنها",   "این",   "اين",    "آن",
                                                  "اما",  "ولی",  "ولي",   "همچنین", "همچنين", "بنابراین", "بنابراين",
                                                  "ایشان", "ايشان", "سپس", "البته"};
  static const auto* const kNone = new WordSet;
  if (language.empty() || language == "en") return *kEnglish;
  if (language == "fr") return *kFrench;
  if (language == "de") return *kGerman;
  if (language == "es") return *kSpanish;
  if (language == "ar") return *kArabic;
  if (language == "fa") return *kPersian;
  return *kNone;
}

constexpr absl::string_view kEnglishOpenings[] = {
    "for example ",    "for instance ",  "in addition ", "as a result ",      "on the other hand ", "in contrast ",
    "by contrast ",    "in fact ",       "that said ",   "at the same time ", "as such ",           "after that ",
    "the latter ",     "the former ",    "the two ",     "the pair ",         "the duo ",           "the trio ",
    "the other ",      "in response ",   "in short ",    "in other words ",   "in the meantime ",   "of course ",
    "by comparison ",  "on top of that ", "in turn ",    "for his part ",     "for her part ",      "in his ",
    "in her ",         "in their ",      "despite this ", "despite that ",    "because of this ",   "since then ",
    "at that point ",  "by then ",       "under his ",   "among them ",       "most of them ",      "some of them "};

// Chinese has no spaces: these are looked for at the very front.
constexpr absl::string_view kChineseOpenings[] = {"他", "她", "它", "这", "那么", "该", "此", "但", "然而", "而且", "因此",
                                                  "所以", "同时", "不过", "其中", "其次", "对此", "而", "于是", "另外"};

const WordSet& Times() {
  static const auto* const kTimes = new WordSet{"week",    "weekend", "month",  "year",   "morning", "afternoon",
                                                "evening", "season",  "summer", "winter", "spring",  "autumn",
                                                "fall",    "time",    "day",    "century", "decade"};
  return *kTimes;
}

// Words by which somebody is said to say something.
const WordSet& ReportingWords() {
  static const auto* const kWords = new WordSet{
      "said",      "says",      "say",       "saying",   "told",      "tells",     "telling",  "added",     "adds",
      "adding",    "asked",     "asks",      "wrote",    "writes",    "writing",   "tweeted",  "noted",     "notes",
      "noting",    "argued",    "argues",    "claimed",  "claims",    "insisted",  "insists",  "stated",    "states",
      "stating",   "remarked",  "declared",  "declaring", "explained", "explains", "announced", "warned",   "warns",
      "according", "called",    "calling",   "described", "describes", "admitted", "admits",   "posted",    "replied",
      "quoted",    "reads",     "read",      "recalled", "recalls",   "concluded", "continued", "joked",    "testified",
      "commented", "urged",     "asserted",  "stressed", "emphasized", "emphasised", "believes", "believed", "thinks",
      "responded", "acknowledged", "conceded", "pleaded", "shouted",  "cried",     "whispered", "advised",  "predicted",
      // French
      "dit", "déclaré", "déclare", "affirmé", "affirme", "expliqué", "explique", "ajouté", "ajoute", "selon", "estime",
      "estimé", "indiqué", "indique", "souligne", "souligné", "raconte", "confie", "lance", "lancé", "assure", "assuré",
      "écrit", "précise", "précisé", "poursuit", "confié", "regrette", "conclut",
      // German
      "sagte", "sagt", "sagten", "erklärte", "erklärt", "meinte", "meint", "betonte", "betont", "laut", "so", "teilte",
      "schrieb", "schreibt", "hieß", "heißt", "kritisierte", "zitiert", "gesagt", "zitierte",
      // Spanish
      "dijo", "dice", "afirmó", "declaró", "explicó", "añadió", "según", "aseguró", "señaló", "indicó", "escribió"};
  return *kWords;
}

// The folded words at the front, marks at their edges left out.
std::vector<std::string> OpeningWords(absl::string_view folded, size_t most) {
  std::vector<std::string> words;
  for (absl::string_view word : absl::StrSplit(folded, ' ', absl::SkipEmpty())) {
    constexpr absl::string_view kEdges = ".,;:!?\"'()[]{}`-*";
    while (!word.empty() && absl::StrContains(kEdges, word.substr(0, 1))) word.remove_prefix(1);
    while (!word.empty() && absl::StrContains(kEdges, word.substr(word.size() - 1))) word.remove_suffix(1);
    // The ellipsis, the bullet and Arabic or Chinese commas are of several bytes.
    for (absl::string_view mark : {"…", "•", "،", "，", "؛"}) {
      if (absl::StartsWith(word, mark)) word.remove_prefix(mark.size());
      if (absl::EndsWith(word, mark)) word.remove_suffix(mark.size());
    }
    if (word.empty()) continue;
    words.emplace_back(word);
    if (words.size() == most) break;
  }
  return words;
}

// Without "'s", "'re", "'ll", "'d", "'ve".
absl::string_view WithoutContraction(absl::string_view word) {
  for (absl::string_view tail : {"'s", "'re", "'ll", "'d", "'ve"}) {
    if (absl::EndsWith(word, tail)) return word.substr(0, word.size() - tail.size());
  }
  return word;
}

constexpr absl::string_view kClosers[] = {"\"", "'", "”", "’", "»", ")", "]", "」", "）"};

size_t Count(absl::string_view text, absl::string_view mark) {
  size_t count = 0;
  for (size_t at = text.find(mark); at != absl::string_view::npos; at = text.find(mark, at + mark.size())) ++count;
  return count;
}

struct Quotation {
  size_t begin;
  size_t end;
};

// Quotations in double marks, in order.
std::vector<Quotation> FindQuotations(absl::string_view text) {
  static constexpr absl::string_view kPairs[][2] = {{"“", "”"}, {"„", "“"}, {"„", "”"}, {"«", "»"}, {"「", "」"}, {"\"", "\""}};
  std::vector<Quotation> found;
  for (size_t at = 0; at < text.size();) {
    size_t end = absl::string_view::npos;
    for (const auto& pair : kPairs) {
      if (!absl::StartsWith(text.substr(at), pair[0])) continue;
      const size_t close = text.find(pair[1], at + pair[0].size());
      if (close != absl::string_view::npos) end = std::min(end, close + pair[1].size());
    }
    if (end == absl::string_view::npos) {
      ++at;
    } else {
      found.push_back({at, end});
      at = end;
    }
  }
  return found;
}

}  // namespace

bool OpensDangling(absl::string_view sentence, absl::string_view language) {
  const std::string primary = text::PrimaryLanguage(language);
  const std::string folded = text::Fold(text::TruncateUtf8(sentence, kOpeningBytes));
  if (primary == "zh") {
    for (absl::string_view opening : kChineseOpenings) {
      if (absl::StartsWith(folded, opening)) return true;
    }
    return false;
  }
  const std::vector<std::string> words = OpeningWords(folded, 5);
  if (words.empty()) return false;
  if (primary.empty() || primary == "en") {
    std::string opening;
    for (const std::string& word : words) opening += word + " ";
    for (absl::string_view phrase : kEnglishOpenings) {
      if (absl::StartsWith(opening, phrase)) return true;
    }
    const bool points = words[0] == "this" || words[0] == "that" || words[0] == "these" || words[0] == "those";
    if (points && words.size() > 1 && Times().contains(words[1])) return false;
    return DanglingWords(primary).contains(WithoutContraction(words[0]));
  }
  return DanglingWords(primary).contains(words[0]);
}

bool IsQuestion(absl::string_view sentence) {
  for (bool again = true; again;) {
    again = false;
    for (absl::string_view closer : kClosers) {
      if (absl::EndsWith(sentence, closer)) {
        sentence.remove_suffix(closer.size());
        again = true;
      }
    }
  }
  return absl::EndsWith(sentence, "?") || absl::EndsWith(sentence, "？") || absl::EndsWith(sentence, "؟");
}

bool MarksBalance(absl::string_view sentence) {
  if (Count(sentence, "\"") % 2 != 0) return false;
  const size_t low = Count(sentence, "„");
  const size_t left = Count(sentence, "“");
  const size_t right = Count(sentence, "”");
  // German opens low and closes with the mark that opens English.
  if (low > 0 ? low != left + right : left != right) return false;
  return Count(sentence, "«") == Count(sentence, "»") && Count(sentence, "「") == Count(sentence, "」") &&
         Count(sentence, "‘") <= Count(sentence, "’") && Count(sentence, "(") == Count(sentence, ")") &&
         Count(sentence, "[") == Count(sentence, "]");
}

bool IsQuoteLed(absl::string_view sentence) {
  for (absl::string_view opener : {"\"", "“", "„", "«", "「", "‘", "'"}) {
    if (absl::StartsWith(sentence, opener)) return true;
  }
  return false;
}

bool QuoteLacksSpeaker(absl::string_view sentence, absl::string_view language) {
  std::vector<Quotation> quotations = FindQuotations(sentence);
  if (quotations.empty()) return false;
  std::string outside;
  size_t at = 0;
  size_t quoted = 0;
  for (const Quotation& quotation : quotations) {
    outside.append(sentence.data() + at, quotation.begin - at);
    outside += ' ';
    quoted += quotation.end - quotation.begin;
    at = quotation.end;
  }
  outside.append(sentence.data() + at, sentence.size() - at);
  if (quoted * 2 < sentence.size()) return false;
  const std::string primary = text::PrimaryLanguage(language);
  const std::vector<std::string> words = OpeningWords(text::Fold(outside), 200);
  const bool knows_verbs = primary.empty() || primary == "en" || primary == "fr" || primary == "de" || primary == "es";
  if (!knows_verbs) return words.empty();
  if (words.size() < 2) return true;
  for (const std::string& word : words) {
    if (ReportingWords().contains(word)) return false;
  }
  // Words around a quoted term, not around a saying.
  return words.size() < 4;
}

}  // namespace byline::summary
