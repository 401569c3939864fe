#include "services/summary/core/grams.h"

#include <absl/container/flat_hash_map.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

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

// Logarithms of small numbers, which are all that is needed here.
class Logarithms {
 public:
  double Of(int number) {
    while (static_cast<int>(table_.size()) <= number)
      table_.push_back(table_.empty()
                           ? 0.0
                           : std::log(static_cast<double>(table_.size())));
    return table_[number];
  }

 private:
  std::vector<double> table_;
};

struct Occurrence {
  int term = 0;        // first term
  int other = 0;       // second term; the same for a single one
  int frequency = 0;
  int sentences = 0;
  int first = 0;
  int last = -1;
};

// Counts grams sentence by sentence.
class Counter {
 public:
  explicit Counter(size_t sentences) { of_sentence_.resize(sentences); }

  void Add(uint64_t key, int term, int other, size_t sentence, int place) {
    const auto [at, is_new] =
        index_.try_emplace(key, static_cast<int>(found_.size()));
    if (is_new) found_.push_back({term, other, 0, 0, place, -1});
    Occurrence& gram = found_[at->second];
    ++gram.frequency;
    if (gram.last == place) return;
    gram.last = place;
    ++gram.sentences;
    of_sentence_[sentence].push_back(at->second);
  }

  const std::vector<Occurrence>& found() const { return found_; }
  std::vector<std::vector<int>> TakeSentences() {
    for (std::vector<int>& grams : of_sentence_)
      std::sort(grams.begin(), grams.end());
    return std::move(of_sentence_);
  }

 private:
  absl::flat_hash_map<uint64_t, int> index_;
  std::vector<Occurrence> found_;
  std::vector<std::vector<int>> of_sentence_;
};

GramFeatures FeaturesOf(const Occurrence& gram, const Occurrence& one,
                        const Occurrence& other, int count,
                        const TermSpace& space, Logarithms& logarithms) {
  const auto n = static_cast<double>(std::max(count, 1));
  const double idf = space.Idf(gram.term);
  const double other_idf = space.Idf(gram.other);
  const double mean_idf = (idf + other_idf) / 2;
  const double least_idf = std::min(idf, other_idf);
  const double log_frequency = logarithms.Of(gram.frequency);
  const double inverse_first = 1.0 / (gram.first + 1);
  const int least = std::min(one.frequency, other.frequency);
  return {log_frequency,
          logarithms.Of(gram.sentences),
          gram.sentences / n,
          logarithms.Of(gram.first + 1),
          inverse_first,
          gram.first == 0 ? 1.0 : 0.0,
          gram.first == 1 ? 1.0 : 0.0,
          gram.first == 2 ? 1.0 : 0.0,
          gram.first / n,
          gram.last / n,
          logarithms.Of(count),
          least_idf,
          std::max(idf, other_idf),
          mean_idf * mean_idf,
          log_frequency * mean_idf,
          log_frequency * inverse_first,
          least_idf * inverse_first,
          logarithms.Of(least),
          logarithms.Of(std::max(one.frequency, other.frequency)),
          logarithms.Of(std::min(one.first, other.first) + 1),
          logarithms.Of(std::max(one.first, other.first) + 1),
          static_cast<double>(gram.frequency) / least};
}

}  // namespace

absl::Span<const absl::string_view> GramFeatureNames() { return kNames; }

GramsOfText CollectGrams(const std::vector<Sentence>& sentences,
                         const TermSpace& space) {
  Counter terms(sentences.size());
  Counter pairs(sentences.size());
  int place = 0;
  for (size_t i = 0; i < sentences.size(); ++i) {
    if (sentences[i].boilerplate || sentences[i].own_summary) continue;
    const std::vector<int>& numbers = space.Terms(i);
    for (size_t j = 0; j < numbers.size(); ++j) {
      const int term = numbers[j];
      terms.Add(static_cast<uint64_t>(term), term, term, i, place);
      if (j == 0) continue;
      const int before = numbers[j - 1];
      pairs.Add((static_cast<uint64_t>(before) << 32) |
                    static_cast<uint64_t>(term),
                before, term, i, place);
    }
    ++place;
  }

  std::vector<const Occurrence*> by_term(space.vocabulary_size(), nullptr);
  for (const Occurrence& term : terms.found()) by_term[term.term] = &term;
  Logarithms logarithms;
  GramsOfText grams;
  const auto describe = [&](const Counter& counter, Grams& into) {
    into.grams.reserve(counter.found().size());
    into.features.reserve(counter.found().size());
    for (const Occurrence& gram : counter.found()) {
      into.grams.emplace_back(gram.term, gram.other);
      into.features.push_back(FeaturesOf(gram, *by_term[gram.term],
                                         *by_term[gram.other], place, space,
                                         logarithms));
    }
  };
  describe(terms, grams.terms);
  describe(pairs, grams.pairs);
  grams.terms.of_sentence = terms.TakeSentences();
  grams.pairs.of_sentence = pairs.TakeSentences();
  return grams;
}

}  // namespace byline::summary
