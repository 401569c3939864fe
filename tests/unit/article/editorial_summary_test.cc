#include "services/article/core/editorial_summary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "common/article/points_digest.h"
#include "services/article/core/article_edit.h"
#include "services/article/core/validation.h"
#include "tests/unit/article/test_articles.h"

namespace byline::article {
namespace {

using ::testing::HasSubstr;
using E = v1::EditorialSummary;

E Replaced(const std::vector<std::string>& texts) {
  E editorial;
  editorial.set_mode(E::MODE_REPLACED);
  for (const std::string& text : texts) editorial.add_points()->set_text(text);
  return editorial;
}

std::string Points(const std::string& field) {
  return "article.editorial_summary.points" + field;
}

struct EditorialCase {
  const char* name;
  std::function<void(E&)> change;
  // Path of the one violation behind "article.editorial_summary"; empty where
  // all is well.
  std::string field;
};

std::vector<EditorialCase> EditorialCases() {
  return {
      {"Valid", [](E&) {}, ""},
      {"AutomaticWithoutPoints", [](E& e) { e.Clear(); }, ""},
      {"AutomaticWithPoints", [](E& e) { e.set_mode(E::MODE_AUTOMATIC); },
       ".points"},
      {"NoModeWithPoints", [](E& e) { e.clear_mode(); }, ".points"},
      {"HiddenWithPoints", [](E& e) { e.set_mode(E::MODE_HIDDEN); }, ".points"},
      {"HiddenWithoutPoints",
       [](E& e) {
         e.Clear();
         e.set_mode(E::MODE_HIDDEN);
       },
       ""},
      {"ReplacedWithoutPoints", [](E& e) { e.clear_points(); }, ".points"},
      {"LockedWithoutPoints",
       [](E& e) {
         e.Clear();
         e.set_mode(E::MODE_LOCKED);
       },
       ".points"},
      {"UnknownMode", [](E& e) { e.set_mode(static_cast<E::Mode>(9)); },
       ".mode"},
      {"TenPoints",
       [](E& e) {
         e = Replaced({"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"});
       },
       ""},
      {"ElevenPoints",
       [](E& e) {
         e = Replaced({"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"});
       },
       ".points"},
      {"EmptyPoint", [](E& e) { e.add_points(); }, ".points[1].text"},
      {"BlankPoint", [](E& e) { e.add_points()->set_text(" \t "); },
       ".points[1].text"},
      {"PointOf300Characters",
       [](E& e) {
         std::string text;
         for (int i = 0; i < 300; ++i) text += "漢";
         e.add_points()->set_text(text);
       },
       ""},
      {"PointOf301Characters",
       [](E& e) { e.add_points()->set_text(std::string(301, 'p')); },
       ".points[1].text"},
      {"PointOfTwoLines", [](E& e) { e.add_points()->set_text("a\nb"); },
       ".points[1].text"},
      {"PointWithEscape", [](E& e) { e.add_points()->set_text("a\x1b[2J"); },
       ".points[1].text"},
      {"PointTwiceInOtherCase",
       [](E& e) { e.add_points()->set_text("THE  PIER FELL."); },
       ".points[1].text"},
      {"SourceBlock", [](E& e) { e.mutable_points(0)->set_source_block(4999); },
       ""},
      {"SourceBlockBelow",
       [](E& e) { e.mutable_points(0)->set_source_block(-1); },
       ".points[0].source_block"},
      {"SourceBlockAbove",
       [](E& e) { e.mutable_points(0)->set_source_block(5000); },
       ".points[0].source_block"},
      {"Digest", [](E& e) { e.set_approved_digest(std::string(32, 'a')); }, ""},
      {"DigestInUpperCase",
       [](E& e) { e.set_approved_digest(std::string(32, 'A')); },
       ".approved_digest"},
      {"DigestTooShort",
       [](E& e) { e.set_approved_digest(std::string(31, 'a')); },
       ".approved_digest"},
      {"VersionOfLocked",
       [](E& e) {
         e.set_mode(E::MODE_LOCKED);
         e.set_version("centroid-1");
       },
       ""},
      {"VersionOfReplaced", [](E& e) { e.set_version("centroid-1"); },
       ".version"},
      {"VersionTooLong",
       [](E& e) {
         e.set_mode(E::MODE_LOCKED);
         e.set_version(std::string(101, 'v'));
       },
       ".version"},
  };
}

TEST(EditorialSummaryTest, EveryLimitIsToldByItsField) {
  for (const EditorialCase& one : EditorialCases()) {
    SCOPED_TRACE(one.name);
    v1::Article article = MakeArticle("a", 1);
    *article.mutable_editorial_summary() = Replaced({"The pier fell."});
    one.change(*article.mutable_editorial_summary());
    const auto violations = CheckArticle(article, "article.");
    if (one.field.empty()) {
      EXPECT_TRUE(violations.empty())
          << violations[0].field << ": " << violations[0].description;
    } else {
      ASSERT_EQ(violations.size(), 1u);
      EXPECT_EQ(violations[0].field, "article.editorial_summary" + one.field);
      EXPECT_FALSE(violations[0].description.empty());
    }
  }
}

TEST(EditorialSummaryTest, AnErrorSaysWhatWouldBeRight) {
  v1::Article article = MakeArticle("a", 1);
  *article.mutable_editorial_summary() =
      Replaced({"One.", std::string(400, 'p')});
  const auto violations = CheckArticle(article, "article.");
  ASSERT_EQ(violations.size(), 1u);
  EXPECT_EQ(violations[0].field, Points("[1].text"));
  EXPECT_THAT(violations[0].description,
              HasSubstr("400 characters; at most 300"));
}

TEST(EditorialSummaryTest, WithholdingTakesThePointsAndNothingElse) {
  v1::Article article = MakeArticle("a", 1);
  WithholdPoints(article);
  EXPECT_FALSE(article.has_editorial_summary());
  *article.mutable_editorial_summary() = Replaced({"The pier fell."});
  WithholdPoints(article);
  EXPECT_TRUE(article.editorial_summary().points().empty());
  EXPECT_EQ(article.editorial_summary().mode(), E::MODE_REPLACED);
}

TEST(EditorialSummaryTest, ADigestIsOfTextsAndTheirOrder) {
  const std::string digest = PointsDigest(Replaced({"ab", "c"}));
  EXPECT_THAT(digest, testing::MatchesRegex("[0-9a-f]{32}"));
  EXPECT_EQ(digest, PointsDigest({"ab", "c"}));
  EXPECT_NE(digest, PointsDigest({"c", "ab"}));
  EXPECT_NE(digest, PointsDigest({"a", "bc"}));
  EXPECT_EQ(PointsDigest(std::vector<absl::string_view>{}), "");
}

TEST(EditorialSummaryTest, ItIsNoTextOfTheArticle) {
  const v1::Article before = MakeArticle("a", 1);
  v1::Article after = before;
  *after.mutable_editorial_summary() = Replaced({"The pier fell."});
  EXPECT_TRUE(SameText(before, after));
  EXPECT_FALSE(SameArticle(before, after));
}

}  // namespace
}  // namespace byline::article
