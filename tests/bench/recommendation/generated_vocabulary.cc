#include "tests/bench/recommendation/generated_vocabulary.h"

#include <absl/strings/string_view.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "tests/bench/recommendation/archive_statistics.h"
#include "tests/bench/recommendation/generated_statistics.h"

namespace byline::bench {
namespace {

constexpr WordId kFirstName = uint64_t{1} << 48;
constexpr double kMostRanks = 1e12;
// What subjects have of their own: neither the commonest nor the rarest words.
constexpr uint64_t kFirstOfSubjects = 400;
constexpr uint64_t kWordsOfSubjects = 30'000;

constexpr std::array<absl::string_view, kFunctionRanks> kFunctionWords = {
    "the",     "of",      "to",     "and",    "a",     "in",      "that",
    "for",     "is",      "on",     "it",     "was",   "with",    "as",
    "he",      "by",      "at",     "be",     "his",   "from",    "are",
    "have",    "has",     "not",    "this",   "an",    "but",     "they",
    "who",     "had",     "their",  "were",   "been",  "which",   "we",
    "or",      "its",     "she",    "will",   "her",   "would",   "more",
    "after",   "about",   "when",   "there",  "one",   "out",     "up",
    "all",     "what",    "if",     "also",   "into",  "than",    "can",
    "no",      "other",   "some",   "could",  "them",  "so",      "two",
    "him",     "over",    "only",   "our",    "do",    "because", "between",
    "before",  "while",   "any",    "most",   "now",   "these",   "those",
    "such",    "through", "under",  "during", "where", "how",     "then",
    "being",   "both",    "did",    "just",   "many",  "may",     "much",
    "my",      "same",    "should", "since",  "very",  "you",     "your",
    "against", "me"};

constexpr absl::string_view kConsonants = "bdfghklmnprstvwz";
constexpr absl::string_view kVowels = "aiou";
constexpr absl::string_view kEndsOfNames = "nrlk";

double Zipf(size_t rank) {
  return std::pow(static_cast<double>(rank) + kNewsStatistics.zipf_shift,
                  -kNewsStatistics.zipf_exponent);
}

std::vector<double> ZipfWeights(size_t first, size_t last) {
  std::vector<double> weights;
  for (size_t rank = first; rank <= last; ++rank) {
    weights.push_back(Zipf(rank));
  }
  return weights;
}

// The core's ranks, and as the last one all that is beyond.
std::vector<double> CoreWeights() {
  std::vector<double> weights = ZipfWeights(kFunctionRanks + 1, kCoreRanks);
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  const double core =
      1 - kNewsStatistics.function_share - kNewsStatistics.tail_share;
  weights.push_back(sum * kNewsStatistics.tail_share / core);
  return weights;
}

uint64_t Mixed(uint64_t key) {  // SplitMix64 (Steele and others 2014)
  key += 0x9e3779b97f4a7c15;
  key = (key ^ (key >> 30)) * 0xbf58476d1ce4e5b9;
  key = (key ^ (key >> 27)) * 0x94d049bb133111eb;
  return key ^ (key >> 31);
}

}  // namespace

AliasTable::AliasTable(const std::vector<double>& weights)
    : keep_(weights.size(), 1), other_(weights.size()) {
  const double mean = std::accumulate(weights.begin(), weights.end(), 0.0) /
                      static_cast<double>(weights.size());
  std::vector<double> left;
  std::vector<uint32_t> small;
  std::vector<uint32_t> large;
  for (uint32_t i = 0; i < weights.size(); ++i) {
    left.push_back(weights[i] / mean);
    other_[i] = i;
    (left[i] < 1 ? small : large).push_back(i);
  }
  while (!small.empty() && !large.empty()) {
    const uint32_t poor = small.back();
    const uint32_t rich = large.back();
    small.pop_back();
    keep_[poor] = left[poor];
    other_[poor] = rich;
    left[rich] -= 1 - left[poor];
    if (left[rich] < 1) {
      large.pop_back();
      small.push_back(rich);
    }
  }
}

size_t AliasTable::Draw(std::mt19937_64& random) const {
  const double place = Uniform(random) * static_cast<double>(keep_.size());
  const auto i = static_cast<size_t>(place);
  return place - static_cast<double>(i) < keep_[i] ? i : other_[i];
}

GeneratedVocabulary::GeneratedVocabulary()
    : function_words_(ZipfWeights(1, kFunctionRanks)), core_(CoreWeights()) {}

WordId GeneratedVocabulary::DrawFunctionWord(std::mt19937_64& random) const {
  return function_words_.Draw(random);
}

WordId GeneratedVocabulary::DrawContentWord(std::mt19937_64& random) const {
  const WordId word = kFunctionRanks + core_.Draw(random);
  return word < kCoreRanks ? word : DrawTailRank(kCoreRanks, random);
}

WordId GeneratedVocabulary::DrawName(std::mt19937_64& random) const {
  return kFirstName + DrawTailRank(kGeneratorSettings.common_names, random);
}

WordId GeneratedVocabulary::WordOfSubject(uint64_t key) {
  return kFirstOfSubjects + Mixed(key) % kWordsOfSubjects;
}

uint64_t GeneratedVocabulary::DrawTailRank(double first,
                                           std::mt19937_64& random) {
  // Heaps' exponent b goes with Zipf's 1/b, so P(rank > r) ~ r^(1 - 1/b).
  constexpr double kPower = 1 / (1 / kNewsStatistics.heaps_exponent - 1);
  return static_cast<uint64_t>(
      std::min(kMostRanks, first * std::pow(1 - Uniform(random), -kPower)));
}

bool GeneratedVocabulary::IsFunctionWord(WordId word) {
  return word < kFunctionRanks;
}

bool GeneratedVocabulary::IsName(WordId word) { return word >= kFirstName; }

void GeneratedVocabulary::AppendSpelling(WordId word, std::string* text) {
  if (IsFunctionWord(word)) {
    text->append(kFunctionWords[word].data(), kFunctionWords[word].size());
    return;
  }
  const bool name = IsName(word);
  uint64_t digits = name ? word - kFirstName : word;
  std::array<char, 24> letters;  // 64^11 is more than there are ids
  size_t count = 0;
  // At least two syllables, each of a consonant and a vowel.
  while (count < 4 || digits > 0) {
    letters[count++] = kConsonants[digits / 4 % 16];
    letters[count++] = kVowels[digits % 4];
    digits /= 64;
  }
  if (name) {
    letters[0] = static_cast<char>(letters[0] - 'a' + 'A');
    letters[count++] = kEndsOfNames[word % 4];
  }
  text->append(letters.data(), count);
}

}  // namespace byline::bench
