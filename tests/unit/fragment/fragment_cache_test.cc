#include "common/fragment/fragment_cache.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "common/base/errors.h"
#include "tests/unit/fragment/fragment_cache_fixture.h"

namespace byline {
namespace {

using Fragment = fragment::v1::Fragment;

TEST_F(FragmentCacheTest, RendersOnceAndKeeps) {
  EXPECT_EQ(Html(), "v0");
  EXPECT_EQ(Html(), "v0");
  EXPECT_EQ(cache().counters().renders, 1u);
  EXPECT_EQ(cache().counters().hits_l1, 1u);
  EXPECT_EQ(cache().entries(), 1u);
  EXPECT_GT(cache().bytes(), 0u);
}

TEST_F(FragmentCacheTest, FillsInWhatTheRendererLeftUnset) {
  const auto fragment = Get();
  ASSERT_TRUE(fragment.ok());
  EXPECT_EQ((*fragment)->renderer(), "r1");
  EXPECT_EQ((*fragment)->as_of_revision().epoch(), "e");
  EXPECT_EQ((*fragment)->as_of_revision().number(), 5);
  EXPECT_EQ((*fragment)->rendered_at().seconds(),
            absl::ToUnixSeconds(clock_.Now()));
}

TEST_F(FragmentCacheTest, RendersAnewWhatChangedAndNothingElse) {
  EXPECT_EQ(Html(), "v0");
  Change("articles/b");
  EXPECT_EQ(Html(), "v0");
  Change("articles/a");
  EXPECT_EQ(Html(), "v1");
  EXPECT_EQ(cache().counters().refused_changed, 2u) << "in L1 and in L2";
}

TEST_F(FragmentCacheTest, ReadsTheRevisionBeforeRendering) {
  int rendered = 0;
  const auto fragment =
      cache().Get("k", {}, Soon(), [&](const Revision& as_of) {
        EXPECT_EQ(as_of.number, 5 + rendered);
        Fragment next = NextFragment();
        if (rendered++ == 0) Change("articles/a");
        return absl::StatusOr<Fragment>(next);
      });
  ASSERT_TRUE(fragment.ok());
  EXPECT_EQ((*fragment)->html(), "v1") << "judged again after rendering";
  EXPECT_EQ((*fragment)->as_of_revision().number(), 6);
  EXPECT_EQ(store_.puts("k:r1"), 1u) << "what was old already is not kept";
}

TEST_F(FragmentCacheTest, RefusesWhatChangesInEachRender) {
  const auto fragment = cache().Get("k", {}, Soon(), [&](const Revision&) {
    Fragment next = NextFragment();
    Change("articles/a");
    return absl::StatusOr<Fragment>(next);
  });
  EXPECT_TRUE(absl::IsUnavailable(fragment.status()));
  EXPECT_EQ(ErrorReason(fragment.status()), "FRAGMENT_KEEPS_CHANGING");
  EXPECT_EQ(renders_, 4);
}

TEST_F(FragmentCacheTest, WhatTheTruthRenderedForARequestIsGivenToIt) {
  options_.renders_from_truth = true;
  const auto render = [&](const Revision&) {
    Fragment next = NextFragment();
    Change("articles/a");
    return absl::StatusOr<Fragment>(next);
  };
  const auto fragment = cache().Get("k", {}, Soon(), render);
  ASSERT_TRUE(fragment.ok());
  EXPECT_EQ((*fragment)->html(), "v0");
  EXPECT_EQ((*cache().Get("k", {}, Soon(), render))->html(), "v1");
}

TEST_F(FragmentCacheTest, DoesNotKeepWhatShowsMoreThanItsRevisionSays) {
  const auto render = [&](const Revision&) {
    Fragment next = NextFragment();
    next.set_article_revision(6);  // read while the feed was at 5
    return absl::StatusOr<Fragment>(next);
  };
  EXPECT_EQ((*cache().Get("k", {}, Soon(), render))->html(), "v0");
  EXPECT_EQ((*cache().Get("k", {}, Soon(), render))->html(), "v1");
  EXPECT_EQ(store_.puts("k:r1"), 0u);
}

TEST_F(FragmentCacheTest, GivesNothingWithoutLease) {
  EXPECT_EQ(Html(), "v0");
  clock_.Advance(absl::Seconds(1));
  const auto refused = Get();
  EXPECT_TRUE(absl::IsUnavailable(refused.status()));
  EXPECT_EQ(ErrorReason(refused.status()), "NO_LEASE");
  EXPECT_EQ(renders_, 1);
  EXPECT_EQ(cache().counters().no_lease, 1u);
  RenewLease();
  EXPECT_EQ(Html(), "v0");
}

TEST_F(FragmentCacheTest, GivesNothingWhenTheLeaseEndsDuringRendering) {
  const auto refused = cache().Get("k", {}, Soon(), [&](const Revision&) {
    clock_.Advance(absl::Milliseconds(999));
    clock_.Advance(absl::Milliseconds(1));
    return absl::StatusOr<Fragment>(NextFragment());
  });
  EXPECT_EQ(ErrorReason(refused.status()), "NO_LEASE");
}

TEST_F(FragmentCacheTest, RendersNothingWhileTheFeedBeginsAnew) {
  // Between the look at the lease and the render L2 is asked.
  FakeFragmentStore store([this](size_t) {
    EXPECT_TRUE(truth_.BeginStream({{"f", 1}}, true).ok());
    return -1;
  });
  store.Put("k:r1", {}, absl::Seconds(60));
  FragmentCache cache(options_, truth_, clock_, &store);
  const auto refused = cache.Get("k", {}, Soon(), [this](const Revision&) {
    // Who waits for no one else would see the new history complete by now.
    truth_.CompleteTo(9, true);
    truth_.OnAnswer(truth_.OnAsk(), truth_.AsOf(), "f");
    return NextFragment();
  });
  EXPECT_EQ(ErrorReason(refused.status()), "NO_LEASE");
  EXPECT_EQ(renders_, 0);
}

TEST_F(FragmentCacheTest, TellsAndCountsWhatItGivesWhileTheTruthIsSilent) {
  const auto fresh = cache().Get("k", {}, Soon(), Render());
  ASSERT_TRUE(fresh.ok());
  EXPECT_FALSE(fresh->is_stale);
  clock_.Advance(absl::Seconds(1));
  for (int i = 0; i < 2; ++i) {
    const auto question = truth_.OnAsk();
    clock_.Advance(absl::Milliseconds(1));
    truth_.OnNoAnswer(question);
  }
  const auto given = cache().Get("k", {}, Soon(), Render());
  ASSERT_TRUE(given.ok());
  EXPECT_EQ((*given)->html(), "v0");
  EXPECT_TRUE(given->is_stale);
  EXPECT_EQ(cache().counters().stale, 1u);
}

TEST_F(FragmentCacheTest, WaitsForKnowledgeThatIsBehindARender) {
  std::thread follower;
  const auto fragment = cache().Get("k", {}, Soon(), [&](const Revision&) {
    Fragment next = NextFragment();
    next.mutable_as_of_revision()->set_epoch("e");
    next.mutable_as_of_revision()->set_number(6);
    follower = std::thread([this] { Change("articles/b"); });
    return absl::StatusOr<Fragment>(next);
  });
  follower.join();
  ASSERT_TRUE(fragment.ok()) << fragment.status();
  EXPECT_EQ((*fragment)->as_of_revision().number(), 6);
}

TEST_F(FragmentCacheTest, HonoursMinRevision) {
  const auto early = cache().Get("k", {"e", 6}, clock_.Now(), Render());
  EXPECT_EQ(ErrorReason(early.status()), "REVISION_NOT_REACHED");
  EXPECT_EQ(renders_, 0);
  Change("articles/b");
  EXPECT_TRUE(cache().Get("k", {"e", 6}, Soon(), Render()).ok());
}

// What is derived may have changed without our having heard: who wants it of a
// revision gets one that was made as of that.
TEST_F(FragmentCacheTest, AMinRevisionIsHonouredForWhatIsDerivedToTheLetter) {
  const auto get = [this](int64_t min_revision) {
    const auto fragment =
        cache().Get("k", {"e", min_revision}, Soon(),
                    [&](const Revision&) -> absl::StatusOr<Fragment> {
                      Fragment fragment = NextFragment();
                      fragment.add_depends_on("articles/a/list");
                      return fragment;
                    });
    return fragment.ok() ? (*fragment)->html() : fragment.status().ToString();
  };
  EXPECT_EQ(get(5), "v0");
  Change("articles/b");
  EXPECT_EQ(get(5), "v0");
  EXPECT_EQ(get(6), "v1");
  EXPECT_EQ(get(6), "v1");
  NewProcess();
  EXPECT_EQ(get(6), "v1") << "from L2";
  Change("articles/b");
  NewProcess();
  EXPECT_EQ(get(7), "v2") << "not from L2";
}

TEST_F(FragmentCacheTest, HonoursMaxAgeInL1AndL2) {
  EXPECT_EQ(Html(), "v0");
  Wait(absl::Milliseconds(59'999));
  EXPECT_EQ(Html(), "v0");
  NewProcess();
  EXPECT_EQ(Html(), "v0");
  EXPECT_EQ(cache().counters().hits_l2, 1u);
  Wait(absl::Milliseconds(1));
  EXPECT_EQ(Html(), "v1") << "a copy never lives longer than its original";
  EXPECT_EQ(cache().counters().refused_expired, 2u) << "in L1 and in L2";
}

TEST_F(FragmentCacheTest, JitterOnlyShortensALife) {
  options_.jitter = 0.1;
  int alive_at_95_percent = 0;
  for (int i = 0; i < 200; ++i) {
    NewProcess();
    const std::string key = absl::StrCat("k", i);
    ASSERT_TRUE(cache().Get(key, {}, Soon(), Render()).ok());
    EXPECT_GE(store_.last_expiry(), absl::Seconds(54));
    EXPECT_LE(store_.last_expiry(), absl::Seconds(60));
    Wait(absl::Seconds(53));
    ASSERT_TRUE(cache().Get(key, {}, Soon(), Render()).ok());
    EXPECT_EQ(cache().counters().renders, 1u);
    Wait(absl::Seconds(4));
    alive_at_95_percent += cache().Get(key, {}, Soon(), Render()).ok() &&
                           cache().counters().hits_l1 == 2;
  }
  EXPECT_GT(alive_at_95_percent, 50);
  EXPECT_LT(alive_at_95_percent, 150);
}

TEST_F(FragmentCacheTest, TakesAFreshCopyFromL2) {
  EXPECT_EQ(Html(), "v0");
  EXPECT_EQ(store_.last_expiry(), absl::Seconds(60));
  NewProcess();
  EXPECT_EQ(Html(), "v0");
  EXPECT_EQ(Html(), "v0");
  EXPECT_EQ(cache().counters().hits_l2, 1u);
  EXPECT_EQ(cache().counters().hits_l1, 1u);
}

TEST_F(FragmentCacheTest, DoesNotTakeAnOldCopyFromL2) {
  EXPECT_EQ(Html(), "v0");
  NewProcess();
  Change("articles/a");
  EXPECT_EQ(Html(), "v1");
}

// What another process put into L2 must not be given for each of its faults.
TEST_F(FragmentCacheTest, DoesNotTakeAForeignCopyFromL2) {
  Fragment copy = NextFragment();
  copy.set_renderer("r1");
  copy.mutable_as_of_revision()->set_epoch("e");
  copy.mutable_as_of_revision()->set_number(5);
  copy.mutable_rendered_at()->set_seconds(absl::ToUnixSeconds(clock_.Now()));
  int key = 0;
  const auto gives_copy = [&](const Fragment& fragment) {
    const std::string name = absl::StrCat("k", key++);
    store_.Put(name + ":r1", fragment, absl::Seconds(60));
    const auto given = cache().Get(name, {}, Soon(), Render());
    return given.ok() && (*given)->html() == copy.html();
  };
  EXPECT_TRUE(gives_copy(copy));
  Fragment other = copy;
  other.set_renderer("r0");
  EXPECT_FALSE(gives_copy(other));
  other = copy;
  other.set_incomplete(true);
  EXPECT_FALSE(gives_copy(other));
  other = copy;
  other.clear_rendered_at();
  EXPECT_FALSE(gives_copy(other));
  other = copy;
  other.mutable_as_of_revision()->set_epoch("lost");
  EXPECT_FALSE(gives_copy(other));
  other = copy;
  other.mutable_as_of_revision()->set_number(6);
  EXPECT_FALSE(gives_copy(other));
  EXPECT_EQ(cache().counters().refused_renderer, 2u);
  EXPECT_EQ(cache().counters().refused_unknown_revision, 1u);
  EXPECT_EQ(cache().counters().refused_ahead, 1u);
}

TEST_F(FragmentCacheTest, AClockThatIsBehindDoesNotExtendALife) {
  Fragment copy = NextFragment();
  copy.set_renderer("r1");
  copy.mutable_as_of_revision()->set_epoch("e");
  copy.mutable_as_of_revision()->set_number(5);
  copy.mutable_rendered_at()->set_seconds(absl::ToUnixSeconds(clock_.Now()) +
                                          3600);
  store_.Put("k:r1", copy, absl::Seconds(60));
  EXPECT_EQ(Html(), "v0");
  Wait(absl::Seconds(60));
  EXPECT_EQ(cache().counters().hits_l2, 1u);
  NewProcess();
  Wait(absl::Hours(2));
  EXPECT_EQ(Html(), "v1");
}

TEST_F(FragmentCacheTest, KeepsTheIncompleteForASecondAndNeverInL2) {
  const auto render = [&](const Revision&) {
    Fragment next = NextFragment();
    next.set_incomplete(true);
    return absl::StatusOr<Fragment>(next);
  };
  const auto html = [&] {
    return (*cache().Get("k", {}, Soon(), render))->html();
  };
  EXPECT_EQ(html(), "v0");
  Wait(absl::Milliseconds(999));
  EXPECT_EQ(html(), "v0");
  Wait(absl::Milliseconds(1));
  EXPECT_EQ(html(), "v1");
  EXPECT_EQ(store_.puts("k:r1"), 0u);
}

TEST_F(FragmentCacheTest, WithoutMaxAgeItIsGivenButNotKept) {
  const auto render = [&](const Revision&) {
    Fragment next = NextFragment();
    next.clear_max_age();
    return absl::StatusOr<Fragment>(next);
  };
  EXPECT_EQ((*cache().Get("k", {}, Soon(), render))->html(), "v0");
  EXPECT_EQ((*cache().Get("k", {}, Soon(), render))->html(), "v1");
}

TEST_F(FragmentCacheTest, AFailedRenderIsToldAndNotKept) {
  const auto failed = cache().Get("k", {}, Soon(), [](const Revision&) {
    return absl::StatusOr<Fragment>(absl::NotFoundError("gone"));
  });
  EXPECT_TRUE(absl::IsNotFound(failed.status()));
  EXPECT_EQ(Html(), "v0");
  EXPECT_EQ(cache().counters().render_errors, 1u);
}

TEST_F(FragmentCacheTest, RefreshesEarlyAndGivesTheOldOneWhereThatFails) {
  options_.early_refresh = 1e12;
  const auto slow = [&](const Revision&) {
    clock_.Advance(absl::Milliseconds(10));
    return absl::StatusOr<Fragment>(NextFragment());
  };
  EXPECT_EQ((*cache().Get("k", {}, Soon(), slow))->html(), "v0");
  EXPECT_EQ((*cache().Get("k", {}, Soon(), slow))->html(), "v1");
  EXPECT_EQ(cache().counters().early_refreshes, 1u);
  const auto old = cache().Get("k", {}, Soon(), [](const Revision&) {
    return absl::StatusOr<Fragment>(absl::UnavailableError("busy"));
  });
  ASSERT_TRUE(old.ok());
  EXPECT_EQ((*old)->html(), "v1");
}

// A judge that does something else when it is asked for the lease alone.
class InterruptedJudge final : public FreshnessJudge {
 public:
  InterruptedJudge(const FreshnessJudge& judge, std::function<void()> interrupt)
      : judge_(judge), interrupt_(std::move(interrupt)) {}
  Freshness Judge(const Revision& as_of,
                  const std::vector<std::string>& depends_on) const override {
    if (depends_on.empty()) std::exchange(interrupt_, [] {})();
    return judge_.Judge(as_of, depends_on);
  }
  Revision AsOf() const override { return judge_.AsOf(); }
  absl::Status WaitFor(const Revision& min_revision,
                       absl::Time deadline) const override {
    return judge_.WaitFor(min_revision, deadline);
  }

 private:
  const FreshnessJudge& judge_;
  mutable std::function<void()> interrupt_;
};

TEST_F(FragmentCacheTest, RendersNothingThatWasKeptSinceItLooked) {
  FragmentCache* other = nullptr;
  const InterruptedJudge judge(truth_, [&] {
    EXPECT_EQ((*other->Get("k", {}, Soon(), Render()))->html(), "v0");
  });
  FragmentCache cache(options_, judge, clock_, nullptr);
  other = &cache;
  EXPECT_EQ((*cache.Get("k", {}, Soon(), Render()))->html(), "v0");
  EXPECT_EQ(renders_, 1);
}

}  // namespace
}  // namespace byline
