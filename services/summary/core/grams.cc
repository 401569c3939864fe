#include "services/summary/core/grams.h"

#include <absl/container/flat_hash_map.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

namespace byline::summary {
namespace {

constexpr absl::string_view kNames[kGramFeatureCount] = {
    // how often
    "log_frequency", "log_sentences", "sentence_share",
    // where, counted in sentences
    "log_first", "inverse_first", "first_is_0", "first_is_1", "first_is_2",
    "relative_first", "relative_last", "log_count",
    // how rare its terms are in news at large
    "least_idf", "greatest_idf", "squared_idf",
    // together
    "frequency_by_idf", "frequency_by_first", "idf_by_first",
    // of a pair's terms; of a single term the same as above
    "log_least_frequency", "log_greatest_frequency", "log_first_earlier",
    "log_first_later", "cohesion"};

// Counts grams sentence by sentence.
class Counter {
 public:
  explicit Counter(size_t sentences) { counted_.of_sentence.resize(sentences); }

  // How many grams the sentence has at most.
  void Expect(size_t sentence, size_t most) {
    counted_.of_sentence[sentence].reserve(most);
  }
  // `index` is where the gram's number is kept, -1 for one that is new.
  void Add(int& index, int term, int other, size_t sentence, int place) {
    if (index < 0) {
      index = static_cast<int>(counted_.grams.size());
      counted_.grams.push_back({term, other, 0, 0, place, -1});
    }
    Gram& gram = counted_.grams[index];
    ++gram.frequency;
    if (gram.last == place) return;
    gram.last = place;
    ++gram.sentences;
    counted_.of_sentence[sentence].push_back(index);
  }

  Grams Take() {
    for (std::vector<int>& grams : counted_.of_sentence)
      std::sort(grams.begin(), grams.end());
    return std::move(counted_);
  }

 private:
  Grams counted_;
};

}  // namespace

absl::Span<const absl::string_view> GramFeatureNames() { return kNames; }

GramsOfText CollectGrams(const std::vector<Sentence>& sentences,
                         const TermSpace& space) {
  Counter terms(sentences.size());
  Counter pairs(sentences.size());
  std::vector<int> by_term(space.vocabulary_size(), -1);
  absl::flat_hash_map<uint64_t, int> by_pair;
  by_pair.reserve(2 * space.vocabulary_size());
  GramsOfText grams;
  for (size_t i = 0; i < sentences.size(); ++i) {
    if (sentences[i].boilerplate || sentences[i].own_summary) continue;
    const std::vector<int>& numbers = space.Terms(i);
    terms.Expect(i, numbers.size());
    pairs.Expect(i, numbers.size());
    for (size_t j = 0; j < numbers.size(); ++j) {
      const int term = numbers[j];
      terms.Add(by_term[term], term, term, i, grams.count);
      if (j == 0) continue;
      const int before = numbers[j - 1];
      const uint64_t key =
          (static_cast<uint64_t>(before) << 32) | static_cast<uint64_t>(term);
      pairs.Add(by_pair.try_emplace(key, -1).first->second, before, term, i,
                grams.count);
    }
    ++grams.count;
  }
  grams.terms = terms.Take();
  grams.pairs = pairs.Take();
  return grams;
}

GramReader::GramReader(const GramsOfText& grams, const TermSpace& space)
    : space_(space),
      count_(grams.count),
      by_term_(space.vocabulary_size(), nullptr) {
  int most = count_;
  for (const Gram& term : grams.terms.grams) {
    by_term_[term.term] = &term;
    most = std::max(most, term.frequency);
  }
  logarithms_.resize(static_cast<size_t>(most) + 1);
  for (size_t i = 1; i < logarithms_.size(); ++i)
    logarithms_[i] = std::log(static_cast<double>(i));
}

GramFeatures GramReader::FeaturesOf(const Gram& gram) const {
  const Gram& one = *by_term_[gram.term];
  const Gram& other = *by_term_[gram.other];
  const auto n = static_cast<double>(std::max(count_, 1));
  const double idf = space_.Idf(gram.term);
  const double other_idf = space_.Idf(gram.other);
  const double mean_idf = (idf + other_idf) / 2;
  const double least_idf = std::min(idf, other_idf);
  const double log_frequency = logarithms_[gram.frequency];
  const double inverse_first = 1.0 / (gram.first + 1);
  const int least = std::min(one.frequency, other.frequency);
  return {log_frequency,
          logarithms_[gram.sentences],
          gram.sentences / n,
          logarithms_[gram.first + 1],
          inverse_first,
          gram.first == 0 ? 1.0 : 0.0,
          gram.first == 1 ? 1.0 : 0.0,
          gram.first == 2 ? 1.0 : 0.0,
          gram.first / n,
          gram.last / n,
          logarithms_[count_],
          least_idf,
          std::max(idf, other_idf),
          mean_idf * mean_idf,
          log_frequency * mean_idf,
          log_frequency * inverse_first,
          least_idf * inverse_first,
          logarithms_[least],
          logarithms_[std::max(one.frequency, other.frequency)],
          logarithms_[std::min(one.first, other.first) + 1],
          logarithms_[std::max(one.first, other.first) + 1],
          static_cast<double>(gram.frequency) / least};
}

}  // namespace byline::summary
