#include "services/summary/core/vocabulary.h"

#include "common/text/background_terms.h"
#include "common/text/words.h"

namespace byline::summary {
namespace {

constexpr size_t kUsualTerms = 512;

}  // namespace

Vocabulary::Vocabulary(const std::string& language)
    : language_(language), stemmer_(language) {
  by_term_.reserve(kUsualTerms);
  by_stem_.reserve(kUsualTerms);
}

std::vector<int> Vocabulary::Number(absl::string_view text) {
  const std::vector<std::string> terms = text::Terms(text, language_);
  std::vector<int> numbers;
  numbers.reserve(terms.size());
  for (const std::string& term : terms) numbers.push_back(NumberOfTerm(term));
  return numbers;
}

std::vector<int> Vocabulary::Find(absl::string_view text) const {
  std::vector<int> numbers;
  for (const std::string& term : text::Terms(text, language_)) {
    const auto known = by_stem_.find(std::string(stemmer_.Stem(term)));
    numbers.push_back(known == by_stem_.end() ? -1 : known->second);
  }
  return numbers;
}

int Vocabulary::NumberOfTerm(const std::string& term) {
  const auto known = by_term_.find(term);
  if (known != by_term_.end()) return known->second;
  const absl::string_view stem = stemmer_.Stem(term);
  const auto [at, is_new] =
      by_stem_.try_emplace(std::string(stem), static_cast<int>(idf_.size()));
  if (is_new) idf_.push_back(text::BackgroundIdf(term, language_));
  by_term_.try_emplace(term, at->second);
  return at->second;
}

}  // namespace byline::summary
