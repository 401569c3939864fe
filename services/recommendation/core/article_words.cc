#include "services/recommendation/core/article_words.h"

#include <absl/container/flat_hash_set.h>
#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "common/text/background_terms.h"
#include "common/text/sentences.h"
#include "common/text/words.h"

namespace byline::recommendation {
namespace {

constexpr float kHeadlineWeight = 3.0F;
constexpr float kLeadWeight = 1.5F;
constexpr float kBodyWeight = 1.0F;
// A run says again what its words say: it counts half.
constexpr float kRunShare = 0.5F;
constexpr size_t kLongestRun = 4;

bool BeginsWithCapital(absl::string_view word) {
  UChar32 character = 0;
  const auto* bytes = reinterpret_cast<const uint8_t*>(word.data());
  const auto size = static_cast<int32_t>(word.size());
  int32_t at = 0;
  U8_NEXT(bytes, at, size, character);
  return character >= 0 && u_isUUppercase(character);
}

// Two capitals or more and nothing else, as in an acronym.
bool IsAcronym(absl::string_view word) {
  return word.size() >= 2 && std::all_of(word.begin(), word.end(), [](char c) {
           return absl::ascii_isupper(c);
         });
}

// Whether the word is written small as a rule: the background table has only
// such words.
bool IsCommonWord(absl::string_view term, absl::string_view language) {
  return text::BackgroundIdf(term, language) < text::kUnknownBackgroundIdf;
}

// Whether the language writes every noun with a capital.
bool CapitalisesNouns(absl::string_view language) {
  return language == "de" || language == "lb";
}

// "Quill's" -> "Quill".
absl::string_view WithoutPossessive(absl::string_view word) {
  for (const absl::string_view possessive : {"'s", "\u2019s"}) {
    if (absl::EndsWith(word, possessive)) word.remove_suffix(possessive.size());
  }
  return word;
}

absl::string_view Part(absl::string_view text, text::ByteRange range) {
  return text.substr(range.begin, range.end - range.begin);
}

}  // namespace

bool IsCalendarWordOrTitle(absl::string_view term) {
  static const auto* const words = new absl::flat_hash_set<absl::string_view>{
      "monday",   "tuesday", "wednesday", "thursday",  "friday",  "saturday",
      "sunday",   "january", "february",  "march",     "april",   "may",
      "june",     "july",    "august",    "september", "october", "november",
      "december", "mr",      "mrs",       "ms",        "dr",      "sir"};
  return words->contains(term);
}

ArticleWords::ArticleWords(std::string language)
    : language_(std::move(language)) {}

void ArticleWords::AddBody(absl::string_view text, int& lead_sentences) {
  for (const text::ByteRange& range : text::SplitSentences(text, language_)) {
    AddSentence(Part(text, range),
                lead_sentences > 0 ? kLeadWeight : kBodyWeight);
    lead_sentences = std::max(0, lead_sentences - 1);
  }
}

void ArticleWords::AddLead(absl::string_view text) {
  for (const text::ByteRange& range : text::SplitSentences(text, language_)) {
    AddSentence(Part(text, range), kLeadWeight);
  }
}

void ArticleWords::AddHeadline(absl::string_view text) {
  const std::vector<Token> tokens = Tokens(text);
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (!tokens[i].stop_word) {
      AddToken(tokens[i], kHeadlineWeight, /*tells_case=*/false);
      counts_[tokens[i].term].in_headline = true;
    }
    std::string run = tokens[i].term;
    for (size_t j = i + 1;
         j < tokens.size() && tokens[j].joined && j - i < kLongestRun; ++j) {
      absl::StrAppend(&run, " ", tokens[j].term);
      const auto known = counts_.find(run);
      if (known == counts_.end()) continue;
      known->second.weighted += kHeadlineWeight * kRunShare;
      known->second.in_headline = true;
    }
  }
}

