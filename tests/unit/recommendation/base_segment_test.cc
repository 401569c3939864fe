// Packed segments hold what the segment that takes new articles holds.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "services/recommendation/core/index/delta_segment.h"
#include "services/recommendation/core/index/pack_segment.h"
#include "services/recommendation/core/index/packed_slots.h"
#include "services/recommendation/core/index/term_weights.h"
#include "tests/unit/recommendation/invented_articles.h"

namespace byline::recommendation {
namespace {

// The slots of a term by level.
std::map<int, std::set<Slot>> Holders(const Segment& segment, uint64_t term) {
  std::map<int, std::set<Slot>> holders;
  const auto number = segment.Find(term);
  if (!number.has_value()) return holders;
  EXPECT_EQ(segment.TermOf(*number), term);
  PostingRuns runs;
  // Another term beside it, so that runs tell whose they are.
  segment.AppendRuns({0, *number}, runs);
  for (const PostingRun& run : runs.runs) {
    if (run.term != 1) continue;
    const auto add = [&](Slot slot) {
      EXPECT_TRUE(holders[run.level].insert(slot).second);
    };
    if (run.packed == nullptr) {
      const auto first = runs.slots.begin() + static_cast<ptrdiff_t>(run.first);
      std::for_each(first, first + run.count, add);
    } else {
      ForEachPackedSlot(run.packed, run.count, add);
    }
  }
  return holders;
}

class BaseSegmentTest : public ::testing::TestWithParam<int> {
 protected:
  void Fill(int articles) {
    std::mt19937_64 random(static_cast<uint64_t>(GetParam()));
    for (int i = 0; i < articles; ++i) {
      const PreparedArticle prepared =
          PrepareArticle(RandomArticle(absl::StrCat("a", i), random));
      Document document;
      document.name = static_cast<uint64_t>(i) + 1;
      document.offerable = random() % 10 != 0;
      document.publish_second = static_cast<int64_t>(random() % 1000);
      delta_.Add(document, weights_.Weigh(prepared.terms), prepared.sketch);
    }
  }
  std::unique_ptr<BaseSegment> Pack(
      const std::shared_ptr<const LatentCells>& cells) const {
    std::vector<SourceArticle> articles;
    for (Slot slot = 0; slot < delta_.documents().size(); ++slot) {
      articles.push_back({&delta_, slot, delta_.documents().At(slot)});
    }
    auto packed = PackSegment(cells, articles, [] { return false; });
    // Each stands at its slot.
    EXPECT_EQ(articles.size(), packed->documents().size());
    for (Slot slot = 0; slot < articles.size(); ++slot) {
      EXPECT_EQ(articles[slot].document.name,
                packed->documents().At(slot).name);
    }
    return packed;
  }
  std::unique_ptr<BaseSegment> Pack() const { return Pack(weights_.cells()); }

  // Weights that know some of the articles' terms.
  static TermWeights MakeWeights() {
    std::mt19937_64 random(1);
    TermCounts counts;
    for (int i = 0; i < 5; ++i) {
      counts.Add(PrepareArticle(RandomArticle("b", random)).terms, 0);
    }
    return TermWeights("en", counts);
  }

