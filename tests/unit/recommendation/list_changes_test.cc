// Notes of changed lists, and who finds them, without any connection.
#include "services/recommendation/rpc/list_changes.h"

#include <absl/strings/str_cat.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "common/base/errors.h"
#include "services/recommendation/rpc/list_change_finder.h"
#include "tests/testing/within.h"
#include "tests/unit/recommendation/invented_articles.h"

namespace byline::recommendation {
namespace {

using byline::testing::Eventually;
using ::testing::ElementsAre;
using Subscription = ListChanges::Subscription;

constexpr absl::Duration kLong = absl::Seconds(20);

class ListChangesTest : public ::testing::Test {
 protected:
  ListChangesTest() {
    EXPECT_TRUE(truth_.BeginStream({{"e", 1}}, true).ok());
    truth_.CompleteTo(5, true);
    truth_.OnAnswer(truth_.OnAsk(), {"e", 5}, "e");
  }
  Freshness JudgeListOf(const std::string& id, int64_t as_of = 5) const {
    return truth_.Judge({"e", as_of}, {"articles/" + id + "/similarArticles",
                                       "similarArticles/-"});
  }
  // The feed has told all up to there.
  void CompleteTo(int64_t number) {
    truth_.CompleteTo(number, false);
    truth_.OnAnswer(truth_.OnAsk(), {"e", number}, "e");
  }
  static ListNoticePtr Next(Subscription& subscription) {
    const auto notice = subscription.Next(kLong);
    EXPECT_TRUE(notice.ok()) << notice.status();
    return notice.ok() ? *notice : nullptr;
  }

