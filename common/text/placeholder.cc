#include "common/text/placeholder.h"

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>
#include <absl/strings/str_cat.h>

#include <algorithm>

#include "common/text/fold.h"
#include "common/text/placeholder_words.h"
#include "common/text/sentences.h"
#include "common/text/utf8.h"
#include "common/text/words.h"

namespace byline::text {
namespace {

// Beyond this a text that only announces is not to be expected.
constexpr int kLongestAnnouncement = 120;
// An announcing sentence has at most this many words.
constexpr size_t kLongestSentence = 30;
// Sentences are compared with one another up to this number; beyond, only equal
// ones are found.
constexpr size_t kMostCompared = 64;
// Distinct words from which a text that is given twice is an article all the
// same.
constexpr size_t kRealContent = 60;

struct Sentence {
  std::string folded;
  std::vector<std::string> terms;     // in order
  std::vector<std::string> distinct;  // sorted
  bool repeats = false;
};

double WordJaccard(const std::vector<std::string>& a,
                   const std::vector<std::string>& b) {
  size_t common = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    const int order = x->compare(*y);
    common += order == 0;
    if (order <= 0) ++x;
    if (order >= 0) ++y;
  }
  return static_cast<double>(common) /
         static_cast<double>(a.size() + b.size() - common);
}

std::vector<Sentence> SentencesOf(const std::vector<std::string>& paragraphs,
                                  absl::string_view language) {
  std::vector<Sentence> sentences;
  for (const std::string& paragraph : paragraphs) {
    for (const ByteRange range : SplitSentences(paragraph, language)) {
      Sentence sentence;
      const absl::string_view text = absl::string_view(paragraph).substr(
          range.begin, range.end - range.begin);
      sentence.folded = Fold(text);
      sentence.terms = Terms(text, "");
      sentence.distinct = sentence.terms;
      std::sort(sentence.distinct.begin(), sentence.distinct.end());
      sentence.distinct.erase(
          std::unique(sentence.distinct.begin(), sentence.distinct.end()),
          sentence.distinct.end());
      if (!sentence.terms.empty()) sentences.push_back(std::move(sentence));
    }
  }
  return sentences;
}

// Marks the sentences that another one repeats, and gives how many different
// ones there are.
size_t MarkRepeats(std::vector<Sentence>* sentences) {
  absl::flat_hash_map<absl::string_view, size_t> first;
  size_t different = 0;
  for (size_t i = 0; i < sentences->size(); ++i) {
    Sentence& sentence = (*sentences)[i];
    const auto [known, is_new] = first.try_emplace(sentence.folded, i);
    if (!is_new) {
      sentence.repeats = (*sentences)[known->second].repeats = true;
      continue;
    }
    bool near = false;
    for (size_t j = 0; j < std::min(i, kMostCompared) && i < kMostCompared;
         ++j) {
      Sentence& other = (*sentences)[j];
      if (sentence.distinct.size() < 3 || other.distinct.size() < 3) continue;
      if (WordJaccard(sentence.distinct, other.distinct) < 0.7) continue;
      sentence.repeats = other.repeats = near = true;
    }
    different += !near;
  }
  return different;
}

// Whether the sentence only says that text is missing, growing or near.
bool Announces(const Sentence& sentence) {
  if (sentence.terms.size() > 2 * kLongestSentence) return false;
  PlaceholderRole all;
  size_t unknown = 0;
  size_t pos = 0;
  size_t cjk_bytes = 0;
  while (pos < sentence.folded.size()) {
    const size_t at = pos;
    if (IsCjk(NextCodePoint(sentence.folded, &pos))) cjk_bytes += pos - at;
  }
  const bool stock = HasStockPhrase(sentence.folded);
  if (2 * cjk_bytes > sentence.folded.size()) {
    const size_t covered = PlaceholderCoverage(sentence.folded, &all);
    const size_t uncovered = cjk_bytes - std::min(cjk_bytes, covered);
    if (stock)
      return uncovered <=
             std::max<size_t>(18, cjk_bytes / 2);  // six characters
    return all.text && all.coming && 4 * uncovered <= cjk_bytes;
  }
  if (sentence.terms.size() > kLongestSentence) return false;
  for (const std::string& word : sentence.terms) {
    const PlaceholderRole role = PlaceholderRoleOf(word);
    all.text |= role.text;
    all.coming |= role.coming;
    unknown += !role.text && !role.coming && !role.filler;
  }
  if (stock) return unknown <= std::max<size_t>(2, sentence.terms.size() / 3);
  return all.text && all.coming && 5 * unknown <= sentence.terms.size();
}

bool IsFillerLatinText(const std::vector<Sentence>& sentences) {
  size_t words = 0;
  size_t filler = 0;
  for (const Sentence& sentence : sentences) {
    words += sentence.terms.size();
    for (const std::string& word : sentence.terms)
      filler += IsFillerLatin(word);
  }
  return filler >= 5 && 2 * filler > words;
}

}  // namespace

absl::optional<std::string> PlaceholderReason(
    absl::string_view headline, const std::vector<std::string>& paragraphs,
    absl::string_view language) {
  std::vector<Sentence> sentences = SentencesOf(paragraphs, language);
  if (sentences.empty()) {
    const bool blank =
        std::all_of(paragraphs.begin(), paragraphs.end(),
                    [](const std::string& text) { return Fold(text).empty(); });
    if (!blank) return std::string("the text has no words");
    // Without any text the headline may say it all.
    sentences = SentencesOf({std::string(headline)}, language);
    const bool announces =
        !sentences.empty() &&
        std::all_of(sentences.begin(), sentences.end(), Announces);
    if (!announces) return absl::nullopt;
    return std::string("there is no text, and the headline only announces it");
  }
  if (IsFillerLatinText(sentences))
    return std::string("filler text in pseudo-Latin");

  const size_t different = MarkRepeats(&sentences);
  absl::flat_hash_set<absl::string_view> distinct;
  size_t words = 0;
  size_t repeating = 0;
  for (const Sentence& sentence : sentences) {
    words += sentence.terms.size();
    repeating += sentence.repeats;
    for (const std::string& term : sentence.distinct) distinct.insert(term);
  }
  const bool little =
      distinct.size() < kRealContent || 3 * different <= sentences.size();
  if (sentences.size() >= 2 && 2 * repeating > sentences.size() && little) {
    return absl::StrCat(repeating, " of ", sentences.size(),
                        " sentences repeat another");
  }
  if (words >= 4 && 3 * distinct.size() <= words &&
      distinct.size() < kRealContent / 4) {
    return absl::StrCat("the ", words, " words are ", distinct.size(),
                        " different ones");
  }
  if (words > kLongestAnnouncement) return absl::nullopt;
  size_t announcing = 0;
  size_t left = 0;  // words of other sentences
  for (const Sentence& sentence : sentences) {
    if (Announces(sentence)) {
      ++announcing;
    } else if (!sentence.repeats) {
      left += sentence.terms.size();
    }
  }
  if (announcing == 0 || left >= 6 || 3 * left > words) return absl::nullopt;
  if (announcing == sentences.size() && announcing == 1)
    return std::string("the text only announces a text to come");
  return absl::StrCat(announcing, " of ", sentences.size(),
                      " sentences only announce a text to come");
}

}  // namespace byline::text
