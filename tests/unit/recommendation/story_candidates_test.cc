#include "services/recommendation/core/stories/story_candidates.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <vector>

namespace byline::recommendation {
namespace {

constexpr int64_t kWindow = 1'000;

StoryVector OfTerms(const std::set<uint32_t>& ids) {
  std::vector<StoryTerm> terms;
  for (const uint32_t id : ids) terms.push_back({id, 0.3F, false, false});
  return StoryVector(terms);
}

// What a search looks through, told without an index.
class PlainStories {
 public:
  struct Story {
    uint32_t rank = 0;
    std::set<uint32_t> terms;
    StoryTime time;
  };

  std::vector<uint32_t> Find(const std::set<uint32_t>& article,
                             const StoryTime& time) const {
    // All terms weigh the same: who shares more comes first, then who is older.
    std::vector<std::pair<std::pair<int, uint32_t>, uint32_t>> found;
    for (const auto& one : stories) {
      const Story& story = one.second;
      const auto shared = std::count_if(
          article.begin(), article.end(),
          [&](uint32_t term) { return story.terms.count(term) > 0; });
      if (shared >= 2 && SecondsBetween(story.time, time) <= kWindow) {
        found.push_back({{-static_cast<int>(shared), story.rank}, one.first});
      }
    }
    std::sort(found.begin(), found.end());
    std::vector<uint32_t> places;
    for (const auto& one : found) places.push_back(one.second);
    places.resize(
        std::min(places.size(), size_t{StoryCandidates::kMostCandidates}));
    return places;
  }
  size_t Entries() const {
    size_t entries = 0;
    for (const auto& [place, story] : stories) entries += story.terms.size();
    return entries;
  }

  std::map<uint32_t, Story> stories;  // by place
};

TEST(StoryCandidatesTest, FindsWhatAPlainSearchFindsAfterAnyChanges) {
  std::mt19937 random(5);
  StoryCandidates candidates;
  PlainStories plain;
  uint32_t next_rank = 1;
  const auto terms = [&](size_t count) {
    std::set<uint32_t> ids;
    while (ids.size() < count) ids.insert(random() % 500);
    return ids;
  };
  for (int step = 0; step < 20'000; ++step) {
    // Places are used again and again, by stories that have come since.
    const uint32_t place = random() % 60;
    const auto known = plain.stories.find(place);
    if (known != plain.stories.end() && random() % 2 == 0) {
      candidates.Erase(place);
      plain.stories.erase(known);
    } else {
      PlainStories::Story& story = plain.stories[place];
      if (story.rank == 0) story.rank = next_rank++;
      story.terms = terms(1 + random() % 20);
      const int64_t second = random() % 2'000;
      story.time = {second, second + 100};
      candidates.Set(place, story.rank, OfTerms(story.terms), story.time);
    }
    ASSERT_EQ(candidates.EntryCount(), plain.Entries());
    const std::set<uint32_t> article = terms(10);
    const int64_t second = random() % 2'000;
    const StoryTime time{second, second};
    ASSERT_EQ(candidates.Find(OfTerms(article), time, kWindow),
              plain.Find(article, time));
  }
}

}  // namespace
}  // namespace byline::recommendation
