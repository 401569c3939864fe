// FragmentCacheTest: a FragmentCache with a truth that is followed by hand, a
// clock and a store: what its tests begin with.
#ifndef BYLINE_TESTS_UNIT_FRAGMENT_FRAGMENT_CACHE_FIXTURE_H_
#define BYLINE_TESTS_UNIT_FRAGMENT_FRAGMENT_CACHE_FIXTURE_H_

#include <absl/strings/str_cat.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>

#include "common/fragment/fragment_cache.h"
#include "common/freshness/followed_truth.h"
#include "tests/unit/fragment/fake_fragment_store.h"

namespace byline {

class FragmentCacheTest : public testing::Test {
 protected:
  using Fragment = fragment::v1::Fragment;

  FragmentCacheTest() {
    options_.renderer = "r1";
    options_.jitter = 0;
    options_.early_refresh = 0;
    EXPECT_TRUE(truth_.BeginStream({{"e", 1}}, true).ok());
    truth_.CompleteTo(5, true);
    RenewLease();
  }

  FragmentCache& cache() {
    if (cache_ == nullptr) {
      cache_ =
          std::make_unique<FragmentCache>(options_, truth_, clock_, &store_);
    }
    return *cache_;
  }
  // Another process with the same Redis.
  void NewProcess() { cache_.reset(); }

  void RenewLease() {
    const Revision now = truth_.AsOf();
    truth_.OnAnswer(truth_.OnAsk(), now, "e");
  }
  void Change(const std::string& name) {
    const int64_t number = truth_.AsOf().number + 1;
    truth_.Apply({name, number, {}, false});
    truth_.CompleteTo(number, false);
  }
  void Wait(absl::Duration duration) {
    clock_.Advance(duration);
    RenewLease();
  }

  absl::Time Soon() { return clock_.Now() + absl::Seconds(1); }

  // A fragment of articles/a whose html tells how many were rendered before.
  FragmentCache::Render Render() {
    return [this](const Revision&) -> absl::StatusOr<Fragment> {
      return NextFragment();
    };
  }
  Fragment NextFragment() {
    Fragment fragment;
    fragment.set_html(absl::StrCat("v", renders_++));
    fragment.add_depends_on("articles/a");
    fragment.mutable_max_age()->set_seconds(60);
    return fragment;
  }
  absl::StatusOr<GivenFragment> Get() {
    return cache().Get("k", {}, Soon(), Render());
  }
  std::string Html() {
    const auto fragment = Get();
    return fragment.ok() ? (*fragment)->html() : fragment.status().ToString();
  }

  FakeClock clock_;
  FollowedTruth truth_{clock_, {}};
  FakeFragmentStore store_;
  FragmentCache::Options options_;
  std::unique_ptr<FragmentCache> cache_;
  std::atomic<int> renders_{0};
};

}  // namespace byline

#endif  // BYLINE_TESTS_UNIT_FRAGMENT_FRAGMENT_CACHE_FIXTURE_H_
