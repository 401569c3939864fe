#include "tests/quality/recommendation/copy_pairs.h"

#include <absl/container/flat_hash_map.h>
#include <absl/strings/str_cat.h>

#include <algorithm>

#include "common/text/near_copy.h"
#include "services/recommendation/core/copy_sketch.h"
#include "services/recommendation/core/similarity_index.h"

namespace byline::recommendation {
namespace {

constexpr double kContained = 0.8;
constexpr size_t kLeastShingles = 20;

size_t CountIn(const CopyPairs& some, const CopyPairs& all) {
  return static_cast<size_t>(
      std::count_if(some.begin(), some.end(),
                    [&](const auto& pair) { return all.count(pair) > 0; }));
}

double Share(size_t part, size_t whole) {
  return whole == 0 ? 1
                    : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

std::vector<std::vector<uint64_t>> ShinglesOf(
    const std::vector<OfflineArticle>& articles) {
  std::vector<std::vector<uint64_t>> shingles;
  shingles.reserve(articles.size());
  for (const OfflineArticle& article : articles) {
    shingles.push_back(
        text::Shingles(absl::StrCat(article.title, " ", article.body)));
  }
  return shingles;
}

ExactCopyPairs FindExactCopyPairs(
    const std::vector<std::vector<uint64_t>>& shingles) {
  ExactCopyPairs exact;
  absl::flat_hash_map<uint64_t, std::vector<size_t>> holders;
  std::vector<size_t> common(shingles.size());
  for (size_t i = 0; i < shingles.size(); ++i) {
    std::vector<size_t> met;
    for (const uint64_t shingle : shingles[i]) {
      std::vector<size_t>& earlier = holders[shingle];
      for (const size_t other : earlier) {
        if (common[other]++ == 0) met.push_back(other);
      }
      earlier.push_back(i);
    }
    for (const size_t other : met) {
      const auto both = static_cast<double>(common[other]);
      common[other] = 0;
      const size_t smaller =
          std::min(shingles[i].size(), shingles[other].size());
      const auto all =
          static_cast<double>(shingles[i].size() + shingles[other].size());
      if (both >= text::kNearCopyJaccard * (all - both)) {
        exact.jaccard.emplace(other, i);
      } else if (smaller >= kLeastShingles &&
                 both >= kContained * static_cast<double>(smaller)) {
        exact.contained.emplace(other, i);
      }
    }
  }
  return exact;
}

CopyDetection MeasureDetection(const CopyPairs& found,
                               const ExactCopyPairs& exact) {
  const size_t by_jaccard = CountIn(found, exact.jaccard);
  const size_t contained = CountIn(found, exact.contained);
  return {found.size(), Share(by_jaccard, exact.jaccard.size()),
          Share(by_jaccard + contained, found.size()),
          Share(contained, exact.contained.size())};
}

CopyPairs DetectByMinHash(const std::vector<OfflineArticle>& articles) {
  const auto shingles = ShinglesOf(articles);
  CopyPairs pairs;
  absl::flat_hash_map<uint64_t, std::vector<size_t>> by_band;
  for (size_t i = 0; i < shingles.size(); ++i) {
    for (const uint64_t key : text::BandKeys(text::MakeMinHash(shingles[i]))) {
      std::vector<size_t>& same = by_band[key];
      for (const size_t other : same) {
        if (text::IsNearCopy(shingles[i], shingles[other])) {
          pairs.emplace(other, i);
        }
      }
      same.push_back(i);
    }
  }
  return pairs;
}

CopyPairs DetectByIndex(const std::vector<OfflineArticle>& articles) {
  SimilarityIndex index;
  absl::flat_hash_map<std::string, size_t> places;
  for (size_t i = 0; i < articles.size(); ++i) {
    PreparedArticle prepared;
    prepared.facts.name = articles[i].id;
    prepared.facts.state = article::v1::STATE_PUBLISHED;
    prepared.facts.publish_time = articles[i].published;
    prepared.copy_words =
        CopyWordsOf(absl::StrCat(articles[i].title, " ", articles[i].body));
    prepared.sketch = MakeCopySketch(prepared.copy_words);
    places[articles[i].id] = i;
    index.Put(prepared);
  }
  CopyPairs pairs;
  for (size_t i = 0; i < articles.size(); ++i) {
    for (const std::string& other : index.CopiesOf(articles[i].id)) {
      if (places.at(other) > i) pairs.emplace(i, places.at(other));
    }
  }
  return pairs;
}

}  // namespace byline::recommendation
