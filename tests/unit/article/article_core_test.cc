#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "common/article/article_name.h"
#include "common/base/errors.h"
#include "common/base/timestamps.h"
#include "services/article/core/article_edit.h"
#include "services/article/core/article_name.h"
#include "services/article/core/article_state.h"
#include "services/article/core/page_token.h"
#include "services/article/core/slug_choice.h"
#include "services/article/core/validation.h"
#include "services/article/core/verdicts.h"
#include "tests/unit/article/test_articles.h"

namespace byline::article {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'700'000'000);

std::vector<v1::Verdict::Kind> KindsOf(const v1::Article& article) {
  std::vector<v1::Verdict::Kind> kinds;
  for (const auto& verdict : article.verdicts()) {
    kinds.push_back(verdict.kind());
  }
  return kinds;
}

TEST(ArticleNameTest, AnIdIsCheckedByItsPattern) {
  for (const char* good : {"a", "0", "A.b_c-d", "seed-main"}) {
    EXPECT_TRUE(IsArticleId(good)) << good;
  }
  EXPECT_TRUE(IsArticleId(std::string(128, 'a')));
  for (const std::string& bad :
       {std::string(), std::string("-a"), std::string(".a"), std::string("a b"),
        std::string("a/b"), std::string("caf\xc3\xa9"),
        std::string(129, 'a')}) {
    EXPECT_FALSE(IsArticleId(bad)) << bad;
  }
  EXPECT_TRUE(CheckArticleName("name", "articles/a").ok());
  EXPECT_EQ(ErrorViolations(CheckArticleName("name", "a"))[0].field, "name");
  EXPECT_FALSE(CheckArticleName("name", "articles/-").ok());
}

TEST(ArticleNameTest, AnImportedItemGetsTheSameNameAgain) {
  v1::Article item = MakeArticle("kept.as-is", 1);
  EXPECT_EQ(ImportName(item), "articles/kept.as-is");
  item.set_name("articles/not kept");
  const std::string by_name = ImportName(item);
  item.set_external_id("cms 17");
  const std::string by_external_id = ImportName(item);
  item.clear_name();
  EXPECT_EQ(ImportName(item), by_external_id);
  item.set_headline("Changed");
  EXPECT_EQ(ImportName(item), by_external_id);
  item.clear_external_id();
  const std::string by_content = ImportName(item);
  EXPECT_EQ(ImportName(item), by_content);
  EXPECT_NE(by_content, by_external_id);
  EXPECT_NE(by_content, by_name);
  EXPECT_TRUE(CheckArticleName("name", by_content).ok());
}

TEST(ArticleEditTest, AMaskNamesTheFieldsToChange) {
  v1::Article article = MakeArticle("a", 1);
  google::protobuf::FieldMask mask;
  EXPECT_EQ(*EditedFields(mask, article),
            (std::vector<std::string>{"headline", "language_code", "blocks"}));
  mask.add_paths("tags");
  EXPECT_EQ(*EditedFields(mask, article), std::vector<std::string>{"tags"});
  mask.add_paths("*");
  EXPECT_EQ(EditedFields(mask, article)->size(), 15u);
  for (const char* path : {"state", "name", "etag", "blocks.text", "", "x"}) {
    google::protobuf::FieldMask bad;
    bad.add_paths(path);
    const absl::Status status = EditedFields(bad, article).status();
    EXPECT_TRUE(absl::IsInvalidArgument(status)) << path;
    EXPECT_EQ(ErrorViolations(status)[0].field, "update_mask");
  }
}

TEST(ArticleEditTest, CopiedFieldsReplaceAndOthersStay) {
  v1::Article article = MakeArticle("a", 1);
  article.add_tags("old");
  article.set_section("Harbour");
  *article.mutable_publish_time() = At(5);
  v1::Article from;
  from.add_tags("new");
  from.add_tags("newer");
  from.set_headline("Other");
  CopyFields({"tags", "section", "publish_time"}, from, article);
  EXPECT_THAT(article.tags(), testing::ElementsAre("new", "newer"));
  EXPECT_EQ(article.section(), "");
  EXPECT_FALSE(article.has_publish_time());
  EXPECT_EQ(article.headline(), "Harbour story number 1");
}

TEST(ArticleStateTest, PublishingIsNowLaterOrAtThePastTimeThatIsThere) {
  v1::Article draft = MakeArticle("a", 1);
  draft.set_state(v1::STATE_DRAFT);

  v1::Article now = draft;
  ASSERT_TRUE(Publish(now, std::nullopt, kNow).ok());
  EXPECT_EQ(now.state(), v1::STATE_PUBLISHED);
  EXPECT_EQ(ToTime(now.publish_time()), kNow);

  v1::Article past = draft;
  *past.mutable_publish_time() = At(1000);
  ASSERT_TRUE(Publish(past, std::nullopt, kNow).ok());
  EXPECT_EQ(past.publish_time().seconds(), 1000);

  v1::Article embargo = draft;
  ASSERT_TRUE(Publish(embargo, kNow + absl::Hours(1), kNow).ok());
  EXPECT_EQ(embargo.state(), v1::STATE_SCHEDULED);
  ASSERT_TRUE(Publish(embargo, std::nullopt, kNow).ok());
  EXPECT_EQ(embargo.state(), v1::STATE_PUBLISHED);
  EXPECT_EQ(ToTime(embargo.publish_time()), kNow);
  EXPECT_TRUE(absl::IsFailedPrecondition(
      Publish(embargo, kNow + absl::Hours(1), kNow)));
}

TEST(ArticleStateTest, AnUndatedPublishedArticleStaysUndated) {
  v1::Article article = MakeArticle("a", 1);
  PublishImported(article, kNow);
  EXPECT_EQ(article.state(), v1::STATE_PUBLISHED);
  ASSERT_TRUE(Publish(article, std::nullopt, kNow).ok());
  EXPECT_FALSE(article.has_publish_time());
  *article.mutable_publish_time() = ToTimestamp(kNow + absl::Seconds(1));
  PublishImported(article, kNow);
  EXPECT_EQ(article.state(), v1::STATE_SCHEDULED);
}

TEST(ArticleStateTest, AWithdrawnArticleStaysWithdrawn) {
  v1::Article article = MakeArticle("a", 1);
  article.set_state(v1::STATE_PUBLISHED);
  Withdraw(article, "wrong", "We were wrong.", kNow);
  EXPECT_EQ(article.state(), v1::STATE_WITHDRAWN);
  EXPECT_EQ(article.withdrawal().public_notice(), "We were wrong.");
  Withdraw(article, "again", "", kNow + absl::Hours(1));
  EXPECT_EQ(article.withdrawal().reason(), "wrong");
  EXPECT_TRUE(absl::IsFailedPrecondition(Publish(article, std::nullopt, kNow)));
}

TEST(ArticleStateTest, OnlyTheFirstParagraphIsMarkedAsRepeatingTheHeadline) {
  v1::Article article;
  article.set_headline("Ferry \"Aurora\" returns to service");
  AddParagraph(article,
               "Ferry  \xe2\x80\x9c"
               "Aurora\xe2\x80\x9d returns to "
               "Service.");
  AddParagraph(article, "Ferry \"Aurora\" returns to service");
  AddParagraph(article, Prose(1, 60));
  DeriveFromText(article);
  EXPECT_TRUE(article.blocks(0).repeats_headline());
  EXPECT_FALSE(article.blocks(1).repeats_headline());
  // A mark that no longer holds is taken back.
  article.set_headline("Something else");
  DeriveFromText(article);
  EXPECT_FALSE(article.blocks(0).repeats_headline());
}

TEST(ArticleStateTest, AMissingLanguageIsRecognisedAndAGivenOneKept) {
  v1::Article article;
  article.set_headline("The ferry is back");
  AddParagraph(article,
               "The old ferry has come back to the harbour, and the council "
               "has said that it will be repaired before the winter.");
  DeriveFromText(article);
  EXPECT_EQ(article.language_code(), "en");
  article.set_language_code("fr");
  DeriveFromText(article);
  EXPECT_EQ(article.language_code(), "fr");
}

TEST(SlugChoiceTest, SlugsFollowTheHeadlineAndStayWithin80) {
  v1::Article article = MakeArticle("some.id", 1);
  article.set_headline("Der Bürgermeister grüßt!");
  EXPECT_EQ(WantedSlug(article), "der-burgermeister-grusst");
  article.set_headline("!!!");
  EXPECT_TRUE(IsSlug(WantedSlug(article)));
  EXPECT_EQ(SlugAttempt("a", 1), "a");
  EXPECT_EQ(SlugAttempt("a", 2), "a-2");
  const std::string cut =
      SlugAttempt(absl::StrCat(std::string(77, 'a'), "-bc"), 13);
  EXPECT_EQ(cut, absl::StrCat(std::string(77, 'a'), "-13"));
  EXPECT_TRUE(IsSlug(cut));
}

TEST(VerdictsTest, ThinIsUnderFortyWords) {
  v1::Article article = MakeArticle("a", 1, 39);
  SetOwnVerdicts(article);
  EXPECT_THAT(KindsOf(article), testing::ElementsAre(v1::Verdict::KIND_THIN));
  EXPECT_THAT(article.verdicts(0).reason(), testing::HasSubstr("39 words"));
  article = MakeArticle("a", 1, 40);
  SetOwnVerdicts(article);
  EXPECT_TRUE(article.verdicts().empty());
}

TEST(VerdictsTest, APlaceholderAndAMissingHeadlineAreTold) {
  v1::Article article;
  article.set_headline(" \xc2\xa0");
  for (int i = 0; i < 12; ++i) {
    AddParagraph(article, "The text of this article will follow soon.");
  }
  SetOwnVerdicts(article);
  EXPECT_THAT(KindsOf(article),
              testing::UnorderedElementsAre(v1::Verdict::KIND_NO_HEADLINE,
                                            v1::Verdict::KIND_PLACEHOLDER));
  for (const auto& verdict : article.verdicts()) {
    EXPECT_FALSE(verdict.reason().empty());
  }
}

TEST(VerdictsTest, ADuplicateVerdictComesAndGoes) {
  v1::Article article = MakeArticle("a", 1, 10);
  SetOwnVerdicts(article);
  SetDuplicate(article, "articles/b", 0.625);
  SetDuplicate(article, "articles/c", 0.5);
  ASSERT_EQ(article.verdicts_size(), 2);
  EXPECT_EQ(article.verdicts(1).canonical_article(), "articles/c");
  EXPECT_THAT(article.verdicts(1).reason(), testing::HasSubstr("50%"));
  ClearDuplicate(article);
  EXPECT_THAT(KindsOf(article), testing::ElementsAre(v1::Verdict::KIND_THIN));
}

TEST(PageTokenTest, ATokenIsGoodForItsListAlone) {
  const ListPosition position{-123456789, "articles/a b"};
  const std::string token = MakePageToken("key", "list", position);
  EXPECT_EQ(*ReadPageToken("key", "list", token), position);
  EXPECT_FALSE(ReadPageToken("key", "other list", token).ok());
  EXPECT_FALSE(ReadPageToken("other key", "list", token).ok());
  EXPECT_EQ(
      ErrorViolations(ReadPageToken("key", "list", "x").status())[0].field,
      "page_token");
}

TEST(PageTokenTest, ATokenThatWasChangedIsRefused) {
  const std::string token = MakePageToken("key", "list", {5, "articles/a"});
  std::mt19937 random(7);
  for (int i = 0; i < 500; ++i) {
    std::string changed = token;
    changed[random() % changed.size()] = static_cast<char>(random() % 256);
    const auto position = ReadPageToken("key", "list", changed);
    // Some characters of base64 stand for the same bytes.
    if (position.ok()) {
      EXPECT_EQ(*position, (ListPosition{5, "articles/a"}));
    }
  }
  EXPECT_FALSE(ReadPageToken("key", "list", token.substr(1)).ok());
  EXPECT_FALSE(ReadPageToken("key", "list", "").ok());
}

}  // namespace
}  // namespace byline::article
