#include "services/summary/core/telltale_words.h"

namespace byline::summary {
namespace {

constexpr absl::string_view kEnglish[] = {
    "for example ",      "for instance ",      "in addition ",
    "as a result ",      "on the other hand ", "in contrast ",
    "by contrast ",      "in fact ",           "that said ",
    "at the same time ", "as such ",           "after that ",
    "the latter ",       "the former ",        "the two ",
    "the pair ",         "the duo ",           "the trio ",
    "the other ",        "in response ",       "in short ",
    "in other words ",   "in the meantime ",   "of course ",
    "by comparison ",    "on top of that ",    "in turn ",
    "for his part ",     "for her part ",      "in his ",
    "in her ",           "in their ",          "despite this ",
    "despite that ",     "because of this ",   "since then ",
    "at that point ",    "by then ",           "under his ",
    "among them ",       "most of them ",      "some of them "};

constexpr absl::string_view kChinese[] = {
    "他",   "她",   "它",   "这",   "那么", "该",   "此",
    "但",   "然而", "而且", "因此", "所以", "同时", "不过",
    "其中", "其次", "对此", "而",   "于是", "另外"};

}  // namespace

absl::Span<const absl::string_view> EnglishOpenings() { return kEnglish; }

absl::Span<const absl::string_view> ChineseOpenings() { return kChinese; }

const WordSet& DanglingWords(absl::string_view language) {
  static const auto* const kEnglish =
      new WordSet{"he",          "she",          "it",           "they",
                  "this",        "that",         "these",        "those",
                  "his",         "her",          "hers",         "their",
                  "theirs",      "its",          "him",          "them",
                  "such",        "but",          "however",      "and",
                  "so",          "also",         "moreover",     "meanwhile",
                  "still",       "yet",          "then",         "instead",
                  "nor",         "or",           "therefore",    "thus",
                  "besides",     "nevertheless", "nonetheless",  "additionally",
                  "furthermore", "indeed",       "otherwise",    "similarly",
                  "likewise",    "consequently", "hence",        "accordingly",
                  "both",        "another",      "others",       "elsewhere",
                  "conversely",  "afterwards",   "subsequently", "finally",
                  "secondly",    "thirdly",      "lastly",       "rather"};
  static const auto* const kFrench = new WordSet{
      "il",       "elle",      "ils",       "elles",  "ce",        "cet",
      "cette",    "ces",       "celui",     "celle",  "ceux",      "cela",
      "ça",       "mais",      "et",        "or",     "donc",      "ainsi",
      "pourtant", "cependant", "toutefois", "puis",   "ensuite",   "enfin",
      "aussi",    "lui",       "leur",      "leurs",  "son",       "sa",
      "ses",      "c'est",     "c'était",   "celles", "néanmoins", "également"};
  static const auto* const kGerman = new WordSet{
      "er",       "sie",       "es",       "dies",    "diese",    "dieser",
      "dieses",   "diesen",    "diesem",   "doch",    "aber",     "und",
      "oder",     "denn",      "dabei",    "damit",   "dafür",    "dagegen",
      "daher",    "deshalb",   "trotzdem", "dennoch", "auch",     "zudem",
      "außerdem", "ausserdem", "dort",     "dann",    "danach",   "allerdings",
      "jedoch",   "ihr",       "ihre",     "ihren",   "ihrem",    "sein",
      "seine",    "seinen",    "seinem",   "deren",   "dessen",   "so",
      "darauf",   "darin",     "davon",    "dazu",    "hingegen", "jene",
      "jener",    "sondern",   "somit",    "also"};
  static const auto* const kSpanish = new WordSet{
      "él",     "ella",    "ellos", "ellas",    "este",    "esta",
      "estos",  "estas",   "ese",   "esa",      "eso",     "esto",
      "aquel",  "aquella", "pero",  "sin",      "y",       "o",
      "además", "también", "así",   "entonces", "luego",   "mientras",
      "aunque", "su",      "sus",   "tampoco",  "asimismo"};
  static const auto* const kArabic = new WordSet{
      "هو",   "هي",   "هم",   "هذا",   "هذه",  "ذلك",  "تلك",  "لكن",
      "ولكن", "كما",  "لذلك", "وهو",   "وهي",  "وهذا", "وهذه", "وذلك",
      "كذلك", "أيضا", "وقال", "وأضاف", "وأكد", "وتابع"};
  static const auto* const kPersian =
      new WordSet{"وی",       "وي",       "او",    "آنها",  "این",    "اين",
                  "آن",       "اما",      "ولی",   "ولي",   "همچنین", "همچنين",
                  "بنابراین", "بنابراين", "ایشان", "ايشان", "سپس",    "البته"};
  static const auto* const kNone = new WordSet;
  if (language.empty() || language == "en") return *kEnglish;
  if (language == "fr") return *kFrench;
  if (language == "de") return *kGerman;
  if (language == "es") return *kSpanish;
  if (language == "ar") return *kArabic;
  if (language == "fa") return *kPersian;
  return *kNone;
}

const WordSet& WordsOfTime() {
  static const auto* const kTimes = new WordSet{
      "week",    "weekend", "month",  "year",    "morning", "afternoon",
      "evening", "season",  "summer", "winter",  "spring",  "autumn",
      "fall",    "time",    "day",    "century", "decade"};
  return *kTimes;
}

const WordSet& ReportingWords() {
  static const auto* const kWords = new WordSet{
      "said", "says", "say", "saying", "told", "tells", "telling", "added",
      "adds", "adding", "asked", "asks", "wrote", "writes", "writing",
      "tweeted", "noted", "notes", "noting", "argued", "argues", "claimed",
      "claims", "insisted", "insists", "stated", "states", "stating",
      "remarked", "declared", "declaring", "explained", "explains", "announced",
      "warned", "warns", "according", "called", "calling", "described",
      "describes", "admitted", "admits", "posted", "replied", "quoted", "reads",
      "read", "recalled", "recalls", "concluded", "continued", "joked",
      "testified", "commented", "urged", "asserted", "stressed", "emphasized",
      "emphasised", "believes", "believed", "thinks", "responded",
      "acknowledged", "conceded", "pleaded", "shouted", "cried", "whispered",
      "advised", "predicted",
      // French
      "dit", "déclaré", "déclare", "affirmé", "affirme", "expliqué", "explique",
      "ajouté", "ajoute", "selon", "estime", "estimé", "indiqué", "indique",
      "souligne", "souligné", "raconte", "confie", "lance", "lancé", "assure",
      "assuré", "écrit", "précise", "précisé", "poursuit", "confié", "regrette",
      "conclut",
      // German
      "sagte", "sagt", "sagten", "erklärte", "erklärt", "meinte", "meint",
      "betonte", "betont", "laut", "so", "teilte", "schrieb", "schreibt",
      "hieß", "heißt", "kritisierte", "zitiert", "gesagt", "zitierte",
      // Spanish
      "dijo", "dice", "afirmó", "declaró", "explicó", "añadió", "según",
      "aseguró", "señaló", "indicó", "escribió"};
  return *kWords;
}

}  // namespace byline::summary
