#include "tests/quality/recommendation/similar_score.h"

#include <absl/container/flat_hash_map.h>
#include <absl/strings/str_cat.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "common/text/near_copy.h"

namespace byline::recommendation {
namespace {

constexpr size_t kDepth = 10;

class Labels {
 public:
  explicit Labels(const LabelledArchive& archive) : archive_(archive) {
    for (size_t i = 0; i < archive.articles.size(); ++i) {
      index_[archive.articles[i].id] = i;
      shingles_.push_back(text::Shingles(absl::StrCat(
          archive.articles[i].title, " ", archive.articles[i].body)));
      if (!archive.events[i].empty()) {
        of_event_[archive.events[i]].push_back(i);
      }
      for (const std::string& topic : archive.topics[i]) {
        of_topic_[topic].push_back(i);
      }
    }
  }

  int Gain(size_t a, size_t b) const {
    if (!archive_.events[a].empty() &&
        archive_.events[a] == archive_.events[b]) {
      return 3;
    }
    return std::any_of(archive_.topics[a].begin(), archive_.topics[a].end(),
                       [&](const std::string& topic) {
                         return archive_.topics[b].count(topic) > 0;
                       })
               ? 1
               : 0;
  }
  int WantedGain() const { return of_event_.empty() ? 1 : 3; }

  bool IsQuery(size_t i) const {
    if (!of_event_.empty()) {
      const auto found = of_event_.find(archive_.events[i]);
      return found != of_event_.end() && found->second.size() > 1;
    }
    return std::any_of(archive_.topics[i].begin(), archive_.topics[i].end(),
                       [&](const std::string& topic) {
                         return of_topic_.at(topic).size() > 1;
                       });
  }

  // All that is worth a gain for a query, best first.
  std::vector<size_t> Ideal(size_t query) const {
    std::vector<size_t> best;
    const auto add = [&](const std::vector<size_t>& others) {
      for (const size_t other : others) {
        if (other != query &&
            std::find(best.begin(), best.end(), other) == best.end()) {
          best.push_back(other);
        }
      }
    };
    const auto event = of_event_.find(archive_.events[query]);
    if (event != of_event_.end()) add(event->second);
    for (const std::string& topic : archive_.topics[query]) {
      if (best.size() > 4 * kDepth) break;
      add(of_topic_.at(topic));
    }
    return best;
  }

  // The first ones of `list` that are near-copies neither of the query nor of
  // one above.
  std::vector<size_t> Distinct(size_t query,
                               const std::vector<size_t>& list) const {
    std::vector<size_t> taken;
    for (const size_t i : list) {
      if (taken.size() == kDepth) break;
      if (text::IsNearCopy(shingles_[query], shingles_[i])) continue;
      if (std::any_of(taken.begin(), taken.end(), [&](size_t other) {
            return text::IsNearCopy(shingles_[other], shingles_[i]);
          })) {
        continue;
      }
      taken.push_back(i);
    }
    return taken;
  }

  std::vector<size_t> Indexes(const OfflineList& list) const {
    std::vector<size_t> indexes;
    for (const OfflineSimilar& similar : list.similar) {
      indexes.push_back(index_.at(similar.id));
    }
    return indexes;
  }

 private:
  const LabelledArchive& archive_;
  absl::flat_hash_map<std::string, size_t> index_;
  std::map<std::string, std::vector<size_t>> of_event_;
  std::map<std::string, std::vector<size_t>> of_topic_;
  std::vector<std::vector<uint64_t>> shingles_;
};

double DiscountedGain(const Labels& labels, size_t query,
                      const std::vector<size_t>& list) {
  double sum = 0;
  for (size_t i = 0; i < list.size() && i < 5; ++i) {
    sum += labels.Gain(query, list[i]) / std::log2(static_cast<double>(i) + 2);
  }
  return sum;
}

}  // namespace

SimilarScore ScoreLists(const LabelledArchive& archive,
                        const std::vector<OfflineList>& lists) {
  const Labels labels(archive);
  SimilarScore score;
  double filled = 0;
  for (size_t query = 0; query < lists.size(); ++query) {
    const std::vector<size_t> list = labels.Indexes(lists[query]);
    const std::vector<size_t> distinct = labels.Distinct(query, list);
    score.mean_length += static_cast<double>(list.size());
    score.empty_lists += list.empty() ? 1 : 0;
    filled += list.empty() ? 0 : 1;
    score.lists_with_copies +=
        distinct.size() < std::min(list.size(), kDepth) ? 1 : 0;
    if (!labels.IsQuery(query)) continue;
    const std::vector<size_t> ideal =
        labels.Distinct(query, labels.Ideal(query));
    const auto wanted = [&](size_t i) {
      return labels.Gain(query, i) == labels.WantedGain();
    };
    if (std::none_of(ideal.begin(), ideal.end(), wanted)) continue;
    ++score.queries;
    score.precision1 += !distinct.empty() && wanted(distinct.front()) ? 1 : 0;
    score.ndcg5 += DiscountedGain(labels, query, distinct) /
                   DiscountedGain(labels, query, ideal);
  }
  const double all = std::max<double>(1, static_cast<double>(lists.size()));
  score.mean_length /= all;
  score.empty_lists /= all;
  score.lists_with_copies /= std::max(1.0, filled);
  score.ndcg5 /= std::max(1, score.queries);
  score.precision1 /= std::max(1, score.queries);
  return score;
}

}  // namespace byline::recommendation
