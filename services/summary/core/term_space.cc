#include "services/summary/core/term_space.h"

#include <absl/container/flat_hash_map.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "common/text/background_terms.h"
#include "common/text/words.h"

namespace byline::summary {
namespace {

constexpr int kRankRounds = 15;
constexpr double kDamping = 0.85;
// Weaker links are noise: nearly all sentences of a story share some word.
constexpr double kLeastLink = 0.05;

// Terms as numbers, in the order in which they are first met: so results do not
// depend on hashing.
class Vocabulary {
 public:
  explicit Vocabulary(const std::string& language) : language_(language) {}

  std::vector<int> Number(absl::string_view text) {
    std::vector<int> numbers;
    for (std::string& term : text::Terms(text, language_)) {
      auto [at, is_new] =
          numbers_.try_emplace(std::move(term), static_cast<int>(idf_.size()));
      if (is_new) idf_.push_back(text::BackgroundIdf(at->first, language_));
      numbers.push_back(at->second);
    }
    return numbers;
  }
  double Idf(int term) const { return idf_[term]; }
  size_t size() const { return idf_.size(); }

 private:
  const std::string& language_;
  absl::flat_hash_map<std::string, int> numbers_;
  std::vector<double> idf_;
};

}  // namespace

double TermSpace::Dot(const Vector& a, const Vector& b) {
  double sum = 0;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i].term == b[j].term) {
      sum += a[i++].value * b[j++].value;
    } else if (a[i].term < b[j].term) {
      ++i;
    } else {
      ++j;
    }
  }
  return sum;
}

TermSpace::TermSpace(absl::string_view headline, const std::string& language,
                     const std::vector<Sentence>& sentences) {
  const size_t n = sentences.size();
  Vocabulary vocabulary(language);
  std::vector<std::vector<int>> numbered(n);
  for (size_t i = 0; i < n; ++i)
    numbered[i] = vocabulary.Number(sentences[i].text);
  const std::vector<int> headline_terms = vocabulary.Number(headline);

  std::vector<int> frequency(vocabulary.size(), 0);
  for (size_t i = 0; i < n; ++i) {
    if (sentences[i].boilerplate || sentences[i].own_summary) continue;
    for (int term : numbered[i]) ++frequency[term];
  }

  const auto weigh = [&vocabulary](std::vector<int> terms) {
    std::sort(terms.begin(), terms.end());
    Vector vector;
    for (int term : terms) {
      if (vector.empty() || vector.back().term != term)
        vector.push_back({term, 0});
      vector.back().value += vocabulary.Idf(term);
    }
    double squares = 0;
    for (const Weight& weight : vector) squares += weight.value * weight.value;
    const double length = std::sqrt(squares);
    for (Weight& weight : vector)
      weight.value = length > 0 ? weight.value / length : 0;
    return vector;
  };

  const Vector headline_vector = weigh(headline_terms);
  std::vector<double> sum(vocabulary.size(), 0);
  vectors_.reserve(n);
  for (size_t i = 0; i < n; ++i) {
    vectors_.push_back(weigh(numbered[i]));
    if (!sentences[i].IsSound()) continue;
    for (const Weight& weight : vectors_[i]) sum[weight.term] += weight.value;
  }
  double squares = 0;
  for (double value : sum) squares += value * value;
  const double length = squares > 0 ? std::sqrt(squares) : 1;

  std::vector<int> top;
  for (size_t term = 0; term < frequency.size(); ++term) {
    if (frequency[term] > 1) top.push_back(static_cast<int>(term));
  }
  const auto weightier = [&](int a, int b) {
    const double weight_a = frequency[a] * vocabulary.Idf(a);
    const double weight_b = frequency[b] * vocabulary.Idf(b);
    return weight_a != weight_b ? weight_a > weight_b : a < b;
  };
  const size_t kept = std::min(kTopTerms, top.size());
  std::partial_sort(top.begin(),
                    top.begin() + static_cast<std::ptrdiff_t>(kept), top.end(),
                    weightier);
  std::vector<uint32_t> bit(vocabulary.size(), 0);
  for (size_t i = 0; i < kept; ++i) bit[top[i]] = 1U << i;
  std::vector<bool> in_headline(vocabulary.size(), false);
  for (int term : headline_terms) in_headline[term] = true;

  for (size_t i = 0; i < n; ++i) {
    double dot = 0;
    double logs = 0;
    uint32_t bits = 0;
    size_t shared = 0;
    for (const Weight& weight : vectors_[i]) {
      dot += weight.value * sum[weight.term] / length;
      logs += std::log(1.0 + frequency[weight.term]);
      bits |= bit[weight.term];
      shared += in_headline[weight.term] ? 1 : 0;
    }
    centrality_.push_back(dot);
    mean_log_frequency_.push_back(
        vectors_[i].empty() ? 0
                            : logs / static_cast<double>(vectors_[i].size()));
    top_terms_.push_back(bits);
    headline_.push_back(Dot(vectors_[i], headline_vector));
    covered_by_headline_.push_back(!vectors_[i].empty() &&
                                   shared * 5 >= vectors_[i].size() * 4);
    std::vector<uint64_t> trigrams;
    for (size_t j = 0; j + 2 < numbered[i].size(); ++j) {
      trigrams.push_back((static_cast<uint64_t>(numbered[i][j]) << 42) |
                         (static_cast<uint64_t>(numbered[i][j + 1]) << 21) |
                         static_cast<uint64_t>(numbered[i][j + 2]));
    }
    std::sort(trigrams.begin(), trigrams.end());
    trigrams_.push_back(std::move(trigrams));
  }

  compared_ = std::min(n, kMostCompared);
  similarity_.assign(compared_ * compared_, 0);
  for (size_t i = 0; i < compared_; ++i) {
    for (size_t j = i + 1; j < compared_; ++j) {
      similarity_[i * compared_ + j] = similarity_[j * compared_ + i] =
          Dot(vectors_[i], vectors_[j]);
    }
  }
  rank_.assign(n, 0);
  ComputeRank();
}

double TermSpace::Similarity(size_t a, size_t b) const {
  if (a == b) return 1;
  if (a < compared_ && b < compared_) return similarity_[a * compared_ + b];
  return Dot(vectors_[a], vectors_[b]);
}

void TermSpace::ComputeRank() {
  if (compared_ == 0) return;
  std::vector<double> link(similarity_);
  for (size_t i = 0; i < compared_; ++i) {
    double total = 0;
    for (size_t j = 0; j < compared_; ++j) {
      double& value = link[i * compared_ + j];
      if (value < kLeastLink) value = 0;
      total += value;
    }
    for (size_t j = 0; j < compared_; ++j)
      link[i * compared_ + j] /= total > 0 ? total : 1;
  }
  std::vector<double> rank(compared_, 1.0);
  for (int round = 0; round < kRankRounds; ++round) {
    std::vector<double> next(compared_, 1 - kDamping);
    for (size_t i = 0; i < compared_; ++i) {
      for (size_t j = 0; j < compared_; ++j)
        next[j] += kDamping * rank[i] * link[i * compared_ + j];
    }
    rank.swap(next);
  }
  std::copy(rank.begin(), rank.end(), rank_.begin());
}

}  // namespace byline::summary
