// An article that belongs beside another one is on that one's page at once, not
// when the page's list has outlived its minute; and gone from it at once.
#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/testing/suite.h"
#include "tests/testing/temp_folder.h"
#include "tests/testing/within.h"

namespace byline::testing {
namespace {

constexpr char kOlderPage[] = "/articles/tansy-boats-race-to-orrin-light";
constexpr char kNewerLink[] = "/articles/orrin-light-race-won-by-a-tansy-boat";

class SimilarListsTest : public ::testing::Test {
 protected:
  void Import(const std::string& id, const std::string& title,
              const std::string& body) {
    const std::string path = folder_.File(id + ".jsonl");
    std::ofstream(path) << "{\"id\":\"" << id << "\",\"title\":\"" << title
                        << "\",\"body\":\"" << body
                        << "\",\"section\":\"Sport\",\"language\":\"en\"}\n";
    const RunResult result = suite_.Byline({"import", path});
    ASSERT_EQ(result.exit_code, 0) << result.output;
  }
  bool Recommends() const {
    return absl::StrContains(suite_.Get(kOlderPage).body, kNewerLink);
  }
  // Whether the page is kept, whole, by the gateway.
  bool IsKept() const {
    const HttpResponse page = suite_.Get(kOlderPage);
    const auto timing = page.headers.find("server-timing");
    return page.status == 200 && timing != page.headers.end() &&
           absl::StrContains(timing->second, "hit");
  }

  TempFolder folder_;
  Suite suite_;
};

TEST_F(SimilarListsTest, ANewArticleIsRecommendedAtOnceAndAWithdrawnOneGone) {
  Import("older", "Tansy boats race to Orrin Light",
         "Nine boats of the Tansy class left Brackwater on Saturday for Orrin "
         "Light and back. Skipper Ilka Fenn led at the first buoy, with Rado "
         "Moss close behind her. The wind fell asleep at noon, and the boats "
         "with it. Brackwater expects the winner by Sunday night.");
  ASSERT_TRUE(Eventually([this] { return IsKept(); }));
  ASSERT_FALSE(Recommends());

  Import("newer", "Orrin Light race won by a Tansy boat",
         "Ilka Fenn has won the race from Brackwater to Orrin Light for the "
         "third time. Her Tansy boat came in a minute before that of Rado "
         "Moss, who had led for hours. Both said that the calm off Orrin Light "
         "had decided it. The mayor of Brackwater handed over a brass buoy.");
  // Generous for a loaded machine, and far from the minute of max_age.
  EXPECT_TRUE(Within(absl::Seconds(10), [this] { return Recommends(); }));
  ASSERT_TRUE(Eventually([this] { return IsKept() && Recommends(); }));

  const RunResult result =
      suite_.Byline({"withdraw", "articles/newer", "--reason=error"});
  ASSERT_EQ(result.exit_code, 0) << result.output;
  EXPECT_TRUE(Within(absl::Seconds(1), [this] { return !Recommends(); }));
  EXPECT_EQ(suite_.Get(kOlderPage).status, 200);
}

}  // namespace
}  // namespace byline::testing