  FakeClock clock_;
  FollowedTruth truth_{clock_, {}};
  ListChanges changes_{truth_, {.most_waiting = 3}};
};

TEST_F(ListChangesTest, ANoteMakesTheListsOldAndTellsAllSubscribers) {
  const auto one = changes_.Subscribe();
  const auto other = changes_.Subscribe();
  changes_.Note({"e", 6}, {"articles/a", "articles/b"});
  CompleteTo(6);
  EXPECT_EQ(JudgeListOf("a"), Freshness::kChanged);
  EXPECT_EQ(JudgeListOf("b"), Freshness::kChanged);
  EXPECT_EQ(JudgeListOf("c"), Freshness::kFresh);
  for (const auto& subscription : {one.get(), other.get()}) {
    const ListNoticePtr notice = Next(*subscription);
    ASSERT_NE(notice, nullptr);
    EXPECT_EQ(notice->revision, (Revision{"e", 6}));
    EXPECT_THAT(notice->articles, ElementsAre("articles/a", "articles/b"));
    EXPECT_FALSE(notice->all);
  }
  EXPECT_EQ(changes_.named_notes(), 1);
}

TEST_F(ListChangesTest, ANoteOfAllMakesEveryListOld) {
  const auto subscription = changes_.Subscribe();
  changes_.NoteAll({"e", 6});
  CompleteTo(6);
  EXPECT_EQ(JudgeListOf("a"), Freshness::kChanged);
  EXPECT_TRUE(Next(*subscription)->all);
  EXPECT_EQ(changes_.notes_of_all(), 1);
}

TEST_F(ListChangesTest, ANoteOfNothingIsNone) {
  const auto subscription = changes_.Subscribe();
  changes_.Note({"e", 6}, {});
  EXPECT_EQ(*subscription->Next(absl::ZeroDuration()), nullptr);
  EXPECT_EQ(changes_.Subscribe()->since().number, 0);
}

TEST_F(ListChangesTest, OfWhatWasBeforeOnlyTheNewestWriteIsTold) {
  EXPECT_EQ(changes_.Subscribe()->since(), Revision());
  changes_.Note({"e", 8}, {"articles/a"});
  changes_.Note({"e", 7}, {"articles/b"});
  const auto subscription = changes_.Subscribe();
  EXPECT_EQ(subscription->since(), (Revision{"e", 8}));
  EXPECT_EQ(*subscription->Next(absl::ZeroDuration()), nullptr);
  changes_.Note({"f", 3}, {"articles/a"});
  EXPECT_EQ(changes_.Subscribe()->since(), (Revision{"f", 3}))
      << "of another history";
}

TEST_F(ListChangesTest, WhoDoesNotReadIsCutOffAndHoldsUpNobody) {
  const auto slow = changes_.Subscribe();
  const auto quick = changes_.Subscribe();
  for (int64_t number = 6; number < 10; ++number) {
    changes_.Note({"e", number}, {"articles/a"});
    EXPECT_EQ(Next(*quick)->revision.number, number);
  }
  const auto cut = slow->Next(absl::ZeroDuration());
  EXPECT_TRUE(absl::IsUnavailable(cut.status()));
  EXPECT_EQ(ErrorReason(cut.status()), "WATCHER_TOO_SLOW");
  changes_.Note({"e", 10}, {"articles/a"});
  EXPECT_FALSE(slow->Next(absl::ZeroDuration()).ok()) << "for good";
}

TEST_F(ListChangesTest, WakingEndsEveryWait) {
  const auto subscription = changes_.Subscribe();
  std::atomic<bool> woken = false;
  std::thread waiter([&] {
    EXPECT_EQ(Next(*subscription), nullptr);
    woken = true;
  });
  while (!woken) {
    changes_.Wake();
    std::this_thread::yield();
  }
  waiter.join();
}

// For ThreadSanitizer.
TEST_F(ListChangesTest, BearsSubscribersThatComeAndGo) {
  std::atomic<bool> stop = false;
  std::vector<std::thread> subscribers;
  for (int i = 0; i < 3; ++i) {
    subscribers.emplace_back([&] {
      while (!stop) {
        const auto subscription = changes_.Subscribe();
        for (int n = 0; n < 5; ++n) {
          subscription->Next(absl::Microseconds(10)).status().IgnoreError();
        }
      }
    });
  }
  for (int64_t number = 6; number < 3'000; ++number) {
    changes_.Note({"e", number}, {absl::StrCat("articles/", number % 7)});
  }
  stop = true;
  for (std::thread& subscriber : subscribers) subscriber.join();
  CompleteTo(3'000);
  EXPECT_EQ(JudgeListOf("1"), Freshness::kChanged);
}

class ListChangeFinderTest : public ListChangesTest {
 protected:
  ListChangeFinderTest() { finder_.Start(); }

  // Applies it as the sink does.
  void Put(const article::v1::Article& article) {
    index_.Put(PrepareArticle(article));
    finder_.Changed(article.name());
  }
  // The lists that are noted next.
  std::vector<std::string> NextLists() {
    const ListNoticePtr notice = Next(*subscription_);
    return notice == nullptr ? std::vector<std::string>{"none"}
           : notice->all     ? std::vector<std::string>{"all"}
                             : notice->articles;
  }

  SimilarityIndex index_;
  ListChanges all_changes_{truth_};
  ListChangeFinder finder_{index_, truth_, all_changes_};
  const std::unique_ptr<Subscription> subscription_ = all_changes_.Subscribe();
};

TEST_F(ListChangeFinderTest, BeforeTheMarkerNothingIsNotedAndThenAll) {
  Put(BakeryOpens());
  finder_.CompleteTo(4, false);
  finder_.CompleteTo(5, true);
  const ListNoticePtr first = Next(*subscription_);
  ASSERT_NE(first, nullptr);
  EXPECT_TRUE(first->all);
  EXPECT_EQ(first->revision, (Revision{"e", 5}));
  Put(BakeryPrize());
  finder_.CompleteTo(6, false);
  EXPECT_THAT(NextLists(),
              ElementsAre("articles/bakery-opens", "articles/bakery-prize"));
  EXPECT_EQ(all_changes_.Subscribe()->since(), (Revision{"e", 6}));
}

TEST_F(ListChangeFinderTest, AnIncompleteNumberIsNotLookedAt) {
  finder_.CompleteTo(5, true);
  NextLists();
  Put(BakeryOpens());
  EXPECT_EQ(*subscription_->Next(absl::Milliseconds(20)), nullptr);
  finder_.CompleteTo(6, false);
  EXPECT_THAT(NextLists(), ElementsAre("articles/bakery-opens"));
}

TEST_F(ListChangeFinderTest, ManyChangesAtOnceAreNotedAsAllListsOnceASecond) {
  finder_.CompleteTo(5, true);
  NextLists();
  const auto import = [this](int64_t number) {
    for (int i = 0; i < 40; ++i) {
      article::v1::Article article = ComputerChess();
      article.set_name(absl::StrCat("articles/chess-", i));
      Put(article);
    }
    finder_.CompleteTo(number, false);
  };
  import(45);
  EXPECT_THAT(NextLists(), ElementsAre("all"));
  const absl::Time first = absl::Now();
  import(85);
  import(125);
  const ListNoticePtr second = Next(*subscription_);
  ASSERT_NE(second, nullptr);
  EXPECT_TRUE(second->all);
  EXPECT_EQ(second->revision.number, 125) << "both batches in one";
  EXPECT_GT(absl::Now() - first, absl::Milliseconds(800));
  // A single change does not wait for that.
  Put(BakeryOpens());
  finder_.CompleteTo(126, false);
  EXPECT_THAT(NextLists(), ElementsAre("articles/bakery-opens"));
}

TEST_F(ListChangeFinderTest, AnIndexThatIsFilledAnewIsNotedAsAllLists) {
  finder_.CompleteTo(5, true);
  NextLists();
  Put(BakeryOpens());
  finder_.Reset();
  index_.Clear();
  Put(BakeryPrize());
  finder_.CompleteTo(9, true);
  EXPECT_THAT(NextLists(), ElementsAre("all"));
  EXPECT_EQ(*subscription_->Next(absl::Milliseconds(20)), nullptr);
}

}  // namespace
}  // namespace byline::recommendation
