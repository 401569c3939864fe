#include <gtest/gtest.h>

#include <random>
#include <string>

#include "common/base/crypto.h"
#include "services/recommendation/core/stories/story_clusters.h"
#include "tests/unit/recommendation/story_terms.h"

namespace byline::recommendation {
namespace {

StoryOptions FewActive() {
  StoryOptions options;
  options.max_active = 40;
  return options;
}

// Some stories closed, some active, some of one article, some articles gone.
void AddSome(StoryClusters& stories, uint32_t begin, uint32_t end) {
  for (uint32_t slot = begin; slot < end; ++slot) {
    stories.Add({slot, int64_t{slot / 4} * kDaySeconds,
                 InventedTerms(slot / 9 + slot % 3, slot)});
    if (slot % 11 == 10) stories.Remove(slot - 5);
  }
}

std::string WithDigest(const std::string& body) {
  return body + Sha256Hex(body);
}

TEST(StorySnapshotTest, GoesOnAsIfNothingHadHappened) {
  StoryClusters stories(FewActive(), /*version=*/3);
  AddSome(stories, 0, 900);
  ASSERT_GT(stories.Counts().closed_members, 0U);
  const std::string bytes = stories.Serialize();
  auto parsed = StoryClusters::Parse(bytes, FewActive());
  ASSERT_TRUE(parsed.ok()) << parsed.status();
  EXPECT_EQ(parsed->version(), 3U);
  EXPECT_EQ(parsed->Serialize(), bytes);
  for (uint32_t slot = 0; slot < 900; ++slot) {
    const StoryId story = stories.StoryOf(slot);
    ASSERT_EQ(parsed->StoryOf(slot), story);
    ASSERT_EQ(parsed->Members(story), stories.Members(story));
  }
  AddSome(stories, 900, 2'500);
  AddSome(*parsed, 900, 2'500);
  EXPECT_EQ(parsed->Serialize(), stories.Serialize());
  EXPECT_EQ(parsed->Counts().index_entries, stories.Counts().index_entries);
}

TEST(StorySnapshotTest, OfNothingIsNothing) {
  const auto parsed = StoryClusters::Parse(StoryClusters().Serialize());
  ASSERT_TRUE(parsed.ok());
  EXPECT_EQ(parsed->Counts().active, 0U);
}

TEST(StorySnapshotTest, DamagedBytesAreRefused) {
  StoryClusters stories(FewActive());
  AddSome(stories, 0, 120);
  const std::string bytes = stories.Serialize();
  for (size_t at = 0; at < bytes.size(); at += at < 200 ? 1 : 97) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 4);
    const auto parsed = StoryClusters::Parse(damaged);
    ASSERT_EQ(parsed.status().code(), absl::StatusCode::kInvalidArgument) << at;
    ASSERT_FALSE(StoryClusters::Parse(bytes.substr(0, at)).ok()) << at;
  }
  EXPECT_FALSE(StoryClusters::Parse(bytes + "x").ok());
}

// Whatever has the right digest is refused, or is something that goes on.
TEST(StorySnapshotTest, WhatSaysTheImpossibleIsRefused) {
  StoryClusters stories(FewActive());
  AddSome(stories, 0, 200);
  const std::string bytes = stories.Serialize();
  const std::string body = bytes.substr(0, bytes.size() - 64);
  EXPECT_FALSE(StoryClusters::Parse(WithDigest("")).ok());
  EXPECT_FALSE(StoryClusters::Parse(WithDigest(body + '\0')).ok());
  std::mt19937_64 random(5);
  int refused = 0;
  constexpr int kRounds = 3'000;
  for (int round = 0; round < kRounds; ++round) {
    std::string changed = body;
    const size_t at = round < 400 ? static_cast<size_t>(round) % body.size()
                                  : random() % body.size();
    changed[at] = static_cast<char>(random());
    if (round % 5 == 0) changed.resize(at);
    auto parsed = StoryClusters::Parse(WithDigest(changed), FewActive());
    if (!parsed.ok()) {
      ++refused;
      continue;
    }
    AddSome(*parsed, 200, 230);
    for (uint32_t slot = 0; slot < 230; ++slot) {
      for (const uint32_t member : parsed->Members(parsed->StoryOf(slot))) {
        ASSERT_EQ(parsed->StoryOf(member), parsed->StoryOf(slot));
      }
      if (slot % 3 == 0) parsed->Remove(slot);
    }
  }
  EXPECT_GT(refused, kRounds / 4);
  EXPECT_LT(refused, kRounds);
}

}  // namespace
}  // namespace byline::recommendation
