#include "tests/quality/recommendation/archive_labels.h"

#include <absl/strings/str_cat.h>

#include <algorithm>

#include "common/text/near_copy.h"

namespace byline::recommendation {

ArchiveLabels::ArchiveLabels(const LabelledArchive& archive)
    : archive_(archive) {
  for (size_t i = 0; i < archive.articles.size(); ++i) {
    index_[archive.articles[i].id] = i;
    shingles_.push_back(text::Shingles(absl::StrCat(
        archive.articles[i].title, " ", archive.articles[i].body)));
    if (!archive.events[i].empty()) of_event_[archive.events[i]].push_back(i);
    for (const std::string& topic : archive.topics[i]) {
      of_topic_[topic].push_back(i);
    }
  }
}

std::optional<size_t> ArchiveLabels::Find(const std::string& id) const {
  const auto found = index_.find(id);
  if (found == index_.end()) return std::nullopt;
  return found->second;
}

int ArchiveLabels::Gain(size_t a, size_t b) const {
  if (!archive_.events[a].empty() && archive_.events[a] == archive_.events[b]) {
    return 3;
  }
  return std::any_of(archive_.topics[a].begin(), archive_.topics[a].end(),
                     [&](const std::string& topic) {
                       return archive_.topics[b].count(topic) > 0;
                     })
             ? 1
             : 0;
}

bool ArchiveLabels::IsRelevant(size_t a, size_t b) const {
  return Gain(a, b) == (HaveEvents() ? 3 : 1);
}

bool ArchiveLabels::IsQuery(size_t article) const {
  if (HaveEvents()) {
    const auto found = of_event_.find(archive_.events[article]);
    return found != of_event_.end() && found->second.size() > 1;
  }
  return std::any_of(
      archive_.topics[article].begin(), archive_.topics[article].end(),
      [&](const std::string& topic) { return of_topic_.at(topic).size() > 1; });
}

bool ArchiveLabels::AreCopies(size_t a, size_t b) const {
  return text::IsNearCopy(shingles_[a], shingles_[b]);
}

bool ArchiveLabels::IsCopyOfAny(size_t query, const std::vector<size_t>& taken,
                                size_t article) const {
  return AreCopies(query, article) ||
         std::any_of(taken.begin(), taken.end(),
                     [&](size_t other) { return AreCopies(other, article); });
}

std::vector<size_t> ArchiveLabels::Distinct(size_t query,
                                            const std::vector<size_t>& list,
                                            size_t most) const {
  std::vector<size_t> taken;
  for (const size_t article : list) {
    if (taken.size() == most) break;
    if (!IsCopyOfAny(query, taken, article)) taken.push_back(article);
  }
  return taken;
}

std::vector<size_t> ArchiveLabels::Ideal(size_t query, size_t most) const {
  std::vector<size_t> taken;
  ForEachBest(query, [&](size_t article) {
    taken.push_back(article);
    return taken.size() < most;
  });
  return taken;
}

std::vector<size_t> ArchiveLabels::DistinctIdeal(size_t query,
                                                 size_t most) const {
  std::vector<size_t> taken;
  ForEachBest(query, [&](size_t article) {
    if (!IsCopyOfAny(query, taken, article)) taken.push_back(article);
    return taken.size() < most;
  });
  return taken;
}

void ArchiveLabels::ForEachBest(size_t query,
                                const std::function<bool(size_t)>& take) const {
  std::vector<bool> seen(archive_.articles.size());
  seen[query] = true;
  const auto take_all = [&](const std::vector<size_t>& articles) {
    for (const size_t article : articles) {
      if (seen[article]) continue;
      seen[article] = true;
      if (!take(article)) return false;
    }
    return true;
  };
  const auto event = of_event_.find(archive_.events[query]);
  if (event != of_event_.end() && !take_all(event->second)) return;
  for (const std::string& topic : archive_.topics[query]) {
    if (!take_all(of_topic_.at(topic))) return;
  }
}

}  // namespace byline::recommendation
