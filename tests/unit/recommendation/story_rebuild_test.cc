// Rebuilt: stories are a function of the set of articles, whatever their slots,
// the numbers of their terms and the order in which they once came; and after
// any changes what is kept agrees with itself.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <random>
#include <set>

#include "services/recommendation/core/stories/story_clusters.h"
#include "tests/unit/recommendation/story_terms.h"

namespace byline::recommendation {
namespace {

struct RandomStoryArticle {
  std::string name;
  int64_t seconds = 0;
  std::map<uint32_t, StoryTerm> terms;
};

// Articles of a few stories that overlap, with equal weights and times among
// them.
std::vector<RandomStoryArticle> RandomStoryArticles(std::mt19937_64& random,
                                                    int count) {
  std::vector<RandomStoryArticle> articles;
  for (int i = 0; i < count; ++i) {
    RandomStoryArticle& article = articles.emplace_back();
    article.name = "articles/a" + std::to_string(i);
    article.seconds = static_cast<int64_t>(random() % 40) * kDaySeconds;
    const auto story = static_cast<uint32_t>(random() % 25);
    for (int t = 0; t < 40; ++t) {
      const uint32_t id =
          random() % 3 == 0 ? static_cast<uint32_t>(random() % 2'000)
                            : story * 20 + static_cast<uint32_t>(random() % 30);
      article.terms[id] = {id, 0.05F * static_cast<float>(1 + random() % 6),
                           id % 5 == 0, random() % 4 == 0};
    }
  }
  return articles;
}

// Which articles are together, by name.
std::set<std::set<std::string>> Together(
    const StoryClusters& stories,
    const std::vector<RandomStoryArticle>& articles,
    const std::vector<uint32_t>& slots) {
  std::map<StoryId, std::set<std::string>> by_story;
  for (size_t i = 0; i < articles.size(); ++i) {
    by_story[stories.StoryOf(slots[i])].insert(articles[i].name);
  }
  std::set<std::set<std::string>> together;
  for (const auto& [story, names] : by_story) together.insert(names);
  return together;
}

// Rebuilds with slots and numbers of terms that `random` chooses.
std::set<std::set<std::string>> Rebuild(
    std::vector<RandomStoryArticle> articles, std::mt19937_64& random) {
  std::vector<uint32_t> slots(articles.size());
  std::iota(slots.begin(), slots.end(), 0U);
  std::shuffle(slots.begin(), slots.end(), random);
  std::vector<uint32_t> numbers(3'000);
  std::iota(numbers.begin(), numbers.end(), 0U);
  std::shuffle(numbers.begin(), numbers.end(), random);
  std::shuffle(articles.begin(), articles.end(), random);

  std::sort(articles.begin(), articles.end(),
            [](const RandomStoryArticle& a, const RandomStoryArticle& b) {
              return std::tie(a.seconds, a.name) < std::tie(b.seconds, b.name);
            });
  std::vector<std::vector<StoryTerm>> terms(articles.size());
  for (size_t i = 0; i < articles.size(); ++i) {
    for (const auto& [id, term] : articles[i].terms) {
      terms[i].push_back(term);
      terms[i].back().id = numbers[id];
    }
    std::sort(
        terms[i].begin(), terms[i].end(),
        [](const StoryTerm& a, const StoryTerm& b) { return a.id < b.id; });
  }
  const StoryClusters before;
  const StoryClusters after = before.Rebuilt(articles.size(), [&](size_t i) {
    return StoryDocument{slots[i], articles[i].seconds, terms[i]};
  });
  EXPECT_EQ(after.version(), before.version() + 1);
  return Together(after, articles, slots);
}

class StoryRebuildTest : public ::testing::TestWithParam<int> {};

TEST_P(StoryRebuildTest, StoriesAreAFunctionOfTheSetOfArticles) {
  std::mt19937_64 random(static_cast<uint64_t>(GetParam()));
  const auto articles = RandomStoryArticles(random, 300);
  const auto first = Rebuild(articles, random);
  EXPECT_LT(first.size(), articles.size());
  EXPECT_GT(first.size(), 1U);
  for (int round = 0; round < 5; ++round) {
    ASSERT_EQ(Rebuild(articles, random), first);
  }
}

TEST_P(StoryRebuildTest, AfterAnyChangesWhatIsKeptAgreesWithItself) {
  std::mt19937_64 random(static_cast<uint64_t>(GetParam()));
  const auto articles = RandomStoryArticles(random, 200);
  StoryOptions options;
  options.max_active = 12;
  StoryClusters stories(options);
  std::set<uint32_t> present;
  for (int step = 0; step < 1'500; ++step) {
    const auto slot = static_cast<uint32_t>(random() % 120);
    if (random() % 3 == 0) {
      stories.Remove(slot);
      present.erase(slot);
    } else {
      const RandomStoryArticle& article = articles[random() % articles.size()];
      std::vector<StoryTerm> terms;
      for (const auto& [id, term] : article.terms) terms.push_back(term);
      ASSERT_EQ(stories.Add({slot, article.seconds, terms}),
                stories.StoryOf(slot));
      present.insert(slot);
    }
    if (step % 10 != 0) continue;
    std::map<StoryId, std::set<uint32_t>> by_story;
    for (uint32_t other = 0; other < 120; ++other) {
      const StoryId story = stories.StoryOf(other);
      ASSERT_EQ(story != 0, present.count(other) > 0);
      if (story != 0) by_story[story].insert(other);
    }
    for (const auto& [story, slots] : by_story) {
      ASSERT_EQ(stories.IsStory(story), slots.size() >= 2);
      const std::vector<uint32_t> members = stories.Members(story);
      ASSERT_EQ(members.size(), slots.size() >= 2 ? slots.size() : 0);
      for (const uint32_t member : members) ASSERT_TRUE(slots.count(member));
    }
    ASSERT_LE(stories.Counts().active, options.max_active);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, StoryRebuildTest, ::testing::Range(1, 9));

}  // namespace
}  // namespace byline::recommendation
