#include "services/summary/render/summary_html.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace byline::summary {
namespace {

using testing::HasSubstr;
using testing::Not;

v1::Summary SummaryWith(const std::string& text, const std::string& language) {
  v1::Summary summary;
  summary.set_language_code(language);
  v1::KeyPoint* point = summary.add_key_points();
  point->set_text(text);
  point->mutable_source()->set_block(3);
  point->mutable_source()->set_begin(41);
  return summary;
}

TEST(SummaryHtmlTest, APointLinksToItsSentence) {
  const std::string html = RenderKeyPoints(SummaryWith("The pier fell.", "en"));
  EXPECT_THAT(html,
              HasSubstr("<li><a href=\"#b3-41\">The pier fell.</a></li>"));
  EXPECT_THAT(html, HasSubstr("aria-labelledby=\"key-points-title\""));
  EXPECT_THAT(html, Not(HasSubstr("lang=")));
}

TEST(SummaryHtmlTest, TextIsEscaped) {
  v1::Summary summary =
      SummaryWith("<script>alert('1')</script> & \"so\"", "en");
  summary.mutable_key_points(0)->set_speaker("<img src=x onerror=alert(1)>");
  const std::string html = RenderKeyPoints(summary);
  EXPECT_THAT(html, Not(HasSubstr("<script")));
  EXPECT_THAT(html, Not(HasSubstr("<img")));
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;"));
  EXPECT_THAT(html, HasSubstr("&amp;"));
}

TEST(SummaryHtmlTest, AQuotationStandsInQuoteMarksWithItsSpeaker) {
  v1::Summary summary = SummaryWith("We wept.", "en");
  summary.mutable_key_points(0)->set_speaker("Ana Rell");
  EXPECT_THAT(
      RenderKeyPoints(summary),
      HasSubstr(
          "<q>We wept.</q></a> <span class=\"speaker\">(Ana Rell)</span>"));
}

TEST(SummaryHtmlTest, WordsAreInTheArticlesLanguageOrSayThatTheyAreNot) {
  const std::string french =
      RenderKeyPoints(SummaryWith("Le port ferme.", "fr-CA"));
  EXPECT_NE(french, RenderKeyPoints(SummaryWith("Le port ferme.", "en")));
  EXPECT_THAT(french, Not(HasSubstr("lang=")));
  EXPECT_THAT(RenderKeyPoints(SummaryWith("Luka je zaprta.", "sl")),
              HasSubstr("lang=\"en\" dir=\"ltr\""));
}

TEST(SummaryHtmlTest, NoPointsMakeNoHtml) {
  EXPECT_EQ(RenderKeyPoints(v1::Summary()), "");
}

TEST(SummaryHtmlTest, RendererIsADigest) {
  EXPECT_THAT(SummaryRenderer(), testing::MatchesRegex("[0-9a-f]{16}"));
}

}  // namespace
}  // namespace byline::summary
