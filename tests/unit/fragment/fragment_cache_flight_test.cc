// Many who ask a FragmentCache at once.
#include <absl/strings/str_cat.h>
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "common/base/errors.h"
#include "tests/unit/fragment/fragment_cache_fixture.h"

namespace byline {
namespace {

// A render that is under way until it is released.
class Gate {
 public:
  void Pass() {
    entered_ = true;
    while (!open_) std::this_thread::yield();
  }
  void AwaitEntered() {
    while (!entered_) std::this_thread::yield();
  }
  void Open() { open_ = true; }

 private:
  std::atomic<bool> entered_{false};
  std::atomic<bool> open_{false};
};

// One request renders behind a gate, and others wait for it.
class FragmentCacheFlightTest : public FragmentCacheTest {
 protected:
  using Given = absl::StatusOr<GivenFragment>;

  ~FragmentCacheFlightTest() override { EXPECT_TRUE(threads_.empty()); }

  // Ends when `gate_` is open.
  void Lead(std::function<void(const Given&)> check,
            FragmentCache::Render render) {
    cache();
    threads_.emplace_back([=, this] {
      check(cache().Get("k", {}, clock_.Now() + absl::Hours(1),
                        [&](const Revision& as_of) {
                          const auto rendered = render(as_of);
                          gate_.Pass();
                          return rendered;
                        }));
    });
    gate_.AwaitEntered();
  }
  // Returns when the request waits.
  void Follow(absl::Duration patience,
              std::function<void(const Given&)> check) {
    const uint64_t before = cache().counters().coalesced;
    threads_.emplace_back([=, this, deadline = clock_.Now() + patience] {
      check(cache().Get("k", {}, deadline, Render()));
      ++ended_;
    });
    while (cache().counters().coalesced == before) std::this_thread::yield();
  }
  void AwaitEnded(int followers) {
    while (ended_ < followers) std::this_thread::yield();
  }
  void Land() {
    gate_.Open();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }

  Gate gate_;
  std::atomic<int> ended_{0};
  std::vector<std::thread> threads_;
};

TEST_F(FragmentCacheFlightTest, OneRenderServesAllWhoAskAtOnce) {
  const auto check = [](const Given& given) {
    ASSERT_TRUE(given.ok());
    EXPECT_EQ((*given)->html(), "v0");
  };
  Lead(check, Render());
  for (int i = 0; i < 15; ++i) Follow(absl::Minutes(30), check);
  Land();
  EXPECT_EQ(renders_, 1);
  EXPECT_EQ(cache().counters().coalesced, 15u);
}

TEST_F(FragmentCacheFlightTest, EachWaiterHasItsOwnDeadline) {
  Lead([](const Given& given) { EXPECT_TRUE(given.ok()); }, Render());
  Follow(absl::Milliseconds(100), [](const Given& given) {
    EXPECT_TRUE(absl::IsDeadlineExceeded(given.status()));
  });
  clock_.Advance(absl::Milliseconds(200));
  AwaitEnded(1);
  Land();
  EXPECT_EQ(renders_, 1);
  EXPECT_EQ(cache().counters().too_late, 1u);
}

TEST_F(FragmentCacheFlightTest, AFailureIsToldToAllWhoWaited) {
  const auto check = [](const Given& given) {
    EXPECT_TRUE(absl::IsNotFound(given.status()));
    EXPECT_EQ(given.status().message(), "gone");
    EXPECT_EQ(ErrorReason(given.status()), "ARTICLE_WITHDRAWN");
  };
  Lead(check, [](const Revision&) {
    return ErrorWithReason(absl::StatusCode::kNotFound, "ARTICLE_WITHDRAWN",
                           "gone");
  });
  for (int i = 0; i < 3; ++i) Follow(absl::Minutes(30), check);
  Land();
  EXPECT_EQ(renders_, 0);
}

TEST_F(FragmentCacheFlightTest, TheLeadersOwnDeadlineIsNotTheOthers) {
  Lead(
      [](const Given& given) {
        EXPECT_TRUE(absl::IsDeadlineExceeded(given.status()));
      },
      [](const Revision&) { return absl::DeadlineExceededError("late"); });
  for (int i = 0; i < 3; ++i) {
    Follow(absl::Minutes(30), [](const Given& given) {
      ASSERT_TRUE(given.ok()) << given.status();
      EXPECT_EQ((*given)->html(), "v0");
    });
  }
  Land();
  EXPECT_EQ(renders_, 1);
}

// Who joins a flight that began before a change must not get what it brings.
TEST_F(FragmentCacheFlightTest, JudgesAfterTheWait) {
  Lead([](const Given&) {}, Render());
  Change("articles/a");
  Follow(absl::Minutes(30), [](const Given& given) {
    ASSERT_TRUE(given.ok()) << given.status();
    EXPECT_EQ((*given)->as_of_revision().number(), 6);
  });
  Land();
}

TEST_F(FragmentCacheFlightTest, TheTruthsAnswerToOneIsJudgedForTheOthers) {
  options_.renders_from_truth = true;
  Lead(
      [](const Given& given) {
        ASSERT_TRUE(given.ok());
        EXPECT_EQ((*given)->html(), "v0");
      },
      Render());
  Change("articles/a");
  Follow(absl::Minutes(30), [](const Given& given) {
    ASSERT_TRUE(given.ok()) << given.status();
    EXPECT_EQ((*given)->as_of_revision().number(), 6);
  });
  Land();
}

TEST_F(FragmentCacheTest, BearsManyThreadsWhileTheTruthMoves) {
  cache();
  std::atomic<bool> stop{false};
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&, i] {
      for (int n = 0; !stop; ++n) {
        const auto fragment =
            cache().Get(absl::StrCat("k", (n + i) % 7), {}, Soon(), Render());
        if (fragment.ok()) {
          EXPECT_FALSE((*fragment)->html().empty());
        }
      }
    });
  }
  for (int i = 0; i < 500; ++i) {
    Change(i % 2 == 0 ? "articles/a" : "articles/b");
    Wait(absl::Milliseconds(10));
  }
  stop = true;
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace byline
