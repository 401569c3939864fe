#include "services/recommendation/render/similar_fragment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace byline::recommendation {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(SimilarFragmentTest, NoCardsGiveNoHtml) {
  EXPECT_EQ(RenderSimilarArticles({}, "en"), "");
}

TEST(SimilarFragmentTest, ACardHasHeadlineAbstractAndReason) {
  const std::string html =
      RenderSimilarArticles({{"Osterby votes", "osterby-votes", "en",
                              "They voted.", "Both: Osterby"}},
                            "en");
  EXPECT_THAT(html, HasSubstr("<section class=\"similar\" "
                              "aria-labelledby=\"similar-title\""));
  EXPECT_THAT(html,
              HasSubstr("<h2 id=\"similar-title\">Similar articles</h2>"));
  EXPECT_THAT(html, HasSubstr("<li class=\"card\">\n<h3>"
                              "<a href=\"/articles/osterby-votes\">"
                              "Osterby votes</a></h3>"));
  EXPECT_THAT(html, HasSubstr("<p class=\"abstract\">They voted.</p>"));
  EXPECT_THAT(html, HasSubstr("<p class=\"reason\">Both: Osterby</p>"));
}

TEST(SimilarFragmentTest, ACardWithoutAbstractOrReasonHasNoEmptyParagraphs) {
  const std::string html =
      RenderSimilarArticles({{"Osterby votes", "o", "en", "", ""}}, "en");
  EXPECT_THAT(html, Not(HasSubstr("<p")));
}

TEST(SimilarFragmentTest, MarkupInTextsShowsAsText) {
  const std::string html = RenderSimilarArticles(
      {{"<script>alert(1)</script>", "x\"onmouseover=\"alert(1)", "en",
        "<img src=x onerror=alert(1)>", "</p><b>"}},
      "en");
  EXPECT_THAT(html, Not(HasSubstr("<script")));
  EXPECT_THAT(html, Not(HasSubstr("<img")));
  EXPECT_THAT(html, Not(HasSubstr("<b>")));
  EXPECT_THAT(html, Not(HasSubstr("\"onmouseover")));
}

TEST(SimilarFragmentTest, WordsAndDirectionFollowTheLanguageOfThePage) {
  const std::string html =
      RenderSimilarArticles({{"Osterby", "o", "ar", "", ""}}, "ar");
  EXPECT_THAT(html, HasSubstr("lang=\"ar\" dir=\"rtl\""));
  EXPECT_THAT(html, Not(HasSubstr("Similar articles")));
}

TEST(SimilarFragmentTest, ACardInAnotherLanguageSaysSo) {
  const std::string html =
      RenderSimilarArticles({{"Osterby", "o", "fa", "Osterby", ""}}, "en");
  EXPECT_THAT(html, HasSubstr("<h3 lang=\"fa\" dir=\"rtl\">"));
  EXPECT_THAT(html,
              HasSubstr("<p class=\"abstract\" lang=\"fa\" dir=\"rtl\">"));
}

TEST(SimilarFragmentTest, AReasonNamesAtMostThreeSharedTermsThenTheRest) {
  v1::SimilarArticle similar;
  v1::Reason* names = similar.add_reasons();
  names->set_kind(v1::Reason::KIND_SHARED_NAMES);
  names->add_terms("Osterby");
  names->add_terms("Mara Quill");
  v1::Reason* terms = similar.add_reasons();
  terms->set_kind(v1::Reason::KIND_SHARED_TERMS);
  terms->add_terms("ferry");
  terms->add_terms("strike");
  similar.add_reasons()->set_kind(v1::Reason::KIND_OLDER);
  const std::string reason = CardReason(similar, "en");
  EXPECT_THAT(reason, HasSubstr("Osterby, Mara Quill and ferry"));
  EXPECT_THAT(reason, Not(HasSubstr("strike")));
  EXPECT_THAT(reason, HasSubstr(" \u00b7 "));
  EXPECT_EQ(CardReason(v1::SimilarArticle(), "en"), "");
}

}  // namespace
}  // namespace byline::recommendation
