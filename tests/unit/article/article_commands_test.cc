#include "services/article/commands/article_commands.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/errors.h"
#include "common/base/timestamps.h"
#include "services/article/commands/scheduled_publisher.h"
#include "tests/testing/temp_folder.h"
#include "tests/unit/article/test_articles.h"

namespace byline::article {
namespace {

using byline::testing::TempFolder;

class ArticleCommandsTest : public ::testing::Test {
 protected:
  v1::Article Create(const v1::Article& article, const std::string& id = "",
                     bool publish = false) {
    const auto created = commands_.Create({article, id, "", publish});
    EXPECT_TRUE(created.ok()) << created.status();
    return created.value_or(v1::Article());
  }
  v1::Article Stored(const std::string& name) {
    return (*store_->Get(name))->article;
  }
  static UpdateCommand Edit(v1::Article article,
                            std::initializer_list<const char*> fields) {
    UpdateCommand command{std::move(article), {}};
    for (const char* field : fields) command.update_mask.add_paths(field);
    return command;
  }

  TempFolder dir_;
  FakeClock clock_;
  std::unique_ptr<ArticleStore> store_ = OpenStore(dir_.File("articles.db"));
  ArticleCommands commands_{*store_, clock_};
};

TEST_F(ArticleCommandsTest, CreateStoresADraftWithNameSlugAndTime) {
  v1::Article article = MakeArticle("ignored", 1);
  article.set_state(v1::STATE_WITHDRAWN);  // output only: ignored
  article.set_revision(99);
  const v1::Article created = Create(article, "my-id");
  EXPECT_EQ(created.name(), "articles/my-id");
  EXPECT_EQ(created.state(), v1::STATE_DRAFT);
  EXPECT_EQ(created.slug(), "harbour-story-number-1");
  EXPECT_EQ(ToTime(created.create_time()), clock_.Now());
  EXPECT_EQ(created.revision(), 1);
  EXPECT_EQ(Stored("articles/my-id").SerializeAsString(),
            created.SerializeAsString());
}

TEST_F(ArticleCommandsTest, CreateMakesUpAnIdAndRefusesATakenOne) {
  const v1::Article first = Create(MakeArticle("", 1));
  EXPECT_NE(first.name(), Create(MakeArticle("", 2)).name());
  const std::string id = first.name().substr(9);
  const absl::Status taken =
      commands_.Create({MakeArticle("", 3), id, "", false}).status();
  EXPECT_TRUE(absl::IsAlreadyExists(taken)) << taken;
  EXPECT_EQ(ErrorReason(taken), "ARTICLE_EXISTS");
  ASSERT_EQ(ErrorViolations(taken).size(), 1u);
  EXPECT_EQ(ErrorViolations(taken)[0].field, "article_id");
  EXPECT_EQ(
      ErrorViolations(
          commands_.Create({MakeArticle("", 3), "a b", "", false}).status())[0]
          .field,
      "article_id");
}

TEST_F(ArticleCommandsTest, CreateCanPublishAtOnceOrLater) {
  EXPECT_EQ(Create(MakeArticle("", 1), "now", true).state(),
            v1::STATE_PUBLISHED);
  v1::Article later = MakeArticle("", 2);
  *later.mutable_publish_time() = ToTimestamp(clock_.Now() + absl::Hours(1));
  EXPECT_EQ(Create(later, "later", true).state(), v1::STATE_SCHEDULED);
  v1::Article earlier = MakeArticle("", 3);
  *earlier.mutable_publish_time() = At(1000);
  EXPECT_EQ(Create(earlier, "earlier", true).publish_time().seconds(), 1000);
}

TEST_F(ArticleCommandsTest, AFaultyArticleIsNotStored) {
  v1::Article article = MakeArticle("", 1);
  article.set_headline("a\x01");
  const absl::Status status =
      commands_.Create({article, "a", "", false}).status();
  EXPECT_EQ(ErrorViolations(status)[0].field, "article.headline");
  EXPECT_EQ(store_->NewestNumber(), 0);
}

TEST_F(ArticleCommandsTest, ARepeatedRequestCreatesOnce) {
  const CreateCommand command{MakeArticle("", 1), "", "request-1", true};
  const auto first = commands_.Create(command);
  ASSERT_TRUE(first.ok());
  // As it is now, not as it was then.
  ASSERT_TRUE(commands_.Withdraw({first->name(), "r", "", ""}).ok());
  const auto again = commands_.Create(command);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->name(), first->name());
  EXPECT_EQ(again->state(), v1::STATE_WITHDRAWN);
  CreateCommand other = command;
  other.article.set_headline("Other");
  const absl::Status reused = commands_.Create(other).status();
  EXPECT_TRUE(absl::IsAborted(reused));
  EXPECT_EQ(ErrorReason(reused), "REQUEST_ID_REUSED");
  ASSERT_EQ(ErrorViolations(reused).size(), 1u);
  EXPECT_EQ(ErrorViolations(reused)[0].field, "request_id");
  EXPECT_TRUE(absl::IsAborted(
      commands_.Publish({first->name(), {}, "request-1", ""}).status()));
  clock_.Advance(absl::Hours(25));
  const auto next_day = commands_.Create(command);
  ASSERT_TRUE(next_day.ok());
  EXPECT_NE(next_day->name(), first->name());
}

TEST_F(ArticleCommandsTest, SlugsOfTheSameHeadlineAreCountedOn) {
  v1::Article article = MakeArticle("", 1);
  article.set_headline("Fête à Zürich");
  EXPECT_EQ(Create(article).slug(), "fete-a-zurich");
  EXPECT_EQ(Create(article).slug(), "fete-a-zurich-2");
  EXPECT_EQ(Create(article).slug(), "fete-a-zurich-3");
  article.set_slug("fete-a-zurich-2");
  const absl::Status taken =
      commands_.Create({article, "", "", false}).status();
  EXPECT_TRUE(absl::IsAlreadyExists(taken));
  EXPECT_EQ(ErrorReason(taken), "SLUG_TAKEN");
  ASSERT_EQ(ErrorViolations(taken).size(), 1u);
  EXPECT_EQ(ErrorViolations(taken)[0].field, "article.slug");
}

TEST_F(ArticleCommandsTest, TheSlugFollowsTheHeadlineUntilPublication) {
  v1::Article article = MakeArticle("", 1);
  article.set_headline("First try");
  article = Create(article, "a");
  article.set_headline("Second try");
  article = *commands_.Update(Edit(article, {"headline"}));
  EXPECT_EQ(article.slug(), "second-try");
  article = *commands_.Publish({article.name(), {}, "", ""});
  article.set_headline("Third try");
  article = *commands_.Update(Edit(article, {"headline"}));
  EXPECT_EQ(article.slug(), "second-try");
  // An editor may change it; the old ones stay its own.
  article.set_slug("chosen");
  article = *commands_.Update(Edit(article, {"slug"}));
  EXPECT_EQ(article.slug(), "chosen");
  for (const char* slug : {"first-try", "second-try", "chosen"}) {
    EXPECT_EQ((*store_->FindSlug(slug))->name, "articles/a");
  }
  v1::Article other = MakeArticle("", 2);
  other.set_headline("First try");
  EXPECT_EQ(Create(other).slug(), "first-try-2");
}

TEST_F(ArticleCommandsTest, AnUpdateChangesOnlyWhatTheMaskNames) {
  v1::Article article = MakeArticle("", 1);
  article.set_section("Harbour");
  article = Create(article, "a");
  v1::Article edit;
  edit.set_name("articles/a");
  edit.set_standfirst("A standfirst.");
  edit.set_section("Ignored");
  const v1::Article updated = *commands_.Update(Edit(edit, {"standfirst"}));
  EXPECT_EQ(updated.standfirst(), "A standfirst.");
  EXPECT_EQ(updated.section(), "Harbour");
  EXPECT_EQ(updated.headline(), article.headline());
  // Without a mask: what is set.
  v1::Article implied;
  implied.set_name("articles/a");
  implied.set_section("Weather");
  EXPECT_EQ(commands_.Update({implied, {}})->section(), "Weather");
  EXPECT_EQ(Stored("articles/a").standfirst(), "A standfirst.");
}

TEST_F(ArticleCommandsTest, AnUpdateThatChangesNothingIsNoWrite) {
  const v1::Article article = Create(MakeArticle("", 1), "a", true);
  const auto updated = commands_.Update(Edit(article, {"*"}));
  ASSERT_TRUE(updated.ok());
  EXPECT_EQ(updated->SerializeAsString(), article.SerializeAsString());
  EXPECT_EQ(store_->NewestNumber(), 1);
}

TEST_F(ArticleCommandsTest, AnOldEtagIsAborted) {
  v1::Article article = Create(MakeArticle("", 1), "a");
  const std::string old = article.etag();
  article.set_section("Harbour");
  ASSERT_TRUE(commands_.Update({article, {}}).ok());
  article.set_section("Weather");
  const absl::Status status = commands_.Update({article, {}}).status();
  EXPECT_TRUE(absl::IsAborted(status));
  EXPECT_EQ(ErrorReason(status), "ETAG_MISMATCH");
  ASSERT_EQ(ErrorViolations(status).size(), 1u);
  EXPECT_EQ(ErrorViolations(status)[0].field, "etag");
  EXPECT_TRUE(
      absl::IsAborted(commands_.Publish({"articles/a", {}, "", old}).status()));
  EXPECT_TRUE(absl::IsAborted(
      commands_.Withdraw({"articles/a", "r", "", old}).status()));
  EXPECT_EQ(Stored("articles/a").section(), "Harbour");
}

TEST_F(ArticleCommandsTest, TheUpdateTimeTellsOfChangedTextAfterPublication) {
  v1::Article article = Create(MakeArticle("", 1), "a");
  article.set_standfirst("Before.");
  article = *commands_.Update(Edit(article, {"standfirst"}));
  EXPECT_FALSE(article.has_update_time());
  article = *commands_.Publish({"articles/a", {}, "", ""});
  clock_.Advance(absl::Hours(1));
  article.set_section("Harbour");
  article = *commands_.Update(Edit(article, {"section"}));
  EXPECT_FALSE(article.has_update_time());
  article.add_corrections()->set_text("It was Tuesday.");
  article = *commands_.Update(Edit(article, {"corrections"}));
  EXPECT_EQ(ToTime(article.update_time()), clock_.Now());
}

TEST_F(ArticleCommandsTest, WritesOfUnknownAndWithdrawnArticlesAreRefused) {
  v1::Article article = MakeArticle("none", 1);
  EXPECT_TRUE(absl::IsNotFound(commands_.Update({article, {}}).status()));
  EXPECT_TRUE(absl::IsNotFound(
      commands_.Publish({"articles/none", {}, "", ""}).status()));
  EXPECT_TRUE(absl::IsNotFound(
      commands_.Withdraw({"articles/none", "r", "", ""}).status()));
  article = Create(MakeArticle("", 1), "a", true);
  const auto first = commands_.Withdraw({"articles/a", "r", "notice", ""});
  ASSERT_TRUE(first.ok());
  // Again: the same answer, whatever the etag.
  const auto again =
      commands_.Withdraw({"articles/a", "other", "", article.etag()});
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
  for (const absl::Status& status :
       {commands_.Update({article, {}}).status(),
        commands_.Publish({"articles/a", {}, "", ""}).status()}) {
    EXPECT_TRUE(absl::IsFailedPrecondition(status));
    EXPECT_EQ(ErrorReason(status), "ARTICLE_WITHDRAWN");
  }
}

TEST_F(ArticleCommandsTest, PublishingAgainChangesNothing) {
  Create(MakeArticle("", 1), "a", true);
  ASSERT_TRUE(commands_.Publish({"articles/a", {}, "", ""}).ok());
  EXPECT_EQ(store_->NewestNumber(), 1);
  const PublishCommand at{"articles/a", At(1000), "request", ""};
  EXPECT_EQ(commands_.Publish(at)->publish_time().seconds(), 1000);
  EXPECT_EQ(commands_.Publish(at)->revision(), 2);
  EXPECT_TRUE(absl::IsAborted(
      commands_.Publish({"articles/a", At(2000), "request", ""}).status()));
}

TEST_F(ArticleCommandsTest, ThePublishTimeOfAVisibleArticleStaysInThePast) {
  v1::Article article = Create(MakeArticle("", 1), "a", true);
  *article.mutable_publish_time() = ToTimestamp(clock_.Now() + absl::Hours(1));
  const absl::Status status =
      commands_.Update(Edit(article, {"publish_time"})).status();
  EXPECT_EQ(ErrorViolations(status)[0].field, "article.publish_time");
}

class ScheduledPublisherTest : public ArticleCommandsTest {
 protected:
  void Schedule(const std::string& id, absl::Duration in) {
    v1::Article article = MakeArticle("", static_cast<int>(id.size()));
    *article.mutable_publish_time() = ToTimestamp(clock_.Now() + in);
    EXPECT_EQ(Create(article, id, true).state(), v1::STATE_SCHEDULED);
  }
  v1::State StateOf(const std::string& id) {
    return Stored(ArticleName(id)).state();
  }
};

TEST_F(ScheduledPublisherTest, AnArticleBecomesVisibleAtItsTimeNotBefore) {
  ScheduledPublisher publisher(commands_, *store_, clock_);
  Schedule("a", absl::Seconds(10));
  clock_.Advance(absl::Seconds(10) - absl::Microseconds(1));
  EXPECT_EQ(publisher.Step(), 0);
  EXPECT_EQ(StateOf("a"), v1::STATE_SCHEDULED);
  clock_.Advance(absl::Microseconds(1));
  EXPECT_EQ(publisher.Step(), 1);
  EXPECT_EQ(StateOf("a"), v1::STATE_PUBLISHED);
  EXPECT_EQ(publisher.Step(), 0);
  EXPECT_EQ(store_->List({})->articles.size(), 1u);
}

TEST_F(ScheduledPublisherTest, WhatBecameDueWhileNobodyRanIsPublished) {
  Schedule("a", absl::Hours(1));
  Schedule("bb", absl::Hours(2));
  Schedule("ccc", absl::Hours(9));
  store_.reset();
  clock_.Advance(absl::Hours(3));
  const auto store = OpenStore(dir_.File("articles.db"));
  ArticleCommands commands(*store, clock_);
  ScheduledPublisher publisher(commands, *store, clock_);
  EXPECT_EQ(publisher.Step(), 2);
  EXPECT_EQ((*store->Get("articles/ccc"))->article.state(),
            v1::STATE_SCHEDULED);
  EXPECT_EQ(store->List({})->articles.size(), 2u);
}

TEST_F(ScheduledPublisherTest, WhatWasWithdrawnOrMovedIsNotPublished) {
  ScheduledPublisher publisher(commands_, *store_, clock_);
  Schedule("a", absl::Hours(1));
  Schedule("bb", absl::Hours(1));
  ASSERT_TRUE(commands_.Withdraw({"articles/a", "r", "", ""}).ok());
  v1::Article moved = Stored("articles/bb");
  *moved.mutable_publish_time() = ToTimestamp(clock_.Now() + absl::Hours(9));
  ASSERT_TRUE(commands_.Update(Edit(moved, {"publish_time"})).ok());
  clock_.Advance(absl::Hours(2));
  EXPECT_EQ(publisher.Step(), 0);
  ASSERT_TRUE(commands_.PublishIfDue("articles/bb").ok());
  EXPECT_EQ(StateOf("bb"), v1::STATE_SCHEDULED);
  // Moved into the past it becomes visible at once.
  moved.clear_etag();
  *moved.mutable_publish_time() = At(1000);
  EXPECT_EQ(commands_.Update(Edit(moved, {"publish_time"}))->state(),
            v1::STATE_PUBLISHED);
}

TEST_F(ScheduledPublisherTest, ItsThreadPublishesByItself) {
  Schedule("a", absl::Seconds(10));
  ScheduledPublisher publisher(commands_, *store_, clock_);
  publisher.Start();
  clock_.Advance(absl::Seconds(10));
  EXPECT_EQ(store_->WaitForChange(1, absl::Seconds(60)), 2);
  publisher.Stop();
  EXPECT_EQ(StateOf("a"), v1::STATE_PUBLISHED);
}

}  // namespace
}  // namespace byline::article
