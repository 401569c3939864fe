#include "services/article/reads/watch_feed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "common/base/errors.h"
#include "tests/testing/temp_folder.h"
#include "tests/unit/article/test_articles.h"

namespace byline::article {
namespace {

using byline::testing::TempFolder;

class WatchFeedTest : public ::testing::Test {
 protected:
  void Put(const std::string& id, v1::State state) {
    v1::Article article = MakeArticle(id, 1, 10);
    article.set_slug(id);
    article.set_state(state);
    ASSERT_TRUE(
        store_
            ->Write(absl::Now(),
                    [&](ArticleWriter& writer) { return writer.Put(article); })
            .ok());
  }
  void PutSettings(const std::string& section) {
    v1::SectionSettings settings;
    settings.set_name("sectionSettings/" + section);
    settings.set_similar_articles_off(true);
    ASSERT_TRUE(store_
                    ->Write(absl::Now(),
                            [&](ArticleWriter& writer) {
                              return writer.PutSectionSettings(settings);
                            })
                    .ok());
  }
  void Reopen() {
    judge_.reset();
    store_.reset();
    store_ = OpenStore(dir_.File("articles.db"), log_);
    judge_ = std::make_unique<TruthJudge>(*store_);
  }
  absl::StatusOr<WatchFeed> Begin(const Revision& from,
                                  WatchFeed::Options options = {
                                      .full = true,
                                      .sees_unpublished = true,
                                      .limit = {}}) {
    return WatchFeed::Begin(*store_, *judge_, from, options);
  }
  // The next message, which must be there.
  static v1::WatchResponse Next(WatchFeed& feed) {
    const auto message = feed.Next(absl::ZeroDuration());
    EXPECT_TRUE(message.ok()) << message.status();
    EXPECT_TRUE(message.ok() && message->has_value());
    return message.ok() && *message ? **message : v1::WatchResponse();
  }
  static bool HasNext(WatchFeed& feed) {
    const auto message = feed.Next(absl::ZeroDuration());
    return message.ok() && message->has_value();
  }

