#include "services/summary/render/summary_html.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/article/phrases.h"

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

TEST(SummaryHtmlTest, WhatStandsAroundAPointDescribesItsLink) {
  v1::Summary summary = SummaryWith("Nobody was hurt.", "en");
  summary.mutable_key_points(0)->set_context_before("The <b>pier</b> fell.");
  summary.mutable_key_points(0)->set_context_after("It was closed.");
  const std::string html = RenderKeyPoints(summary);
  EXPECT_THAT(html, HasSubstr("<a href=\"#b3-41\" "
                              "aria-describedby=\"key-point-1\">"));
  EXPECT_THAT(
      html,
      HasSubstr("<span class=\"context\" role=\"tooltip\" "
                "id=\"key-point-1\" hidden>The &lt;b&gt;pier&lt;/b&gt; fell. … "
                "It was closed.</span>"));
}

TEST(SummaryHtmlTest, APointInOtherWordsShowsTheSentenceThatSupportsIt) {
  v1::Summary summary = SummaryWith("No one was hurt.", "en");
  summary.add_key_points()->set_text("The pier fell.");
  summary.mutable_key_points(1)->set_source_text("On Monday the pier <fell>.");
  const std::string html = RenderKeyPoints(summary);
  EXPECT_THAT(html,
              HasSubstr("id=\"key-point-2\" hidden> "
                        "<b>On Monday the pier &lt;fell&gt;.</b> </span>"));
  // Where nothing is known, nothing is announced.
  EXPECT_THAT(html, Not(HasSubstr("key-point-1\"")));
}

TEST(SummaryHtmlTest, TheOriginIsToldInTheArticlesLanguage) {
  for (const char* language : {"en", "fr", "de", "es", "ar", "fa", "zh"}) {
    v1::Summary summary = SummaryWith("x", language);
    summary.set_origin(v1::Summary::ORIGIN_AUTOMATIC);
    const std::string automatic =
        PhraseIn(Phrase::kChosenAutomatically, language);
    const std::string editors = PhraseIn(Phrase::kChosenByEditors, language);
    EXPECT_THAT(RenderKeyPoints(summary), HasSubstr(automatic));
    EXPECT_THAT(RenderKeyPoints(summary), Not(HasSubstr(editors)));
    for (const auto origin :
         {v1::Summary::ORIGIN_EDITORS, v1::Summary::ORIGIN_NEWSROOM}) {
      summary.set_origin(origin);
      EXPECT_THAT(RenderKeyPoints(summary), HasSubstr(editors)) << language;
      EXPECT_THAT(RenderKeyPoints(summary), Not(HasSubstr(automatic)));
    }
  }
}

TEST(SummaryHtmlTest, TheReadingTimeIsInWholeMinutesAndTheLanguagesDigits) {
  v1::Summary summary = SummaryWith("x", "en");
  EXPECT_THAT(RenderKeyPoints(summary), Not(HasSubstr("reading-time")));
  summary.mutable_reading_time()->set_seconds(20);
  EXPECT_THAT(RenderKeyPoints(summary),
              HasSubstr("<span class=\"reading-time\">1 min read</span>"));
  summary.mutable_reading_time()->set_seconds(270);
  EXPECT_THAT(RenderKeyPoints(summary), HasSubstr(">5 min read<"));
  summary.set_language_code("fa");
  EXPECT_THAT(RenderKeyPoints(summary), HasSubstr("۵ دقیقه"));
}

TEST(SummaryHtmlTest, NoPointsMakeNoHtml) {
  EXPECT_EQ(RenderKeyPoints(v1::Summary()), "");
}

TEST(SummaryHtmlTest, RendererIsADigest) {
  EXPECT_THAT(SummaryRenderer(), testing::MatchesRegex("[0-9a-f]{16}"));
}

}  // namespace
}  // namespace byline::summary