  const TermWeights weights_ = MakeWeights();
  DeltaSegment delta_{weights_.terms(), weights_.cells()};
};

TEST_P(BaseSegmentTest, KeepsWhatListsSayOfAnArticle) {
  Fill(3);
  delta_.SetHub(1, -30, 200);
  const auto base = Pack();
  EXPECT_EQ(base->documents().At(0).crowding, 0);
  EXPECT_EQ(base->documents().At(1).crowding, -30);
  EXPECT_EQ(base->documents().At(1).least_score, 200);
}

TEST_P(BaseSegmentTest, ArticlesLieByTheirCells) {
  std::mt19937_64 random(static_cast<uint64_t>(GetParam()));
  std::vector<LatentVector> places(300);
  for (LatentVector& place : places) {
    for (int8_t& value : place) value = static_cast<int8_t>(random() % 255);
  }
  const auto cells =
      std::make_shared<LatentCells>(LatentCells::Train(places, 9 * 1'024));
  ASSERT_EQ(cells->size(), 9u);
  for (size_t i = 0; i < places.size(); ++i) {
    WeightedArticle article;
    article.terms.push_back({random() % 50, UINT32_MAX, 200});
    article.latent = places[i];
    Document document;
    document.name = i;
    document.offerable = true;
    document.publish_second = static_cast<int64_t>(i) * 86'400;
    delta_.Add(document, article, {});
  }
  const auto base = Pack(cells);
  size_t count = 0;
  for (uint32_t cell = 0; cell < cells->size(); ++cell) {
    const CellArticles articles = base->InCell(cell);
    EXPECT_EQ(articles.first, count);
    count += articles.count;
    uint64_t before = 0;
    for (Slot slot = articles.first; slot < count; ++slot) {
      EXPECT_EQ(cells->CellOf(base->documents().Latent(slot)), cell);
      const uint64_t name = base->documents().At(slot).name;
      EXPECT_EQ(base->documents().Latent(slot), places[name]);
      // As they came, within the cell.
      EXPECT_TRUE(slot == articles.first || name > before);
      before = name;
      const auto& days = base->documents().DaysOf(slot / kBlockArticles);
      EXPECT_EQ(base->documents().DayAt(slot), static_cast<Day>(name));
      EXPECT_LE(days.first, static_cast<Day>(name));
      EXPECT_GE(days.last, static_cast<Day>(name));
      EXPECT_TRUE(base->IsFindable(slot));
      const WeightedArticle weighted = base->Weighted(slot);
      ASSERT_EQ(weighted.terms.size(), 1u);
      const auto holders = Holders(*base, weighted.terms[0].term);
      EXPECT_EQ(holders.begin()->second.count(slot), 1u);
    }
  }
  EXPECT_EQ(count, places.size());
}

TEST_P(BaseSegmentTest, HoldsTheSameArticlesAndPostings) {
  Fill(300);
  const auto base = Pack();
  ASSERT_EQ(base->documents().size(), 300u);
  std::set<uint64_t> terms;
  for (Slot slot = 0; slot < 300; ++slot) {
    const WeightedArticle before = delta_.Weighted(slot);
    const WeightedArticle after = base->Weighted(slot);
    ASSERT_EQ(before.terms.size(), after.terms.size());
    for (size_t i = 0; i < before.terms.size(); ++i) {
      EXPECT_EQ(before.terms[i].term, after.terms[i].term);
      EXPECT_EQ(before.terms[i].weight, after.terms[i].weight);
      EXPECT_EQ(before.terms[i].in_headline, after.terms[i].in_headline);
      EXPECT_EQ(before.terms[i].in_lead, after.terms[i].in_lead);
      EXPECT_EQ(before.terms[i].is_name, after.terms[i].is_name);
      terms.insert(before.terms[i].term);
    }
    EXPECT_EQ(base->documents().At(slot).publish_second,
              delta_.documents().At(slot).publish_second);
  }
  EXPECT_GT(terms.size(), 80u);
  for (const uint64_t term : terms) {
    EXPECT_EQ(Holders(*base, term), Holders(delta_, term));
  }
  EXPECT_FALSE(base->Find(12345).has_value());
}

TEST_P(BaseSegmentTest, FindsTheSameCandidatesForNearCopies) {
  Fill(300);
  const auto base = Pack();
  size_t found = 0;
  for (Slot slot = 0; slot < 300; ++slot) {
    const CopySketch& sketch = delta_.documents().Sketch(slot);
    std::vector<Slot> a;
    std::vector<Slot> b;
    delta_.AppendCopyCandidates(sketch, a);
    base->AppendCopyCandidates(sketch, b);
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    EXPECT_EQ(a, b);
    found += a.size();
  }
  EXPECT_GT(found, 300u * kCopyBands / 2);
}

TEST_P(BaseSegmentTest, ARemovedArticleIsNotAliveAndCountsOnce) {
  Fill(10);
  const auto base = Pack();
  base->Remove(3);
  base->Remove(3);
  EXPECT_EQ(base->AliveCount(), 9u);
  EXPECT_FALSE(base->documents().At(3).alive);
}

TEST_P(BaseSegmentTest, PackingCanBeGivenUp) {
  constexpr int kArticles = 10;
  Fill(kArticles);
  std::vector<SourceArticle> articles;
  for (Slot slot = 0; slot < kArticles; ++slot) {
    articles.push_back({&delta_, slot, delta_.documents().At(slot)});
  }
  // Each is read twice.
  for (int at = 1; at <= 2 * kArticles + 1; ++at) {
    int asked = 0;
    const auto packed =
        PackSegment(weights_.cells(), articles, [&] { return ++asked == at; });
    EXPECT_EQ(packed == nullptr, at <= 2 * kArticles) << at;
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, BaseSegmentTest, ::testing::Range(1, 4));

TEST(EmptyBaseSegmentTest, OfNothingIsEmpty) {
  std::vector<SourceArticle> nothing;
  const auto base = PackSegment(std::make_shared<LatentCells>(), nothing,
                                [] { return false; });
  EXPECT_EQ(base->documents().size(), 0u);
  EXPECT_FALSE(base->Find(1).has_value());
  std::vector<Slot> slots;
  base->AppendCopyCandidates(CopySketch(), slots);
  EXPECT_TRUE(slots.empty());
}

}  // namespace
}  // namespace byline::recommendation
