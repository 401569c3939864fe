#include "services/cli/curation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace byline::cli {
namespace {

using article::v1::SectionSettings;
using article::v1::SimilaritySettings;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Choose = CurationEdit::Choose;
using Everywhere = CurationEdit::Everywhere;

const absl::Time kNow = absl::FromUnixSeconds(1'793'577'600);  // 2026-11-02

CurationEdit Choosing(Choose choose, std::vector<std::string> others,
                      absl::optional<absl::Time> expires = absl::nullopt) {
  CurationEdit edit;
  edit.choose = choose;
  edit.others = std::move(others);
  edit.expire_time = expires;
  return edit;
}

CurationEdit Off(bool off, absl::optional<absl::Time> expires = absl::nullopt) {
  CurationEdit edit;
  edit.off = off;
  edit.expire_time = expires;
  return edit;
}

CurationEdit Of(Everywhere everywhere,
                absl::optional<absl::Time> expires = absl::nullopt) {
  CurationEdit edit;
  edit.everywhere = everywhere;
  edit.expire_time = expires;
  return edit;
}

// "articles/a@2026-11-03T00:00:00Z ...", without "@" where there is no end.
std::vector<std::string> Choices(
    const google::protobuf::RepeatedPtrField<SimilaritySettings::Choice>&
        choices) {
  std::vector<std::string> texts;
  for (const auto& choice : choices) {
    texts.push_back(choice.article());
    if (choice.has_expire_time())
      texts.back() += "@" + std::to_string(choice.expire_time().seconds());
  }
  return texts;
}

TEST(ParseExpiryTest, SpansAndTimesAreRead) {
  const auto parse = [](const char* text) {
    const auto time = ParseExpiry(text, kNow);
    EXPECT_TRUE(time.ok()) << text << ": " << time.status();
    return time.value_or(absl::InfinitePast());
  };
  EXPECT_EQ(parse("7d"), kNow + absl::Hours(168));
  EXPECT_EQ(parse("1d12h30m"), kNow + absl::Hours(36) + absl::Minutes(30));
  EXPECT_EQ(parse("90m"), kNow + absl::Minutes(90));
  EXPECT_EQ(parse("0d1s"), kNow + absl::Seconds(1));
  EXPECT_EQ(parse("2026-11-03"), kNow + absl::Hours(24));
  EXPECT_EQ(parse("2026-11-02T02:00:00+01:00"), kNow + absl::Hours(1));
}

TEST(ParseExpiryTest, OtherTextIsRefusedWithWhatWouldBeRight) {
  for (const char* text :
       {"", "soon", "7", "d", "-7d", "7d-3h", "7dd", "1.5d", "-3h", "inf",
        "99999999999999999999d", "36501d", "900000000h", "2026-02-30"}) {
    const auto time = ParseExpiry(text, kNow);
    EXPECT_TRUE(absl::IsInvalidArgument(time.status())) << text;
    EXPECT_THAT(std::string(time.status().message()),
                HasSubstr("such as 7d, 12h"))
        << text;
  }
  for (const char* text : {"0d", "0", "2026-11-02", "2026-11-01T23:59:59Z"}) {
    EXPECT_THAT(std::string(ParseExpiry(text, kNow).status().message()),
                HasSubstr("has passed"))
        << text;
  }
}

TEST(CurationTest, PinsComeBehindThoseThatStandAndKeepTheirPlaces) {
  SimilaritySettings settings;
  ApplyCuration(Choosing(Choose::kPin, {"articles/b", "articles/a"}), kNow,
                settings);
  ApplyCuration(Choosing(Choose::kPin, {"articles/c", "articles/b"},
                         absl::FromUnixSeconds(2'000'000'000)),
                kNow, settings);
  EXPECT_THAT(Choices(settings.pinned()),
              ElementsAre("articles/b@2000000000", "articles/a",
                          "articles/c@2000000000"));
  // Pinned again without an end it has none.
  ApplyCuration(Choosing(Choose::kPin, {"articles/b"}), kNow, settings);
  EXPECT_THAT(Choices(settings.pinned()),
              ElementsAre("articles/b", "articles/a", "articles/c@2000000000"));
}

TEST(CurationTest, AnArticleIsPinnedOrBlockedAndReleasedFromBoth) {
  SimilaritySettings settings;
  ApplyCuration(Choosing(Choose::kPin, {"articles/a", "articles/b"}), kNow,
                settings);
  ApplyCuration(Choosing(Choose::kBlock, {"articles/a", "articles/c"}), kNow,
                settings);
  EXPECT_THAT(Choices(settings.pinned()), ElementsAre("articles/b"));
  EXPECT_THAT(Choices(settings.blocked()),
              ElementsAre("articles/a", "articles/c"));
  ApplyCuration(Choosing(Choose::kPin, {"articles/c"}), kNow, settings);
  EXPECT_THAT(Choices(settings.blocked()), ElementsAre("articles/a"));
  ApplyCuration(
      Choosing(Choose::kRelease, {"articles/a", "articles/b", "articles/x"}),
      kNow, settings);
  EXPECT_THAT(Choices(settings.pinned()), ElementsAre("articles/c"));
  EXPECT_THAT(Choices(settings.blocked()), IsEmpty());
}

TEST(CurationTest, SwitchesAreSetAndTakenBackWithTheirEnds) {
  SimilaritySettings settings;
  ApplyCuration(Off(true, kNow + absl::Hours(1)), kNow, settings);
  ApplyCuration(Of(Everywhere::kPinned, kNow + absl::Hours(2)), kNow, settings);
  EXPECT_THAT(CurationLines(settings, {}, kNow),
              ElementsAre("similar articles off until 2026-11-02T01:00:00Z",
                          "pinned everywhere until 2026-11-02T02:00:00Z"));
  ApplyCuration(Off(true), kNow, settings);
  ApplyCuration(Of(Everywhere::kBlocked), kNow, settings);
  EXPECT_THAT(CurationLines(settings, {}, kNow),
              ElementsAre("similar articles off", "blocked everywhere"));
  ApplyCuration(Off(false), kNow, settings);
  ApplyCuration(Of(Everywhere::kAutomatic), kNow, settings);
  EXPECT_EQ(settings.ByteSizeLong(), 0u);
  EXPECT_THAT(CurationLines(settings, {}, kNow),
              ElementsAre("everything is chosen automatically"));
}

TEST(CurationTest, WhatHasExpiredIsToldAndDroppedWithTheNextEdit) {
  SimilaritySettings settings;
  const absl::Time end = kNow + absl::Hours(1);
  ApplyCuration(Choosing(Choose::kPin, {"articles/a"}, end), kNow, settings);
  ApplyCuration(Choosing(Choose::kBlock, {"articles/b"}, end), kNow, settings);
  ApplyCuration(Off(true, end), kNow, settings);
  ApplyCuration(Of(Everywhere::kBlocked, end), kNow, settings);
  EXPECT_THAT(
      CurationLines(settings, {}, end),
      ElementsAre(
          "similar articles off (expired 2026-11-02T01:00:00Z)",
          "blocked everywhere (expired 2026-11-02T01:00:00Z)",
          "pinned (expired 2026-11-02T01:00:00Z): articles/a  (not there yet)",
          "blocked (expired 2026-11-02T01:00:00Z): articles/b  (not there "
          "yet)"));
  SimilaritySettings before_end = settings;
  const CurationEdit edit = Choosing(Choose::kPin, {"articles/c"});
  ApplyCuration(edit, end - absl::Seconds(1), before_end);
  EXPECT_EQ(CurationLines(before_end, {}, kNow).size(), 5u);
  ApplyCuration(edit, end, settings);
  EXPECT_THAT(CurationLines(settings, {}, end),
              ElementsAre("pinned: articles/c  (not there yet)"));
}

TEST(CurationTest, AResetTakesEverythingBackBeforeTheRest) {
  SimilaritySettings settings;
  ApplyCuration(Choosing(Choose::kPin, {"articles/a"}), kNow, settings);
  ApplyCuration(Off(true), kNow, settings);
  CurationEdit edit = Choosing(Choose::kBlock, {"articles/b"});
  edit.reset = true;
  ApplyCuration(edit, kNow, settings);
  EXPECT_THAT(CurationLines(settings, {}, kNow),
              ElementsAre("blocked: articles/b  (not there yet)"));
}

TEST(CurationTest, ALineTellsWhyAChosenArticleCannotBeShown) {
  SimilaritySettings settings;
  KnownArticles known;
  for (const char* name : {"shown", "draft", "thin"}) {
    settings.add_pinned()->set_article(name);
    known[name].set_headline(std::string("Of \x1b") + name);
    known[name].set_state(article::v1::STATE_PUBLISHED);
  }
  known["draft"].set_state(article::v1::STATE_DRAFT);
  known["thin"].add_verdicts();
  EXPECT_THAT(
      CurationLines(settings, known, kNow),
      ElementsAre("pinned: shown  Of shown", "pinned: draft  Of draft (draft)",
                  "pinned: thin  Of thin (with a verdict)"));
}

TEST(CurationTest, ASectionIsSwitchedOffAndOn) {
  SectionSettings settings;
  EXPECT_EQ(SectionLine(settings, kNow), "similar articles on");
  const absl::Time end = kNow + absl::Hours(1);
  ApplyCuration(Off(true, end), kNow, settings);
  EXPECT_EQ(SectionLine(settings, kNow),
            "similar articles off until 2026-11-02T01:00:00Z");
  EXPECT_THAT(SectionLine(settings, end), HasSubstr("expired"));
  ApplyCuration(Off(true), kNow, settings);
  EXPECT_EQ(SectionLine(settings, kNow), "similar articles off");
  for (const bool reset : {false, true}) {
    SectionSettings on = settings;
    CurationEdit edit;
    edit.reset = reset;
    if (!reset) edit.off = false;
    ApplyCuration(edit, kNow, on);
    EXPECT_EQ(SectionLine(on, kNow), "similar articles on");
    EXPECT_FALSE(on.has_similar_articles_off_expire_time());
  }
}

TEST(CurationTest, AnEditKnowsWhetherItDoesAnything) {
  EXPECT_FALSE(CurationEdit().ChangesSomething());
  EXPECT_TRUE(Off(false).ChangesSomething());
  EXPECT_FALSE(Off(false).SetsSomething());
  EXPECT_TRUE(Off(true).SetsSomething());
  EXPECT_FALSE(Of(Everywhere::kAutomatic).SetsSomething());
  EXPECT_TRUE(Of(Everywhere::kAutomatic).ChangesSomething());
  EXPECT_FALSE(Choosing(Choose::kRelease, {"articles/a"}).SetsSomething());
  EXPECT_TRUE(Choosing(Choose::kBlock, {"articles/a"}).SetsSomething());
}

}  // namespace
}  // namespace byline::cli
