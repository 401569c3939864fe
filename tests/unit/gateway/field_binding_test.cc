#include "services/gateway/transcode/field_binding.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "byline/article/v1/article_service.pb.h"
#include "common/base/errors.h"

namespace byline::gateway {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

template <typename Message>
absl::Status Bind(const std::string& query, Message* message,
                  const std::vector<std::string>& by_path = {}) {
  return BindQuery(*ParseQuery(query), by_path, message);
}

TEST(FieldBindingTest, SetsFieldsByBothNamesAndNested) {
  article::v1::GetArticleListFragmentRequest request;
  ASSERT_TRUE(Bind("page_size=5&pageToken=a%20b&minRevision.epoch=00ff&min_"
                   "revision.number=7",
                   &request)
                  .ok());
  EXPECT_EQ(request.page_size(), 5);
  EXPECT_EQ(request.page_token(), "a b");
  EXPECT_EQ(request.min_revision().epoch(), "00ff");
  EXPECT_EQ(request.min_revision().number(), 7);
}

TEST(FieldBindingTest, RepeatedParametersFillRepeatedFields) {
  article::v1::BatchGetArticlesRequest request;
  ASSERT_TRUE(Bind("names=articles/a&names=articles/b", &request).ok());
  EXPECT_THAT(request.names(), ElementsAre("articles/a", "articles/b"));
}

TEST(FieldBindingTest, EnumsComeByNameOrNumberAndBooleansByWord) {
  article::v1::ListArticlesRequest request;
  ASSERT_TRUE(Bind("state=STATE_DRAFT&show_with_verdicts=true", &request).ok());
  EXPECT_EQ(request.state(), article::v1::STATE_DRAFT);
  EXPECT_TRUE(request.show_with_verdicts());
  ASSERT_TRUE(Bind("state=3", &request).ok());
  EXPECT_EQ(request.state(), article::v1::STATE_PUBLISHED);
}

TEST(FieldBindingTest, WellKnownTypesComeInTheirJsonForm) {
  article::v1::PublishArticleRequest publish;
  ASSERT_TRUE(Bind("publish_time=2026-01-02T03:04:05Z", &publish).ok());
  EXPECT_EQ(publish.publish_time().seconds(), 1767323045);
  article::v1::WithdrawArticleRequest withdraw;
  ASSERT_TRUE(Bind("wait=1.5s", &withdraw).ok());
  EXPECT_EQ(withdraw.wait().nanos(), 500'000'000);
  article::v1::UpdateArticleRequest update;
  ASSERT_TRUE(Bind("updateMask=headline,publishTime", &update).ok());
  EXPECT_THAT(update.update_mask().paths(),
              ElementsAre("headline", "publish_time"));
}

TEST(FieldBindingTest, EveryFaultNamesTheFieldAndWhatWouldBeRight) {
  article::v1::ListArticlesRequest request;
  const auto violations = ErrorViolations(Bind(
      "page_size=many&state=NEW&show_with_verdicts=1&nonsense=x", &request));
  ASSERT_EQ(violations.size(), 4u);
  EXPECT_EQ(violations[0].field, "page_size");
  EXPECT_THAT(violations[0].description,
              HasSubstr("\"many\" is not right; it must be a whole number"));
  EXPECT_EQ(violations[1].field, "state");
  EXPECT_THAT(violations[1].description, HasSubstr("STATE_DRAFT"));
  EXPECT_THAT(violations[2].description, HasSubstr("true or false"));
  EXPECT_EQ(violations[3].field, "nonsense");
  EXPECT_THAT(violations[3].description, HasSubstr("page_token"));
}

TEST(FieldBindingTest, WrongValuesAreRefused) {
  for (const char* query :
       {"page_size=", "page_size= 5", "page_size=%2B5", "page_size=99999999999",
        "page_size=1.5", "page_size=0x5", "page_size=5&pageSize=6",
        "page_token=%ff", "collection=a&collection=b", "page_size.x=1", "=1"}) {
    article::v1::ListArticlesRequest request;
    EXPECT_EQ(Bind(query, &request).code(), absl::StatusCode::kInvalidArgument)
        << query;
  }
  article::v1::GetArticleRequest request;
  EXPECT_FALSE(Bind("min_revision=7", &request).ok());
  EXPECT_FALSE(Bind("name=articles/b", &request, {"name"}).ok());
}

TEST(FieldBindingTest, CampaignParametersAreIgnored) {
  article::v1::ListArticlesRequest request;
  EXPECT_TRUE(Bind("utm_source=x&utm_medium=y", &request).ok());
}

}  // namespace
}  // namespace byline::gateway