  TempFolder dir_;
  int64_t log_ = 1'000'000;
  std::unique_ptr<ArticleStore> store_ = OpenStore(dir_.File("articles.db"));
  std::unique_ptr<TruthJudge> judge_ = std::make_unique<TruthJudge>(*store_);
};

TEST_F(WatchFeedTest, AnEmptyStoreGivesEpochsAndMarkerAtOnce) {
  auto feed = Begin({});
  ASSERT_TRUE(feed.ok());
  const auto first = Next(*feed);
  EXPECT_EQ(first.epochs_size(), 1);
  EXPECT_EQ(first.epochs(0).id(), store_->Epochs()[0].id);
  EXPECT_TRUE(first.marker());
  EXPECT_EQ(first.complete_to(), 0);
  EXPECT_FALSE(HasNext(*feed));
  Put("a", v1::STATE_DRAFT);
  const auto live = Next(*feed);
  EXPECT_EQ(live.epochs_size(), 0);
  EXPECT_EQ(live.complete_to(), 1);
  EXPECT_FALSE(live.marker());
  EXPECT_EQ(live.changes(0).name(), "articles/a");
}

TEST_F(WatchFeedTest, TheStateComesInPagesThenTheMarkerThenTheLog) {
  for (int i = 0; i < 25; ++i) {
    Put(absl::StrCat("a", i),
        i % 2 ? v1::STATE_WITHDRAWN : v1::STATE_PUBLISHED);
  }
  auto feed = Begin({}, {true, true, {.changes = 10}});
  const auto first = Next(*feed);
  EXPECT_EQ(first.changes_size(), 10);
  EXPECT_EQ(first.complete_to(), 0);
  EXPECT_FALSE(first.marker());
  // A write between the pages is told after the marker.
  Put("a0", v1::STATE_WITHDRAWN);
  EXPECT_EQ(Next(*feed).changes_size(), 10);
  const auto last = Next(*feed);
  EXPECT_TRUE(last.marker());
  EXPECT_EQ(last.complete_to(), 25);
  const auto live = Next(*feed);
  EXPECT_EQ(live.complete_to(), 26);
  EXPECT_EQ(live.changes(0).name(), "articles/a0");
  EXPECT_EQ(live.changes(0).state(), v1::STATE_WITHDRAWN);
}

TEST_F(WatchFeedTest, AResumingWatcherGetsWhatItMissed) {
  for (const char* id : {"a", "b", "c"}) Put(id, v1::STATE_PUBLISHED);
  const Revision next{store_->Epochs()[0].id, 3};
  auto feed = Begin(next);
  ASSERT_TRUE(feed.ok());
  const auto first = Next(*feed);
  EXPECT_EQ(first.epochs_size(), 1);
  ASSERT_EQ(first.changes_size(), 1);
  EXPECT_EQ(first.changes(0).number(), 3);
  EXPECT_EQ(first.complete_to(), 3);
  EXPECT_FALSE(first.marker());
  // Up to date already: the first message comes at once all the same.
  auto newest = Begin({store_->Epochs()[0].id, 4});
  ASSERT_TRUE(newest.ok());
  const auto empty = Next(*newest);
  EXPECT_EQ(empty.complete_to(), 3);
  EXPECT_EQ(empty.changes_size(), 0);
  EXPECT_FALSE(HasNext(*newest));
}

TEST_F(WatchFeedTest, AWatcherResumesOverARestart) {
  Put("a", v1::STATE_PUBLISHED);
  // It had applied number 1, of the first epoch, and asks for the next one.
  const Revision next{store_->Epochs()[0].id, 2};
  Reopen();
  ASSERT_TRUE(Begin(next).ok());
  Put("b", v1::STATE_PUBLISHED);
  auto feed = Begin(next);
  ASSERT_TRUE(feed.ok());
  const auto first = Next(*feed);
  EXPECT_EQ(first.epochs_size(), 2);
  EXPECT_EQ(first.changes(0).name(), "articles/b");
  // What the first epoch never had is unknown.
  EXPECT_TRUE(absl::IsOutOfRange(Begin({store_->Epochs()[0].id, 3}).status()));
}

TEST_F(WatchFeedTest, AnUnknownStartIsOutOfRange) {
  Put("a", v1::STATE_PUBLISHED);
  const absl::Status status = Begin({"0123456789abcdef", 1}).status();
  EXPECT_TRUE(absl::IsOutOfRange(status));
  EXPECT_EQ(ErrorReason(status), "UNKNOWN_REVISION");
  ASSERT_EQ(ErrorViolations(status).size(), 1u);
  EXPECT_EQ(ErrorViolations(status)[0].field, "from");
  EXPECT_THAT(std::string(status.message()),
              ::testing::HasSubstr("watch from 0"));
  EXPECT_TRUE(absl::IsOutOfRange(Begin({store_->Epochs()[0].id, 3}).status()));
  EXPECT_TRUE(absl::IsOutOfRange(Begin({"", 1}).status()));
}

TEST_F(WatchFeedTest, AStartThatTheLogNoLongerKeepsIsOutOfRange) {
  log_ = 5;
  Reopen();
  for (int i = 0; i < 20; ++i) Put("a", v1::STATE_PUBLISHED);
  const std::string epoch = store_->Epochs().back().id;
  const absl::Status status = Begin({epoch, 3}).status();
  EXPECT_TRUE(absl::IsOutOfRange(status));
  EXPECT_EQ(ErrorReason(status), "LOG_PRUNED");
  ASSERT_EQ(ErrorViolations(status).size(), 1u);
  EXPECT_EQ(ErrorViolations(status)[0].field, "from");
  // One that stops reading until the log has been cut learns it too.
  auto slow = Begin({epoch, 18});
  ASSERT_TRUE(slow.ok());
  EXPECT_EQ(Next(*slow).complete_to(), 20);
  for (int i = 0; i < 20; ++i) Put("a", v1::STATE_PUBLISHED);
  EXPECT_TRUE(absl::IsOutOfRange(slow->Next(absl::ZeroDuration()).status()));
}

TEST_F(WatchFeedTest, WithoutReaderRightsTheUnpublishedIsNameAndNumberOnly) {
  Put("draft", v1::STATE_DRAFT);
  Put("scheduled", v1::STATE_SCHEDULED);
  Put("published", v1::STATE_PUBLISHED);
  Put("gone", v1::STATE_PUBLISHED);
  Put("gone", v1::STATE_WITHDRAWN);
  Put("never-seen", v1::STATE_WITHDRAWN);
  for (const bool from_log : {false, true}) {
    auto feed =
        Begin(from_log ? Revision{store_->Epochs()[0].id, 1} : Revision{},
              {.full = true, .sees_unpublished = false, .limit = {}});
    ASSERT_TRUE(feed.ok());
    const auto message = Next(*feed);
    for (const v1::Change& change : message.changes()) {
      EXPECT_GT(change.number(), 0);
      if (change.name() == "articles/published") {
        EXPECT_EQ(change.state(), v1::STATE_PUBLISHED);
        EXPECT_TRUE(change.has_article());
        EXPECT_THAT(change.collections(), ::testing::ElementsAre("articles/-"));
      } else if (change.name() == "articles/gone") {
        EXPECT_EQ(change.state(), v1::STATE_WITHDRAWN);
        EXPECT_TRUE(change.was_published());
        EXPECT_FALSE(change.has_article());
      } else {
        v1::Change bare;
        bare.set_number(change.number());
        bare.set_name(change.name());
        EXPECT_EQ(change.SerializeAsString(), bare.SerializeAsString());
      }
    }
  }
}

TEST_F(WatchFeedTest, OfAWithdrawnOneItIsToldWhetherReadersKnewIt) {
  Put("gone", v1::STATE_PUBLISHED);
  Put("gone", v1::STATE_WITHDRAWN);
  Put("never-seen", v1::STATE_WITHDRAWN);
  for (const Revision& from :
       {Revision{}, Revision{store_->Epochs()[0].id, 2}}) {
    auto feed = Begin(from);
    ASSERT_TRUE(feed.ok());
    const auto message = Next(*feed);
    ASSERT_EQ(message.changes_size(), 2);
    for (const v1::Change& change : message.changes()) {
      EXPECT_EQ(change.was_published(), change.name() == "articles/gone");
    }
  }
}

TEST_F(WatchFeedTest, TheViewRevisionsHasNoArticles) {
  Put("a", v1::STATE_PUBLISHED);
  for (const Revision& from :
       {Revision{}, Revision{store_->Epochs()[0].id, 1}}) {
    auto feed =
        Begin(from, {.full = false, .sees_unpublished = true, .limit = {}});
    const auto first = Next(*feed);
    ASSERT_EQ(first.changes_size(), 1);
    EXPECT_FALSE(first.changes(0).has_article());
    EXPECT_EQ(first.changes(0).state(), v1::STATE_PUBLISHED);
    EXPECT_EQ(first.changes(0).collections_size(), 1);
  }
}

TEST_F(WatchFeedTest, SettingsOfSectionsComeInEveryViewToTheNewsroomOnly) {
  PutSettings("obituaries");
  for (const Revision& from :
       {Revision{}, Revision{store_->Epochs()[0].id, 1}}) {
    for (const bool full : {false, true}) {
      auto feed =
          Begin(from, {.full = full, .sees_unpublished = true, .limit = {}});
      ASSERT_TRUE(feed.ok());
      const auto message = Next(*feed);
      EXPECT_EQ(message.complete_to(), 1);
      ASSERT_EQ(message.changes_size(), 1);
      const v1::Change& change = message.changes(0);
      EXPECT_EQ(change.number(), 1);
      EXPECT_EQ(change.name(), "sectionSettings/obituaries");
      EXPECT_EQ(change.section_settings().name(), change.name());
      EXPECT_TRUE(change.section_settings().similar_articles_off());
      EXPECT_FALSE(change.has_article());
      EXPECT_TRUE(change.collections().empty());
      EXPECT_GT(change.commit_time().seconds(), 0);
    }
    auto public_feed =
        Begin(from, {.full = true, .sees_unpublished = false, .limit = {}});
    ASSERT_TRUE(public_feed.ok());
    v1::Change bare;
    bare.set_number(1);
    bare.set_name("sectionSettings/obituaries");
    EXPECT_EQ(Next(*public_feed).changes(0).SerializeAsString(),
              bare.SerializeAsString());
  }
}

// Whatever happens between two messages, a watcher that applies them knows of
// every article the newest number up to complete_to.
TEST_F(WatchFeedTest, AWatcherEndsUpWithTheTruthInAnySchedule) {
  std::mt19937 random(11);
  for (int i = 0; i < 40; ++i) {
    Put(absl::StrCat("a", random() % 20), v1::STATE_PUBLISHED);
  }
  for (int round = 0; round < 20; ++round) {
    auto feed = Begin({}, {false, true, {.changes = 7}});
    ASSERT_TRUE(feed.ok());
    std::map<std::string, int64_t> known;
    int64_t complete = -1;
    while (complete < store_->NewestNumber()) {
      if (random() % 3 == 0 && complete < 0) {
        if (random() % 4 == 0) {
          PutSettings(absl::StrCat("s", random() % 10));
        } else {
          Put(absl::StrCat("a", random() % 30), v1::STATE_PUBLISHED);
        }
      }
      const auto message = Next(*feed);
      for (const auto& change : message.changes()) {
        known[change.name()] = std::max(known[change.name()], change.number());
      }
      if (message.complete_to() > 0) complete = message.complete_to();
    }
    for (int i = 0; i < 30; ++i) {
      for (const char* kind : {"articles/a", "sectionSettings/s"}) {
        const std::string name = absl::StrCat(kind, i);
        ASSERT_EQ(known[name], *store_->LastChangeOf(name));
      }
    }
  }
}

}  // namespace
}  // namespace byline::article
