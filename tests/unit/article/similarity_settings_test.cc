#include "services/article/core/similarity_settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>

#include "services/article/core/article_edit.h"
#include "services/article/core/reader_view.h"
#include "services/article/core/validation.h"
#include "tests/unit/article/test_articles.h"

namespace byline::article {
namespace {

using ::testing::HasSubstr;
using S = v1::SimilaritySettings;
using V = v1::EmbeddingVector;

void Pin(S& settings, const std::string& article) {
  settings.add_pinned()->set_article(article);
}
void Block(S& settings, const std::string& article) {
  settings.add_blocked()->set_article(article);
}

// A change of valid settings or of a valid vector.
template <typename Message>
struct FaultCase {
  const char* name;
  std::function<void(Message&)> change;
  // Path of the one violation behind that of the message; empty where all is
  // well.
  std::string field;
};

template <typename Message>
void ExpectFaults(const std::vector<FaultCase<Message>>& cases,
                  const std::string& path,
                  const std::function<Message&(v1::Article&)>& valid_part_of) {
  for (const auto& one : cases) {
    SCOPED_TRACE(one.name);
    v1::Article article = MakeArticle("self", 1);
    one.change(valid_part_of(article));
    const auto violations = CheckArticle(article, "article.");
    if (one.field.empty()) {
      EXPECT_TRUE(violations.empty())
          << violations[0].field << ": " << violations[0].description;
    } else {
      ASSERT_EQ(violations.size(), 1u);
      EXPECT_EQ(violations[0].field, path + one.field);
      EXPECT_FALSE(violations[0].description.empty());
    }
  }
}

std::vector<FaultCase<S>> SettingsCases() {
  const auto many = [](void (*add)(S&, const std::string&), int count) {
    return [add, count](S& s) {
      s.Clear();
      for (int i = 0; i < count; ++i) add(s, absl::StrCat("articles/n", i));
    };
  };
  return {
      {"Valid", [](S&) {}, ""},
      {"Nothing", [](S& s) { s.Clear(); }, ""},
      {"SixPinned", many(Pin, 6), ""},
      {"SevenPinned", many(Pin, 7), ".pinned"},
      {"HundredBlocked", many(Block, 100), ""},
      {"HundredAndOneBlocked", many(Block, 101), ".blocked"},
      {"PinnedTwice", [](S& s) { Pin(s, "articles/pinned"); },
       ".pinned[1].article"},
      {"BlockedTwice", [](S& s) { Block(s, "articles/blocked"); },
       ".blocked[1].article"},
      {"PinnedAndBlocked", [](S& s) { Block(s, "articles/pinned"); },
       ".blocked[1].article"},
      {"PinsItself", [](S& s) { Pin(s, "articles/self"); },
       ".pinned[1].article"},
      {"BlocksItself", [](S& s) { Block(s, "articles/self"); },
       ".blocked[1].article"},
      {"NoName", [](S& s) { Pin(s, "self"); }, ".pinned[1].article"},
      {"NameWithSpace", [](S& s) { Block(s, "articles/a b"); },
       ".blocked[1].article"},
      {"EmptyChoice", [](S& s) { s.add_pinned(); }, ".pinned[1].article"},
      {"ExpiryOfChoice",
       [](S& s) { s.mutable_pinned(0)->mutable_expire_time()->set_seconds(5); },
       ""},
      {"ExpiryThatIsNoTime",
       [](S& s) { s.mutable_blocked(0)->mutable_expire_time()->set_nanos(-1); },
       ".blocked[0].expire_time"},
      {"OffForATime",
       [](S& s) {
         s.set_off(true);
         *s.mutable_off_expire_time() = At(5);
       },
       ""},
      {"ExpiryWithoutOff", [](S& s) { *s.mutable_off_expire_time() = At(5); },
       ".off_expire_time"},
      {"OffExpiryThatIsNoTime",
       [](S& s) {
         s.set_off(true);
         s.mutable_off_expire_time()->set_seconds(
             std::numeric_limits<int64_t>::max());
       },
       ".off_expire_time"},
      {"BlockedEverywhereForATime",
       [](S& s) {
         s.set_blocked_everywhere(true);
         *s.mutable_blocked_everywhere_expire_time() = At(5);
       },
       ""},
      {"ExpiryWithoutBlockedEverywhere",
       [](S& s) { *s.mutable_blocked_everywhere_expire_time() = At(5); },
       ".blocked_everywhere_expire_time"},
      {"PinnedEverywhereForATime",
       [](S& s) {
         s.set_pinned_everywhere(true);
         *s.mutable_pinned_everywhere_expire_time() = At(5);
       },
       ""},
      {"ExpiryWithoutPinnedEverywhere",
       [](S& s) { *s.mutable_pinned_everywhere_expire_time() = At(5); },
       ".pinned_everywhere_expire_time"},
      {"BothEverywhere",
       [](S& s) {
         s.set_pinned_everywhere(true);
         s.set_blocked_everywhere(true);
       },
       ".pinned_everywhere"},
  };
}

TEST(SimilaritySettingsTest, EveryLimitIsToldByItsField) {
  ExpectFaults<S>(SettingsCases(), "article.similarity_settings",
                  [](v1::Article& article) -> S& {
                    S& settings = *article.mutable_similarity_settings();
                    Pin(settings, "articles/pinned");
                    Block(settings, "articles/blocked");
                    return settings;
                  });
}

TEST(SimilaritySettingsTest, AnErrorSaysWhatWouldBeRight) {
  v1::Article article = MakeArticle("self", 1);
  S& settings = *article.mutable_similarity_settings();
  Pin(settings, "articles/b");
  Block(settings, "articles/b");
  const auto violations = CheckArticle(article, "article.");
  ASSERT_EQ(violations.size(), 1u);
  EXPECT_EQ(violations[0].description,
            "articles/b is pinned[0] already; remove one of them");
}

std::vector<FaultCase<V>> VectorCases() {
  const auto value = [](float value) {
    return [value](V& v) { v.set_values(1, value); };
  };
  return {
      {"Valid", [](V&) {}, ""},
      {"Longest", [](V& v) { v.mutable_values()->Resize(1536, 1); }, ""},
      {"TooLong", [](V& v) { v.mutable_values()->Resize(1537, 1); }, ".values"},
      {"One", [](V& v) { v.mutable_values()->Truncate(1); }, ""},
      {"None", [](V& v) { v.clear_values(); }, ".values"},
      {"AllZero",
       [](V& v) {
         v.set_values(0, 0);
         v.set_values(1, -0.0F);
       },
       ".values"},
      {"OneZero", value(0), ""},
      {"Greatest", value(std::numeric_limits<float>::max()), ""},
      {"NotANumber", value(std::numeric_limits<float>::quiet_NaN()),
       ".values[1]"},
      {"Infinite", value(-std::numeric_limits<float>::infinity()),
       ".values[1]"},
      {"NoModel", [](V& v) { v.clear_model(); }, ".model"},
      {"LongestModel", [](V& v) { v.set_model(std::string(100, 'm')); }, ""},
      {"ModelTooLong", [](V& v) { v.set_model(std::string(101, 'm')); },
       ".model"},
      {"ModelNotAscii", [](V& v) { v.set_model("modèle-1"); }, ".model"},
      {"ModelOfTwoLines", [](V& v) { v.set_model("m\n1"); }, ".model"},
  };
}

TEST(EmbeddingVectorTest, EveryLimitIsToldByItsField) {
  ExpectFaults<V>(VectorCases(), "article.embedding_vector",
                  [](v1::Article& article) -> V& {
                    V& vector = *article.mutable_embedding_vector();
                    vector.set_model("house-model-2");
                    vector.add_values(0.5);
                    vector.add_values(-2);
                    return vector;
                  });
}

v1::SectionSettings Section(const std::string& name) {
  v1::SectionSettings settings;
  settings.set_name(name);
  return settings;
}

TEST(SectionSettingsTest, OnlyTheNameOfASectionIsOne) {
  for (const char* name :
       {"sectionSettings/obituaries", "sectionSettings/x-0123456789ab"}) {
    EXPECT_TRUE(CheckSectionSettings(Section(name)).ok()) << name;
  }
  for (const char* name :
       {"", "obituaries", "sectionSettings/", "sectionSettings/Obituaries",
        "sectionSettings/a/b", "sections/obituaries", "sectionSettings/-a"}) {
    const auto violations =
        ErrorViolations(CheckSectionSettings(Section(name)));
    ASSERT_EQ(violations.size(), 1u) << name;
    EXPECT_EQ(violations[0].field, "section_settings.name");
    EXPECT_THAT(violations[0].description,
                HasSubstr("sectionSettings/{section}"));
  }
}

TEST(SectionSettingsTest, AnEndNeedsWhatItEnds) {
  v1::SectionSettings settings = Section("sectionSettings/obituaries");
  *settings.mutable_similar_articles_off_expire_time() = At(5);
  auto violations = ErrorViolations(CheckSectionSettings(settings));
  ASSERT_EQ(violations.size(), 1u);
  EXPECT_EQ(violations[0].field,
            "section_settings.similar_articles_off_expire_time");
  settings.set_similar_articles_off(true);
  EXPECT_TRUE(CheckSectionSettings(settings).ok());
  settings.mutable_similar_articles_off_expire_time()->set_nanos(-1);
  violations = ErrorViolations(CheckSectionSettings(settings));
  ASSERT_EQ(violations.size(), 1u);
  EXPECT_THAT(violations[0].description, HasSubstr("no valid time"));
}

TEST(ReaderViewTest, WhatIsTheNewsroomsIsTakenAndNothingElse) {
  v1::Article article = MakeArticle("a", 1);
  const v1::Article plain = article;
  article.mutable_similarity_settings()->set_off(true);
  article.mutable_embedding_vector()->set_model("m");
  auto& editorial = *article.mutable_editorial_summary();
  editorial.set_mode(v1::EditorialSummary::MODE_REPLACED);
  editorial.add_points()->set_text("The pier fell.");
  EXPECT_TRUE(SameText(plain, article));
  EXPECT_FALSE(SameArticle(plain, article));
  WithholdFromReaders(article);
  EXPECT_TRUE(article.editorial_summary().points().empty());
  article.clear_editorial_summary();
  EXPECT_TRUE(SameArticle(plain, article));
}

}  // namespace
}  // namespace byline::article
