#include "services/recommendation/core/hubs.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "services/recommendation/core/hub_marks.h"
#include "services/recommendation/core/index/sample_order.h"
#include "services/recommendation/core/score.h"

namespace byline::recommendation {
namespace {

constexpr size_t kLeastSample = 200;
constexpr size_t kMostSample = 2'000;
// The default length of a list, and its first ones, which tell how near an
// article's nearest are.
constexpr size_t kListLength = 6;
constexpr size_t kNearest = 3;
// The first six are the same with fewer candidates than the lists of readers
// have.
constexpr size_t kFound = 300;
constexpr size_t kCandidates = 30;
constexpr size_t kPostings = 20'000;
constexpr size_t kNear = 4'096;

constexpr size_t kLeastCap = 20;
constexpr size_t kCapShare = 50;  // one in so many

// The list of an article; near-copies that are in no cluster with it stay.
std::vector<RankedArticle> ListOf(Slot slot, const TermWeights& weights,
                                  const ArticleRecords& records,
                                  const SimilarityOptions& options,
                                  const Segment& segment) {
  const Query query = QueryOf(segment, slot, weights);
  SimilaritySearch search(query, records, options);
  search.AddSegment(segment);
  std::vector<RankedArticle> list =
      search.Rank({[&query](const Document& other) {
        return query.copies == 0 || query.copies != other.copies;
      }});
  list.resize(std::min(list.size(), kListLength));
  return list;
}

// An article and the score by which it stands in a list, or the sum of those of
// its nearest.
struct Stand {
  Slot slot = 0;
  Units score = 0;
};

void MarkCrowding(std::vector<Stand> nearness, Segment& segment) {
  if (nearness.empty()) return;
  const auto middle =
      nearness.begin() + static_cast<ptrdiff_t>(nearness.size() / 2);
  std::nth_element(
      nearness.begin(), middle, nearness.end(),
      [](const Stand& a, const Stand& b) { return a.score < b.score; });
  const auto median = static_cast<double>(middle->score);
  for (const Stand& own : nearness) {
    segment.SetHub(own.slot,
                   CrowdingMark(static_cast<double>(own.score) / median), 0);
  }
}

// Marks those that stand in more than `most` lists.
void MarkLeastScores(size_t most, std::vector<Stand> stands, Segment& segment) {
  std::sort(stands.begin(), stands.end(), [](const Stand& a, const Stand& b) {
    return a.slot != b.slot ? a.slot < b.slot : a.score > b.score;
  });
  for (size_t first = 0, end = 0; first < stands.size(); first = end) {
    const Slot slot = stands[first].slot;
    while (end < stands.size() && stands[end].slot == slot) ++end;
    if (end - first <= most) continue;
    segment.SetHub(slot, segment.documents().At(slot).crowding,
                   LeastScoreMark(FromUnits(stands[first + most - 1].score)));
  }
}

}  // namespace

std::vector<Slot> HubSample(const DocumentTable& documents) {
  std::vector<Slot> sample;
  for (Slot slot = 0; slot < documents.size(); ++slot) {
    if (documents.At(slot).offerable) sample.push_back(slot);
  }
  if (sample.size() < kLeastSample) return {};
  std::sort(sample.begin(), sample.end(), [&](Slot a, Slot b) {
    return SampleOrder(documents.At(a).name) <
           SampleOrder(documents.At(b).name);
  });
  sample.resize(std::min(sample.size(), kMostSample));
  return sample;
}

size_t MostLists(size_t lists) {
  return std::max(kLeastCap, lists / kCapShare);
}

size_t MarkHubs(const TermWeights& weights, const ArticleRecords& records,
                const SimilarityOptions& options, Segment& segment) {
  const DocumentTable& documents = segment.documents();
  // What was known before must not count.
  for (Slot slot = 0; slot < documents.size(); ++slot) {
    segment.SetHub(slot, 0, 0);
  }
  const std::vector<Slot> sample = HubSample(documents);
  SimilarityOptions few = options;
  few.found = kFound;
  few.candidates = kCandidates;
  few.postings_budget = kPostings;
  few.near = kNear;
  std::vector<Stand> nearness;
  std::vector<Stand> stands;
  for (const Slot slot : sample) {
    const std::vector<RankedArticle> list =
        ListOf(slot, weights, records, few, segment);
    Units sum = 0;
    for (size_t i = 0; i < list.size(); ++i) {
      const Units score = list[i].score.OfPair();
      if (i < kNearest) sum += score;
      stands.push_back({list[i].article.slot, score});
    }
    if (sum > 0) nearness.push_back({slot, sum});
  }
  MarkCrowding(std::move(nearness), segment);
  MarkLeastScores(MostLists(sample.size()), std::move(stands), segment);
  return sample.size();
}

}  // namespace byline::recommendation
