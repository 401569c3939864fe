// Vocabulary: the terms of one text as numbers. Words of one kin (equal stems)
// share a number. Numbers count up in the order in which terms are first met,
// so that results do not depend on hashing. A value of one text and thread.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_VOCABULARY_H_
#define BYLINE_SERVICES_SUMMARY_CORE_VOCABULARY_H_

#include <absl/container/flat_hash_map.h>
#include <absl/strings/string_view.h>

#include <string>
#include <vector>

#include "common/text/stemmer.h"

namespace byline::summary {

class Vocabulary {
 public:
  // `language` is BCP 47.
  explicit Vocabulary(const std::string& language);

  // The terms of `text` without stop words, in its order.
  std::vector<int> Number(absl::string_view text);
  // The same without taking in new ones: -1 for those that are not known.
  std::vector<int> Find(absl::string_view text) const;

  // Rarity in news at large: of the first word met of each kin.
  double Idf(int term) const { return idf_[term]; }
  size_t size() const { return idf_.size(); }

 private:
  int NumberOfTerm(const std::string& term);

  const std::string language_;
  const text::Stemmer stemmer_;
  absl::flat_hash_map<std::string, int> by_term_;
  absl::flat_hash_map<std::string, int> by_stem_;
  std::vector<double> idf_;
};

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_VOCABULARY_H_