std::vector<ArticleWords::Token> ArticleWords::Tokens(
    absl::string_view sentence) const {
  const std::vector<text::ByteRange> words = text::SplitWords(sentence);
  // Without a language no stop word is left out: in an alphabet terms and words
  // then stand one to one.
  std::vector<std::string> terms = text::Terms(sentence, "");
  std::vector<Token> tokens(terms.size());
  for (size_t i = 0; i < terms.size(); ++i) {
    Token& token = tokens[i];
    token.term = std::move(terms[i]);
    token.stop_word = text::IsStopWord(token.term, language_);
    if (tokens.size() != words.size()) continue;
    token.surface = Part(sentence, words[i]);
    token.capital = BeginsWithCapital(token.surface);
    if (i > 0) {
      const size_t gap = words[i].begin - words[i - 1].end;
      token.joined = gap == 1 && (sentence[words[i].begin - 1] == ' ' ||
                                  sentence[words[i].begin - 1] == '-');
    }
  }
  return tokens;
}

void ArticleWords::AddSentence(absl::string_view sentence, float weight) {
  std::vector<Token> tokens = Tokens(sentence);
  AddRuns(tokens, weight);
  for (size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (token.stop_word) continue;
    const bool tells_case = i > 0 || IsAcronym(token.surface);
    AddToken(token, weight, tells_case && !token.leads_run);
  }
}

void ArticleWords::AddToken(const Token& token, float weight, bool tells_case) {
  Count& count = counts_[token.term];
  count.weighted += weight;
  if (token.surface.empty()) return;
  if (tells_case) ++(token.capital ? count.capital : count.lower);
  if (token.leads_run) ++count.in_run;
  std::string& spelling = token.capital ? count.spelling : count.small;
  if (spelling.empty()) {
    spelling = std::string(WithoutPossessive(token.surface));
  }
}

void ArticleWords::AddRuns(std::vector<Token>& tokens, float weight) {
  size_t i = 0;
  while (i < tokens.size()) {
    // A common word that opens the sentence has its capital from there.
    if (i == 0 && IsCommonWord(tokens[0].term, language_)) {
      i = 1;
      continue;
    }
    size_t end = i;
    while (end < tokens.size() && tokens[end].capital &&
           !tokens[end].stop_word && !IsCalendarWordOrTitle(tokens[end].term) &&
           (end == i || tokens[end].joined)) {
      ++end;
    }
    for (size_t j = i; j + 1 < end; ++j) tokens[j].leads_run = true;
    if (end - i >= 2 && end - i <= kLongestRun) {
      std::string term = tokens[i].term;
      for (size_t j = i + 1; j < end; ++j) {
        absl::StrAppend(&term, " ", tokens[j].term);
      }
      Count& count = counts_[term];
      count.weighted += weight * kRunShare;
      count.is_run = true;
      if (count.spelling.empty()) {
        const absl::string_view last =
            WithoutPossessive(tokens[end - 1].surface);
        const char* begin = tokens[i].surface.data();
        count.spelling = std::string(begin, last.data() + last.size());
      }
    }
    i = std::max(end, i + 1);
  }
}

bool ArticleWords::IsName(absl::string_view term, const Count& count) const {
  if (count.is_run) return true;
  return count.capital > count.lower && !CapitalisesNouns(language_) &&
         !IsCalendarWordOrTitle(term);
}

std::string ArticleWords::SpellingOf(Count& count) {
  if (count.small.empty()) return std::move(count.spelling);
  if (count.spelling.empty()) return std::move(count.small);
  // A capital that only opens sentences or stands in a headline says nothing.
  const int capitals = count.capital + count.in_run;
  return capitals > 0 && capitals >= count.lower ? std::move(count.spelling)
                                                 : std::move(count.small);
}

std::vector<PreparedTerm> ArticleWords::Finish() && {
  std::vector<PreparedTerm> terms;
  terms.reserve(counts_.size());
  for (auto& [term, count] : counts_) {
    PreparedTerm prepared;
    prepared.term = term;
    // ln of less than 1 (a run that is met once) would be negative.
    prepared.weight = count.weighted >= 1.0F ? 1.0F + std::log(count.weighted)
                                             : count.weighted;
    prepared.in_headline = count.in_headline;
    prepared.is_name = IsName(term, count);
    prepared.spelling = SpellingOf(count);
    if (prepared.spelling == term) prepared.spelling.clear();
    terms.push_back(std::move(prepared));
  }
  std::sort(terms.begin(), terms.end(),
            [](const PreparedTerm& a, const PreparedTerm& b) {
              return a.term < b.term;
            });
  return terms;
}

}  // namespace byline::recommendation
