#include "services/summary/core/term_space.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace byline::summary {
namespace {

constexpr int kRankRounds = 15;
constexpr double kDamping = 0.85;
// Weaker links are noise: nearly all sentences of a story share some word.
constexpr double kLeastLink = 0.05;
constexpr double kAlike = 0.1;

// The terms that weigh most by frequency and rarity, one bit each; terms that
// stand once tell nothing.
std::vector<uint32_t> TopTermBits(const std::vector<int>& frequency,
                                  const Vocabulary& vocabulary) {
  std::vector<int> top;
  for (size_t term = 0; term < frequency.size(); ++term) {
    if (frequency[term] > 1) top.push_back(static_cast<int>(term));
  }
  const auto weightier = [&](int a, int b) {
    const double weight_a = frequency[a] * vocabulary.Idf(a);
    const double weight_b = frequency[b] * vocabulary.Idf(b);
    return weight_a != weight_b ? weight_a > weight_b : a < b;
  };
  const size_t kept = std::min(TermSpace::kTopTerms, top.size());
  std::partial_sort(top.begin(),
                    top.begin() + static_cast<std::ptrdiff_t>(kept), top.end(),
                    weightier);
  std::vector<uint32_t> bits(frequency.size(), 0);
  for (size_t i = 0; i < kept; ++i) bits[top[i]] = 1U << i;
  return bits;
}

std::vector<uint64_t> TrigramsOf(const std::vector<int>& terms) {
  std::vector<uint64_t> trigrams;
  trigrams.reserve(terms.size());
  for (size_t i = 0; i + 2 < terms.size(); ++i) {
    trigrams.push_back((static_cast<uint64_t>(terms[i]) << 42) |
                       (static_cast<uint64_t>(terms[i + 1]) << 21) |
                       static_cast<uint64_t>(terms[i + 2]));
  }
  std::sort(trigrams.begin(), trigrams.end());
  return trigrams;
}

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

TermSpace::Vector TermSpace::Weigh(std::vector<int> terms) const {
  std::sort(terms.begin(), terms.end());
  Vector vector;
  vector.reserve(terms.size());
  for (int term : terms) {
    if (vector.empty() || vector.back().term != term)
      vector.push_back({term, 0});
    vector.back().value += vocabulary_.Idf(term);
  }
  double squares = 0;
  for (const Weight& weight : vector) squares += weight.value * weight.value;
  const double length = std::sqrt(squares);
  for (Weight& weight : vector)
    weight.value = length > 0 ? weight.value / length : 0;
  return vector;
}

TermSpace::TermSpace(absl::string_view headline, const std::string& language,
                     const std::vector<Sentence>& sentences)
    : vocabulary_(language),
      compared_(std::min(sentences.size(), kMostCompared)),
      profiles_(sentences.size()) {
  terms_.reserve(sentences.size());
  for (const Sentence& sentence : sentences)
    terms_.push_back(vocabulary_.Number(sentence.text));
  const std::vector<int> headline_terms = vocabulary_.Number(headline);
  vectors_.reserve(sentences.size());
  trigrams_.reserve(sentences.size());
  for (const std::vector<int>& terms : terms_) {
    vectors_.push_back(Weigh(terms));
    trigrams_.push_back(TrigramsOf(terms));
  }
  CompareWithText(sentences, headline_terms);
  CompareWithOneAnother();
  ProfileSimilarities();
  ComputeRank();
}

void TermSpace::CompareWithText(const std::vector<Sentence>& sentences,
                                const std::vector<int>& headline_terms) {
  std::vector<int> frequency(vocabulary_.size(), 0);
  std::vector<double> sum(vocabulary_.size(), 0);
  for (size_t i = 0; i < sentences.size(); ++i) {
    if (sentences[i].boilerplate || sentences[i].own_summary) continue;
    for (int term : terms_[i]) ++frequency[term];
    if (!sentences[i].IsSound()) continue;
    for (const Weight& weight : vectors_[i]) sum[weight.term] += weight.value;
  }
  double squares = 0;
  for (double value : sum) squares += value * value;
  const double length = squares > 0 ? std::sqrt(squares) : 1;

  const std::vector<uint32_t> bits = TopTermBits(frequency, vocabulary_);
  const Vector headline = Weigh(headline_terms);
  std::vector<bool> in_headline(vocabulary_.size(), false);
  for (int term : headline_terms) in_headline[term] = true;
  std::vector<bool> met(vocabulary_.size(), false);
  std::vector<double> log_frequency;
  for (size_t i = 0; i < sentences.size(); ++i) {
    TermProfile& profile = profiles_[i];
    size_t shared = 0;
    size_t fresh = 0;
    double dot = 0;
    for (const Weight& weight : vectors_[i]) {
      dot += weight.value * sum[weight.term];
      for (auto most = static_cast<size_t>(frequency[weight.term]);
           log_frequency.size() <= most;)
        log_frequency.push_back(
            std::log(1.0 + static_cast<double>(log_frequency.size())));
      profile.mean_log_frequency += log_frequency[frequency[weight.term]];
      profile.mean_idf += vocabulary_.Idf(weight.term);
      profile.top_terms |= bits[weight.term];
      shared += in_headline[weight.term] ? 1 : 0;
      fresh += met[weight.term] ? 0 : 1;
      met[weight.term] = true;
    }
    profile.centrality = dot / length;
    profile.headline = Dot(vectors_[i], headline);
    if (vectors_[i].empty()) continue;
    const auto terms = static_cast<double>(vectors_[i].size());
    profile.mean_log_frequency /= terms;
    profile.mean_idf /= terms;
    profile.novelty = static_cast<double>(fresh) / terms;
    profile.covered_by_headline = shared * 5 >= vectors_[i].size() * 4;
  }
}

// Term by term: most terms stand in one sentence only and cost nothing.
void TermSpace::CompareWithOneAnother() {
  struct Posting {
    size_t sentence;
    double value;
    int next;  // -1: the last
  };
  std::vector<int> first(vocabulary_.size(), -1);
  std::vector<Posting> postings;
  postings.reserve(2 * vocabulary_.size());
  similarity_.assign(compared_ * compared_, 0);
  for (size_t i = 0; i < compared_; ++i) {
    double* const row = similarity_.data() + i * compared_;
    for (const Weight& weight : vectors_[i]) {
      int& head = first[weight.term];
      for (int at = head; at >= 0; at = postings[at].next)
        row[postings[at].sentence] += weight.value * postings[at].value;
      postings.push_back({i, weight.value, head});
      head = static_cast<int>(postings.size()) - 1;
    }
    for (size_t j = 0; j < i; ++j) similarity_[j * compared_ + i] = row[j];
  }
}

double TermSpace::Similarity(size_t a, size_t b) const {
  if (a == b) return 1;
  if (a < compared_ && b < compared_) return similarity_[a * compared_ + b];
  return Dot(vectors_[a], vectors_[b]);
}

void TermSpace::ProfileSimilarities() {
  for (size_t i = 0; i < profiles_.size(); ++i) {
    TermProfile& profile = profiles_[i];
    profile.with_first = Similarity(i, 0);
    if (i > 0) profile.with_previous = Similarity(i, i - 1);
    if (i >= compared_) continue;
    const double* const row = similarity_.data() + i * compared_;
    double before = 0;
    double behind = 0;
    int links = 0;
    for (size_t j = 0; j < compared_; ++j) {
      (j < i ? before : behind) += row[j];
      links += row[j] > kAlike ? 1 : 0;
      if (j < i)
        profile.most_alike_before = std::max(profile.most_alike_before, row[j]);
    }
    if (i > 0) profile.mean_before = before / static_cast<double>(i);
    if (i + 1 < compared_)
      profile.mean_behind = behind / static_cast<double>(compared_ - i - 1);
    profile.links = static_cast<double>(links) / static_cast<double>(compared_);
  }
}

void TermSpace::ComputeRank() {
  if (compared_ == 0) return;
  std::vector<double> link(similarity_);
  for (size_t i = 0; i < compared_; ++i) {
    double total = 0;
    double* const row = link.data() + i * compared_;
    for (size_t j = 0; j < compared_; ++j) {
      if (row[j] < kLeastLink) row[j] = 0;
      total += row[j];
    }
    for (size_t j = 0; j < compared_; ++j) row[j] /= total > 0 ? total : 1;
  }
  std::vector<double> rank(compared_, 1.0);
  std::vector<double> next(compared_);
  for (int round = 0; round < kRankRounds; ++round) {
    std::fill(next.begin(), next.end(), 1 - kDamping);
    for (size_t i = 0; i < compared_; ++i) {
      const double flow = kDamping * rank[i];
      const double* const row = link.data() + i * compared_;
      for (size_t j = 0; j < compared_; ++j) next[j] += flow * row[j];
    }
    rank.swap(next);
  }
  for (size_t i = 0; i < compared_; ++i) profiles_[i].rank = rank[i];
}

}  // namespace byline::summary
