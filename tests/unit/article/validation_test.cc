#include "services/article/core/validation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "services/article/core/text_check.h"
#include "tests/unit/article/test_articles.h"

namespace byline::article {
namespace {

std::string Repeat(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

struct Case {
  const char* name;
  // Makes a valid article faulty, or keeps it valid.
  std::function<void(v1::Article&)> change;
  // Path of the one violation; empty where the article stays valid.
  std::string field;
};

v1::RichText& FirstText(v1::Article& article) {
  return *article.mutable_blocks(0)->mutable_paragraph()->mutable_text();
}

v1::Mark& AddMark(v1::Article& article, int begin, int end) {
  v1::Mark& mark = *FirstText(article).add_marks();
  mark.set_begin(begin);
  mark.set_end(end);
  mark.mutable_emphasis();
  return mark;
}

void AddLink(v1::Article& article, int begin, int end, const char* uri) {
  AddMark(article, begin, end).mutable_link()->set_uri(uri);
}

std::vector<Case> Cases() {
  using A = v1::Article;
  return {
      {"Valid", [](A&) {}, ""},
      {"EmptyHeadlineIsAVerdictNotAnError", [](A& a) { a.clear_headline(); },
       ""},
      {"HeadlineOf500Bytes",
       [](A& a) { a.set_headline(std::string(500, 'h')); }, ""},
      {"HeadlineOf501Bytes",
       [](A& a) { a.set_headline(std::string(501, 'h')); }, "headline"},
      {"HeadlineWithLineFeed", [](A& a) { a.set_headline("two\nlines"); },
       "headline"},
      {"HeadlineWithNul", [](A& a) { a.set_headline(std::string("a\0b", 3)); },
       "headline"},
      {"HeadlineWithEscape", [](A& a) { a.set_headline("a\x1b[31m"); },
       "headline"},
      {"HeadlineWithC1Control", [](A& a) { a.set_headline("a\xc2\x85z"); },
       "headline"},
      {"HeadlineWithNoBreakSpace", [](A& a) { a.set_headline("a\xc2\xa0z"); },
       ""},
      {"HeadlineInBrokenUtf8", [](A& a) { a.set_headline("a\xff"); },
       "headline"},
      {"HeadlineWithSurrogate", [](A& a) { a.set_headline("\xed\xa0\x80"); },
       "headline"},
      {"SlugWithSpace", [](A& a) { a.set_slug("two words"); }, "slug"},
      {"SlugInUpperCase", [](A& a) { a.set_slug("Word"); }, "slug"},
      {"SlugOf80", [](A& a) { a.set_slug(std::string(80, 's')); }, ""},
      {"SlugOf81", [](A& a) { a.set_slug(std::string(81, 's')); }, "slug"},
      {"SlugWithDashAtTheEnd", [](A& a) { a.set_slug("s-"); }, "slug"},
      {"StandfirstOfTwoLines", [](A& a) { a.set_standfirst("a\nb"); }, ""},
      {"StandfirstTooLong",
       [](A& a) { a.set_standfirst(std::string(2001, 's')); }, "standfirst"},
      {"TwentyAuthors",
       [](A& a) {
         for (int i = 0; i < 20; ++i) a.add_authors("Ada");
       },
       ""},
      {"TooManyAuthors",
       [](A& a) {
         for (int i = 0; i < 21; ++i) a.add_authors("Ada");
       },
       "authors"},
      {"EmptyAuthor", [](A& a) { a.add_authors(""); }, "authors[0]"},
      {"AuthorTooLong",
       [](A& a) {
         a.add_authors("Ada");
         a.add_authors(std::string(201, 'a'));
       },
       "authors[1]"},
      {"SectionTooLong", [](A& a) { a.set_section(std::string(101, 's')); },
       "section"},
      {"TooManyTags",
       [](A& a) {
         for (int i = 0; i < 51; ++i) a.add_tags("t");
       },
       "tags"},
      {"LanguageWithScript", [](A& a) { a.set_language_code("zh-Hant-TW"); },
       ""},
      {"LanguageInWords", [](A& a) { a.set_language_code("the king's"); },
       "language_code"},
      {"LanguageOfOneLetter", [](A& a) { a.set_language_code("e"); },
       "language_code"},
      {"TimeInTheYear10000",
       [](A& a) { a.mutable_publish_time()->set_seconds(253402300800); },
       "publish_time"},
      {"TimeWithNegativeNanos",
       [](A& a) { a.mutable_publish_time()->set_nanos(-1); }, "publish_time"},
      {"TimeBefore1970",
       [](A& a) { a.mutable_publish_time()->set_seconds(-1000000000); }, ""},
      {"CanonicalHttps",
       [](A& a) { a.set_canonical_uri("https://news.example/a?b=c#d"); }, ""},
      {"CanonicalScript",
       [](A& a) { a.set_canonical_uri("javascript:alert(1)"); },
       "canonical_uri"},
      {"CanonicalPath", [](A& a) { a.set_canonical_uri("/a"); },
       "canonical_uri"},
      {"CanonicalWithoutHost", [](A& a) { a.set_canonical_uri("http:///a"); },
       "canonical_uri"},
      {"ExternalIdTooLong",
       [](A& a) { a.set_external_id(std::string(501, 'x')); }, "external_id"},
      {"EmptyBlock", [](A& a) { a.add_blocks(); }, "blocks[1]"},
      {"TooManyBlocks",
       [](A& a) {
         for (int i = 0; i < 5000; ++i) a.add_blocks()->mutable_divider();
       },
       "blocks"},
      {"TextWithLineFeed", [](A& a) { FirstText(a).set_text("one\ntwo"); }, ""},
      {"TextWithTab", [](A& a) { FirstText(a).set_text("one\ttwo"); },
       "blocks[0].paragraph.text.text"},
      {"TextTooLong",
       [](A& a) { FirstText(a).set_text(std::string(100'001, 't')); },
       "blocks[0].paragraph.text.text"},
      {"MoreThanAMebibyte",
       [](A& a) {
         for (int i = 0; i < 11; ++i) AddParagraph(a, std::string(99'000, 't'));
       },
       "blocks"},
      {"HeadingOfLevel5",
       [](A& a) {
         auto& heading = *a.add_blocks()->mutable_heading();
         heading.set_level(5);
       },
       "blocks[1].heading.level"},
      {"SpeakerTooLong",
       [](A& a) {
         a.add_blocks()->mutable_quote()->set_speaker(std::string(201, 's'));
       },
       "blocks[1].quote.speaker"},
      {"ListItemWithNul",
       [](A& a) {
         auto& list = *a.add_blocks()->mutable_list();
         list.add_items()->set_text("fine");
         list.add_items()->set_text(std::string("\0", 1));
       },
       "blocks[1].list.items[1].text"},
      {"TooManyRows",
       [](A& a) {
         auto& table = *a.add_blocks()->mutable_table();
         for (int i = 0; i < 1001; ++i) table.add_rows();
       },
       "blocks[1].table.rows"},
      {"CellWithControl",
       [](A& a) {
         auto& row = *a.add_blocks()->mutable_table()->add_rows();
         row.add_cells()->set_text("\x7f");
       },
       "blocks[1].table.rows[0].cells[0].text"},
      {"ImageFromThisSite",
       [](A& a) { a.add_blocks()->mutable_image()->set_uri("/i/a.jpg"); }, ""},
      {"ImageFromAnotherSiteWithoutScheme",
       [](A& a) { a.add_blocks()->mutable_image()->set_uri("//evil/a.jpg"); },
       "blocks[1].image.uri"},
      {"ImageAsData",
       [](A& a) {
         a.add_blocks()->mutable_image()->set_uri("data:image/svg+xml,x");
       },
       "blocks[1].image.uri"},
      {"EmbedWithPath",
       [](A& a) { a.add_blocks()->mutable_embed()->set_uri("/e"); },
       "blocks[1].embed.uri"},
      {"MarkInsideTheText", [](A& a) { AddMark(a, 0, 3); }, ""},
      {"EmptyMark", [](A& a) { AddMark(a, 2, 2); },
       "blocks[0].paragraph.text.marks[0]"},
      {"MarkBeyondTheText", [](A& a) { AddMark(a, 0, 100'000); },
       "blocks[0].paragraph.text.marks[0]"},
      {"MarkBeforeTheText", [](A& a) { AddMark(a, -1, 3); },
       "blocks[0].paragraph.text.marks[0]"},
      {"MarkInsideACharacter",
       [](A& a) {
         FirstText(a).set_text("\xc3\xa9t\xc3\xa9");
         AddMark(a, 1, 3);
       },
       "blocks[0].paragraph.text.marks[0]"},
      {"MarkWithoutKind", [](A& a) { AddMark(a, 0, 3).clear_emphasis(); },
       "blocks[0].paragraph.text.marks[0]"},
      {"MarksOutOfOrder",
       [](A& a) {
         AddMark(a, 3, 5);
         AddMark(a, 0, 2);
       },
       "blocks[0].paragraph.text.marks[1]"},
      {"LinkToMail", [](A& a) { AddLink(a, 0, 3, "mailto:ada@news.example"); },
       ""},
      {"LinkToTelephone", [](A& a) { AddLink(a, 0, 3, "tel:+4930123"); }, ""},
      {"LinkToScript", [](A& a) { AddLink(a, 0, 3, "JavaScript:alert(1)"); },
       "blocks[0].paragraph.text.marks[0].link.uri"},
      {"LinkWithBackslash", [](A& a) { AddLink(a, 0, 3, "/\\evil.example"); },
       "blocks[0].paragraph.text.marks[0].link.uri"},
      {"LinkToAnotherHostAsPath",
       [](A& a) { AddLink(a, 0, 3, "//evil.example"); },
       "blocks[0].paragraph.text.marks[0].link.uri"},
      {"LinksThatOverlap",
       [](A& a) {
         AddLink(a, 0, 4, "/a");
         AddLink(a, 3, 6, "/b");
       },
       "blocks[0].paragraph.text.marks[1]"},
      {"LinksThatTouch",
       [](A& a) {
         AddLink(a, 0, 3, "/a");
         AddLink(a, 3, 6, "/b");
       },
       ""},
      {"EmptyCorrection", [](A& a) { a.add_corrections(); },
       "corrections[0].text"},
      {"TooManyCorrections",
       [](A& a) {
         for (int i = 0; i < 101; ++i) a.add_corrections()->set_text("c");
       },
       "corrections"},
  };
}

TEST(ValidationTest, EveryLimitIsCheckedAndNamesItsField) {
  for (const Case& test : Cases()) {
    v1::Article article = MakeArticle("a", 1);
    test.change(article);
    const auto violations = CheckArticle(article, "article.");
    if (test.field.empty()) {
      EXPECT_TRUE(violations.empty())
          << test.name << ": " << violations[0].field << " "
          << violations[0].description;
      continue;
    }
    ASSERT_EQ(violations.size(), 1u) << test.name;
    EXPECT_EQ(violations[0].field, "article." + test.field) << test.name;
    EXPECT_FALSE(violations[0].description.empty()) << test.name;
  }
}

TEST(ValidationTest, AllFaultsAreToldAtOnce) {
  v1::Article article = MakeArticle("a", 1);
  article.set_headline("a\x01");
  article.set_slug("A");
  article.set_canonical_uri("x");
  EXPECT_EQ(CheckArticle(article, "").size(), 3u);
}

TEST(ValidationTest, AnErrorOfAThousandFaultsStaysSmall) {
  v1::Article article;
  for (int i = 0; i < 1000; ++i) AddParagraph(article, "\x01");
  const auto violations = CheckArticle(article, "article.");
  EXPECT_LE(violations.size(), 12u);
  EXPECT_THAT(violations.back().description, testing::HasSubstr("988 more"));
}

TEST(ValidationTest, AUriIsAllowedByItsKind) {
  using Kind = UriKind;
  EXPECT_TRUE(IsAllowedUri("HTTPS://News.example/", Kind::kWeb));
  EXPECT_TRUE(IsAllowedUri("/", Kind::kResource));
  EXPECT_TRUE(IsAllowedUri("https://news.example/caf\xc3\xa9", Kind::kWeb));
  EXPECT_FALSE(IsAllowedUri("", Kind::kLink));
  EXPECT_FALSE(IsAllowedUri("/", Kind::kWeb));
  EXPECT_FALSE(IsAllowedUri("mailto:a@b.example", Kind::kResource));
  EXPECT_FALSE(IsAllowedUri("mailto:", Kind::kLink));
  EXPECT_FALSE(IsAllowedUri("news.example", Kind::kLink));
  EXPECT_FALSE(IsAllowedUri(" https://news.example", Kind::kLink));
  EXPECT_FALSE(IsAllowedUri("java\nscript:alert(1)", Kind::kLink));
  EXPECT_FALSE(IsAllowedUri("https://a.example/\"onload=x", Kind::kLink));
  EXPECT_FALSE(IsAllowedUri("https://" + Repeat("a", 2000), Kind::kLink));
}

TEST(ValidationTest, RequestIdsAndFollowersArePrintableAscii) {
  EXPECT_TRUE(CheckRequestId("").ok());
  EXPECT_TRUE(CheckRequestId(Repeat("r", 128)).ok());
  EXPECT_FALSE(CheckRequestId(Repeat("r", 129)).ok());
  EXPECT_FALSE(CheckRequestId("a\n").ok());
  EXPECT_TRUE(CheckFollower("gateway/1").ok());
  EXPECT_FALSE(CheckFollower("").ok());
  EXPECT_FALSE(CheckFollower("caf\xc3\xa9").ok());
  EXPECT_FALSE(CheckFollower(Repeat("f", 101)).ok());
}

TEST(ValidationTest, ATakedownNeedsAReason) {
  EXPECT_TRUE(CheckWithdrawal("wrong", "").ok());
  EXPECT_EQ(ErrorViolations(CheckWithdrawal("", Repeat("n", 2001))).size(), 2u);
}

}  // namespace
}  // namespace byline::article
