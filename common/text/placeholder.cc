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
constexpr size_t kLongestAnnouncement = 120;
// An announcing sentence has at most this many words.
constexpr size_t kLongestSentence = 30;
// Sentences are compared with one another up to this number; beyond, only equal
// ones are found.
constexpr size_t kMostCompared = 64;
// Distinct words from which a text that is given twice is an article all the
// same.
constexpr size_t kRealContent = 60;

// A text of more bytes than this is looked at for equal sentences first.
constexpr size_t kLongText = 3'000;
// Of a long and varied text only this many sentences are looked at, for filler.
constexpr size_t kSample = 5;

struct Sentence {
  absl::string_view text;
  std::string folded;
  std::vector<std::string> terms;     // in order
  std::vector<std::string> distinct;  // sorted
  bool has_digit = false;
  bool repeats = false;  // another sentence, or is repeated by one
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

// The sentences with a letter or digit, without their words.
std::vector<Sentence> SentencesOf(const std::vector<std::string>& paragraphs,
                                  absl::string_view language) {
  std::vector<Sentence> sentences;
  for (const std::string& paragraph : paragraphs) {
    for (const ByteRange range : SplitSentences(paragraph, language)) {
      Sentence sentence;
      sentence.text = absl::string_view(paragraph).substr(
          range.begin, range.end - range.begin);
      sentence.folded = Fold(sentence.text);
      sentences.push_back(std::move(sentence));
    }
  }
  return sentences;
}

// Fills in the words; a sentence without any is taken out.
void AddWords(std::vector<Sentence>* sentences) {
  for (Sentence& sentence : *sentences) {
    sentence.terms = Terms(sentence.text, "");
    sentence.distinct = sentence.terms;
    std::sort(sentence.distinct.begin(), sentence.distinct.end());
    sentence.distinct.erase(
        std::unique(sentence.distinct.begin(), sentence.distinct.end()),
        sentence.distinct.end());
    sentence.has_digit = std::any_of(
        sentence.folded.begin(), sentence.folded.end(),
        [](char c) { return IsAsciiDigit(static_cast<unsigned char>(c)); });
  }
  const auto wordless = [](const Sentence& sentence) {
    return sentence.terms.empty();
  };
  sentences->erase(
      std::remove_if(sentences->begin(), sentences->end(), wordless),
      sentences->end());
}

// Whether a text is long and its sentences are all different, as those of
// nearly every article: then there is nothing more to look at.
bool IsLongAndVaried(const std::vector<Sentence>& sentences) {
  size_t bytes = 0;
  absl::flat_hash_set<absl::string_view> different;
  for (const Sentence& sentence : sentences) {
    bytes += sentence.folded.size();
    different.insert(sentence.folded);
  }
  const bool varied = 10 * different.size() >= 9 * sentences.size();
  return bytes > kLongText && varied && sentences.size() > kSample;
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
  // Bridges are under construction too: unless the sentence speaks of a text,
  // it may say little else.
  const size_t words = sentence.terms.size();
  if (stock) {
    return unknown <= (all.text ? std::max<size_t>(2, words / 3)
                                : words / 5 + (words < 5));
  }
  return all.text && all.coming && 4 * unknown <= words;
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

// Why the sentences are few that repeat themselves; absent where they are not.
absl::optional<std::string> RepetitionReason(std::vector<Sentence>* sentences) {
  const size_t different = MarkRepeats(sentences);
  absl::flat_hash_set<absl::string_view> distinct;
  size_t words = 0;
  size_t repeating = 0;
  for (const Sentence& sentence : *sentences) {
    words += sentence.terms.size();
    // "Pay May 15": rows of figures repeat one another in real news.
    repeating +=
        sentence.repeats && (!sentence.has_digit || sentence.terms.size() >= 5);
    for (const std::string& term : sentence.distinct) distinct.insert(term);
  }
  const size_t all = sentences->size();
  const bool little = distinct.size() < kRealContent || 3 * different <= all;
  if (2 * repeating > all && 2 * different <= all && little) {
    return absl::StrCat(repeating, " of ", all, " sentences repeat another");
  }
  if (words >= 4 && 3 * distinct.size() <= words &&
      distinct.size() < kRealContent / 4) {
    return absl::StrCat("the ", words, " words are ", distinct.size(),
                        " different ones");
  }
  return absl::nullopt;
}

// All sentences as one.
Sentence Joined(const std::vector<Sentence>& sentences) {
  Sentence all;
  for (const Sentence& sentence : sentences) {
    absl::StrAppend(&all.folded, sentence.folded, " ");
    all.terms.insert(all.terms.end(), sentence.terms.begin(),
                     sentence.terms.end());
  }
  return all;
}

// Why nothing is left but announcements; absent where something is.
absl::optional<std::string> AnnouncementReason(
    const std::vector<Sentence>& sentences) {
  size_t words = 0;
  size_t left = 0;  // words of sentences that neither announce nor repeat
  size_t announcing = 0;
  for (const Sentence& sentence : sentences) {
    words += sentence.terms.size();
    if (words > kLongestAnnouncement) return absl::nullopt;
    if (Announces(sentence)) {
      ++announcing;
    } else if (!sentence.repeats) {
      left += sentence.terms.size();
    }
  }
  if (announcing == 0 || left >= 6 || 3 * left > words) {
    // What no sentence says alone they may say together.
    const bool together =
        words <= kLongestSentence && Announces(Joined(sentences));
    if (!together) return absl::nullopt;
    announcing = sentences.size();
  }
  return absl::StrCat(announcing, " of ", sentences.size(),
                      " sentences only announce a text to come");
}

}  // namespace

absl::optional<std::string> PlaceholderReason(
    absl::string_view headline, const std::vector<std::string>& paragraphs,
    absl::string_view language) {
  std::vector<Sentence> sentences = SentencesOf(paragraphs, language);
  if (sentences.empty()) {
    // Without any text the headline may say it all.
    const std::vector<std::string> headlines = {std::string(headline)};
    sentences = SentencesOf(headlines, language);
    AddWords(&sentences);
    const bool announces =
        !sentences.empty() &&
        std::all_of(sentences.begin(), sentences.end(), Announces);
    if (!announces) return absl::nullopt;
    return std::string("there is no text, and the headline only announces it");
  }
  const bool varied = IsLongAndVaried(sentences);
  if (varied) sentences.resize(kSample);
  AddWords(&sentences);
  if (sentences.empty()) return std::string("the text has no words");
  if (IsFillerLatinText(sentences)) {
    return std::string("filler text in pseudo-Latin");
  }
  if (varied) return absl::nullopt;
  if (auto reason = RepetitionReason(&sentences)) return reason;
  return AnnouncementReason(sentences);
}

}  // namespace byline::text
