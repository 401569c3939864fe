#include "common/text/language.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_split.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <vector>

#include "common/text/fold.h"
#include "common/text/script_counts.h"
#include "common/text/stop_words.h"
#include "common/text/utf8.h"
#include "common/text/words.h"

namespace byline::text {
namespace {

constexpr size_t kMaxBytesRead = 2'000;

// The runs of letters of a folded text; an elided article ("l'") is one of its
// own.
std::vector<absl::string_view> LetterRuns(absl::string_view folded) {
  std::vector<absl::string_view> runs;
  size_t begin = 0;
  for (size_t pos = 0; pos < folded.size();) {
    const size_t at = pos;
    const char32_t c = NextCodePoint(folded, &pos);
    const bool is_letter =
        c < 0x80
            ? IsAsciiLower(c)
            : u_isalpha(static_cast<UChar32>(c)) ||
                  (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0;
    if (is_letter) continue;
    if (at > begin) runs.push_back(folded.substr(begin, at - begin));
    begin = pos;
  }
  if (begin < folded.size()) runs.push_back(folded.substr(begin));
  return runs;
}

struct Candidate {
  absl::string_view language;
  double score = 0;
};

// The best of the candidates, where it has a fair share of the words and a
// clear lead.
std::string Clearest(std::vector<Candidate> candidates, double words,
                     double least_score, double least_share) {
  std::sort(
      candidates.begin(), candidates.end(),
      [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
  const Candidate& best = candidates[0];
  const double second = candidates.size() > 1 ? candidates[1].score : 0;
  if (best.score < least_score || best.score < least_share * words ||
      best.score < 1.3 * second + 0.5)
    return "";
  return std::string(best.language);
}

// All function words at once: which of the lists hold a word, as bits.
class FunctionWords {
 public:
  FunctionWords() {
    for (const auto& [language, words] : StopWordLists()) {
      const uint32_t bit = uint32_t{1} << bits_.size();
      bits_[language] = bit;
      for (const absl::string_view word : words) holders_[word] |= bit;
    }
  }
  uint32_t BitOf(absl::string_view language) const {
    return bits_.at(language);
  }
  uint32_t HoldersOf(absl::string_view word) const {
    const auto found = holders_.find(word);
    return found == holders_.end() ? 0 : found->second;
  }

 private:
  absl::flat_hash_map<absl::string_view, uint32_t> bits_;
  absl::flat_hash_map<absl::string_view, uint32_t> holders_;
};

// By function words. A word that several of the languages share counts for each
// of them, but less.
std::string ByFunctionWords(absl::string_view folded,
                            const std::vector<absl::string_view>& languages,
                            double least_share) {
  static const auto* const function_words = new FunctionWords;
  std::vector<Candidate> candidates;
  std::vector<uint32_t> bits;
  uint32_t all = 0;
  for (const absl::string_view language : languages) {
    candidates.push_back({language});
    bits.push_back(function_words->BitOf(language));
    all |= bits.back();
  }
  const std::vector<absl::string_view> words = LetterRuns(folded);
  for (const absl::string_view word : words) {
    const uint32_t holders = function_words->HoldersOf(word) & all;
    if (holders == 0) continue;
    const double weight = 1.0 / std::popcount(holders);
    for (size_t i = 0; i < bits.size(); ++i) {
      if ((holders & bits[i]) != 0) candidates[i].score += weight;
    }
  }
  return Clearest(std::move(candidates), static_cast<double>(words.size()), 2,
                  least_share);
}

bool HasAny(absl::string_view word,
            std::initializer_list<absl::string_view> letters) {
  return std::any_of(letters.begin(), letters.end(),
                     [&](absl::string_view letter) {
                       return word.find(letter) != absl::string_view::npos;
                     });
}

std::string AmongArabicScript(absl::string_view text) {
  // Terms of no language keep every word and unify the letters as the lists
  // have them.
  const std::vector<std::string> words = Terms(text, "");
  Candidate arabic{"ar"};
  Candidate persian{"fa"};
  Candidate urdu{"ur"};
  Candidate other{""};
  for (const absl::string_view word : words) {
    if (IsStopWord(word, "ar")) arabic.score += 1;
    if (IsStopWord(word, "fa")) persian.score += 1;
    if (IsStopWord(word, "ur")) urdu.score += 1;
    if (word.size() > 6 && absl::StartsWith(word, "ال")) arabic.score += 1;
    if (HasAny(word, {"ٹ", "ڈ", "ڑ", "ں", "ے"})) urdu.score += 1;
    if (HasAny(word, {"پ", "چ", "ژ", "گ"})) persian.score += 0.7;
    if (HasAny(word, {"ې", "ۍ", "ښ", "ځ", "ێ", "ۆ", "ڵ", "ۇ", "ڭ", "ڏ", "ڪ"}))
      other.score += 1;
  }
  return Clearest({arabic, persian, urdu, other},
                  static_cast<double>(words.size()), 1, 0.15);
}

// Russian and Ukrainian have letters that their neighbours lack, and the other
// way round.
std::string AmongCyrillic(absl::string_view folded) {
  int russian = 0;
  int ukrainian = 0;
  int other = 0;
  int letters = 0;
  for (size_t pos = 0; pos < folded.size();) {
    const char32_t c = NextCodePoint(folded, &pos);
    letters += c >= 0x400 && c < 0x530;
    russian += c == U'ы' || c == U'э' || c == U'ё';
    ukrainian += c == U'і' || c == U'ї' || c == U'є' || c == U'ґ';
    other += c == U'ў' || c == U'ј' || c == U'љ' || c == U'њ' || c == U'ћ' ||
             c == U'ђ' || c == U'ѓ' || c == U'ќ' || c == U'џ' || c == U'ѕ' ||
             c > 0x45F;
  }
  if (other * 200 > letters) return "";
  if (letters > 150 && russian == 0 && ukrainian == 0) return "";  // Bulgarian
  if (ukrainian > 2 * russian) return ByFunctionWords(folded, {"uk"}, 0.12);
  return ByFunctionWords(folded, {"ru", "uk"}, 0.12);
}

// Of a long text its beginning and its end: some say in front in another
// language what they are about.
std::string BothEnds(absl::string_view text) {
  if (text.size() <= kMaxBytesRead) return std::string(text);
  size_t end = text.size() - kMaxBytesRead / 2;
  while (end < text.size() && IsContinuation(text[end])) ++end;
  return absl::StrCat(TruncateUtf8(text, kMaxBytesRead / 2), "\n",
                      text.substr(end));
}

}  // namespace

std::string RecognizeLanguage(absl::string_view text) {
  const std::string read = BothEnds(text);
  const ScriptCounts counts = CountScripts(read);
  const int total = counts.Total();
  if (total < 6) return "";
  const auto dominates = [&](int letters) { return letters * 10 >= total * 6; };
  // Few who do not write it have much of it in a text, but the reverse is
  // common.
  if (3 * (counts.han + counts.kana) * 10 >= total * 4)
    return counts.kana * 10 >= counts.han + counts.kana ? "ja" : "zh";
  if (dominates(2 * counts.hangul)) return "ko";
  if (dominates(counts.thai)) return "th";
  if (dominates(counts.hebrew)) return "he";
  if (dominates(counts.arabic)) return AmongArabicScript(read);
  const std::string folded = Fold(read);
  if (dominates(counts.devanagari))
    return ByFunctionWords(folded, {"hi"}, 0.12);
  if (dominates(counts.greek)) return ByFunctionWords(folded, {"el"}, 0.12);
  if (dominates(counts.cyrillic)) return AmongCyrillic(folded);
  if (!dominates(counts.latin)) return "";
  return ByFunctionWords(folded,
                         {"en", "fr", "de", "es", "it", "pt", "nl", "sv", "da",
                          "pl", "tr", "id", "ro", "sw"},
                         0.15);
}

bool IsRightToLeft(absl::string_view language) {
  static constexpr std::array<absl::string_view, 21> kLanguages = {
      "ar", "arc", "arz", "azb", "bal", "ckb", "dv", "fa", "glk", "he", "iw",
      "ks", "lrc", "mzn", "nqo", "pnb", "ps",  "sd", "ug", "ur",  "yi"};
  static constexpr std::array<absl::string_view, 11> kScripts = {
      "adlm", "arab", "aran", "hebr", "mand", "mend",
      "nkoo", "rohg", "samr", "syrc", "thaa"};
  const std::string lower = absl::AsciiStrToLower(language);
  const std::vector<absl::string_view> subtags =
      absl::StrSplit(lower, absl::ByAnyChar("-_"));
  for (size_t i = 1; i < subtags.size(); ++i) {
    if (subtags[i].size() == 1) break;  // an extension or private use follows
    const bool is_script =
        subtags[i].size() == 4 &&
        std::all_of(subtags[i].begin(), subtags[i].end(), absl::ascii_isalpha);
    if (is_script)
      return std::find(kScripts.begin(), kScripts.end(), subtags[i]) !=
             kScripts.end();
  }
  return std::find(kLanguages.begin(), kLanguages.end(), subtags[0]) !=
         kLanguages.end();
}

std::string PrimaryLanguage(absl::string_view bcp47) {
  return absl::AsciiStrToLower(bcp47.substr(0, bcp47.find_first_of("-_")));
}

}  // namespace byline::text
