#include "services/summary/rpc/request_options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "byline/summary/v1/summary_service.pb.h"
#include "common/base/errors.h"

namespace byline::summary {
namespace {

// The fields that are at fault.
std::vector<std::string> Faults(const RequestOptions& options) {
  std::vector<std::string> fields;
  for (const auto& violation : ErrorViolations(CheckOptions(options)))
    fields.push_back(violation.field);
  return fields;
}

TEST(RequestOptionsTest, LimitsAreToldByTheirFields) {
  using ::testing::ElementsAre;
  using ::testing::IsEmpty;
  EXPECT_THAT(Faults({}), IsEmpty());
  EXPECT_THAT(Faults({10, 60, 300, "zh-Hans", true}), IsEmpty());
  EXPECT_THAT(Faults({1, 8, 30, "en", false}), IsEmpty());
  EXPECT_THAT(Faults({.point_count = 11}), ElementsAre("point_count"));
  EXPECT_THAT(Faults({.point_count = -1}), ElementsAre("point_count"));
  EXPECT_THAT(Faults({.max_point_words = 7}), ElementsAre("max_point_words"));
  EXPECT_THAT(Faults({.max_point_words = 61}), ElementsAre("max_point_words"));
  EXPECT_THAT(Faults({.abstract_words = 29}), ElementsAre("abstract_words"));
  EXPECT_THAT(Faults({.abstract_words = 301}), ElementsAre("abstract_words"));
  EXPECT_THAT(Faults({.language_code = "en_GB"}), ElementsAre("language_code"));
  EXPECT_THAT(Faults({-1, 1, 1, "?", false}),
              ElementsAre("point_count", "max_point_words", "abstract_words",
                          "language_code"));
}

TEST(RequestOptionsTest, AnErrorSaysWhatWouldBeRight) {
  EXPECT_EQ(
      ErrorViolations(CheckOptions({.max_point_words = 7}))[0].description,
      "7 is not 0 (60) or 8 to 60");
}

template <typename Request>
void ExpectAllTaken() {
  Request request;
  EXPECT_TRUE(OptionsOf(request).IsPlain());
  request.set_point_count(2);
  EXPECT_TRUE(OptionsOf(request).IsPlain());
  request.set_max_point_words(9);
  request.set_abstract_words(50);
  request.set_language_code("fr");
  request.set_explain(true);
  const RequestOptions options = OptionsOf(request);
  EXPECT_EQ(options.point_count, 2);
  EXPECT_EQ(options.max_point_words, 9);
  EXPECT_EQ(options.abstract_words, 50);
  EXPECT_EQ(options.language_code, "fr");
  EXPECT_TRUE(options.explain);
  EXPECT_FALSE(options.IsPlain());
}

TEST(RequestOptionsTest, EveryRequestHasThemAll) {
  ExpectAllTaken<v1::GetSummaryRequest>();
  ExpectAllTaken<v1::BatchGetSummariesRequest>();
  ExpectAllTaken<v1::SummarizeRequest>();
}

}  // namespace
}  // namespace byline::summary
