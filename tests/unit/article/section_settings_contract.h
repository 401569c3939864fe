// What every ArticleStore must do with settings of sections: more of the suite
// in article_store_contract.h, instantiated with it.
#ifndef BYLINE_TESTS_UNIT_ARTICLE_SECTION_SETTINGS_CONTRACT_H_
#define BYLINE_TESTS_UNIT_ARTICLE_SECTION_SETTINGS_CONTRACT_H_

#include "tests/unit/article/article_store_contract.h"

namespace byline::article {

class SectionSettingsContractTest : public ArticleStoreContractTest {
 protected:
  v1::SectionSettings PutSettings(const std::string& section, bool off = true) {
    v1::SectionSettings settings;
    settings.set_name("sectionSettings/" + section);
    settings.set_similar_articles_off(off);
    const absl::Status status = store().Write(now_, [&](ArticleWriter& writer) {
      return writer.PutSectionSettings(settings);
    });
    EXPECT_TRUE(status.ok()) << status;
    return settings;
  }
  std::string Stored(const std::string& name) {
    const auto settings = store().GetSectionSettings(name);
    EXPECT_TRUE(settings.ok()) << settings.status();
    return settings.ok() && *settings ? (*settings)->SerializeAsString() : "";
  }
  // Names of the whole state, read in pages of `changes`.
  std::vector<std::string> StateNames(int changes, bool with_articles) {
    std::vector<std::string> names;
    int64_t cursor = 0;
    do {
      const auto page =
          store().ReadState(cursor, {.changes = changes}, with_articles);
      EXPECT_TRUE(page.ok()) << page.status();
      if (!page.ok()) return names;
      EXPECT_LE(page->changes.size(), static_cast<size_t>(changes));
      for (const StoredChange& change : page->changes) {
        names.push_back(change.name);
        EXPECT_EQ(change.article.has_value(),
                  with_articles && !change.section_settings);
      }
      cursor = page->next;
    } while (cursor != 0);
    return names;
  }
};

TEST_P(SectionSettingsContractTest, WhatWasPutIsReadBackAlsoAfterReopening) {
  EXPECT_EQ(Stored("sectionSettings/obituaries"), "");
  v1::SectionSettings settings = PutSettings("obituaries");
  EXPECT_EQ(settings.revision(), 1);
  EXPECT_EQ(Stored("sectionSettings/obituaries"), settings.SerializeAsString());
  EXPECT_EQ(Stored("sectionSettings/world"), "");
  const std::string first_etag = settings.etag();
  settings = PutSettings("obituaries", false);
  EXPECT_NE(settings.etag(), first_etag);
  Reopen();
  EXPECT_EQ(Stored("sectionSettings/obituaries"), settings.SerializeAsString());
}

TEST_P(SectionSettingsContractTest, TheyShareTheOneSequenceWithArticles) {
  PutNew("a", v1::STATE_PUBLISHED);
  EXPECT_EQ(PutSettings("obituaries").revision(), 2);
  v1::Article b = MakeArticle("b", 2);
  b.set_slug("b");
  v1::SectionSettings settings;
  settings.set_name("sectionSettings/world");
  ASSERT_TRUE(
      store()
          .Write(now_,
                 [&](ArticleWriter& writer) {
                   const absl::Status status =
                       writer.PutSectionSettings(settings);
                   EXPECT_TRUE(
                       writer.GetSectionSettings(settings.name())->has_value());
                   return status.ok() ? writer.Put(b) : status;
                 })
          .ok());
  EXPECT_EQ(settings.revision(), 3);
  EXPECT_EQ(b.revision(), 4);
  EXPECT_NE(b.etag(), settings.etag());
  EXPECT_EQ(store().NewestNumber(), 4);
  Reopen();
  EXPECT_EQ(store().NewestNumber(), 4);
  EXPECT_EQ(PutSettings("sport").revision(), 5);
}

TEST_P(SectionSettingsContractTest, AFailedTransactionLeavesNoneBehind) {
  const absl::Status status = store().Write(now_, [&](ArticleWriter& writer) {
    v1::SectionSettings settings;
    settings.set_name("sectionSettings/world");
    EXPECT_TRUE(writer.PutSectionSettings(settings).ok());
    return absl::AbortedError("no");
  });
  EXPECT_TRUE(absl::IsAborted(status));
  EXPECT_EQ(store().NewestNumber(), 0);
  EXPECT_EQ(Stored("sectionSettings/world"), "");
  EXPECT_TRUE(Log(1).empty());
}

TEST_P(SectionSettingsContractTest, TheLogHasThemInTheirPlace) {
  PutNew("a", v1::STATE_PUBLISHED);
  PutSettings("obituaries");
  PutNew("b", v1::STATE_PUBLISHED);
  const v1::SectionSettings newest = PutSettings("obituaries", false);
  for (const bool with_articles : {false, true}) {
    const auto log = store().ReadChanges(1, {}, with_articles);
    ASSERT_TRUE(log.ok()) << log.status();
    ASSERT_EQ(log->size(), 4u);
    for (int i = 0; i < 4; ++i) {
      const StoredChange& change = (*log)[i];
      EXPECT_EQ(change.number, i + 1);
      EXPECT_EQ(change.commit_time, now_);
      const bool is_article = i % 2 == 0;
      EXPECT_EQ(change.section_settings.has_value(), !is_article);
      EXPECT_EQ(change.article.has_value(), is_article && with_articles);
      EXPECT_EQ(change.collections.empty(), !is_article);
      EXPECT_EQ(change.was_published, is_article);
      if (is_article) continue;
      EXPECT_EQ(change.name, "sectionSettings/obituaries");
      EXPECT_EQ(change.state, v1::STATE_UNSPECIFIED);
      EXPECT_EQ(change.section_settings->SerializeAsString(),
                newest.SerializeAsString());  // at least as new
    }
  }
  EXPECT_EQ(*store().LastChangeOf("sectionSettings/obituaries"), 4);
  EXPECT_EQ(*store().LastChangeOf("sectionSettings/world"), 0);
  EXPECT_EQ(*store().LastChangeOf("articles/-"), 3);
}

TEST_P(SectionSettingsContractTest, TheLogIsCutThroughThemToo) {
  UseLog(10);
  for (int i = 0; i < 40; ++i) PutSettings(absl::StrCat("s", i % 3));
  EXPECT_TRUE(absl::IsOutOfRange(store().ReadChanges(30, {}, false).status()));
  EXPECT_EQ(Log(31).size(), 10u);
}

TEST_P(SectionSettingsContractTest, TheStateHasThemOnceInPagesOfEverySize) {
  std::vector<std::string> expected;
  for (const char* section : {"obituaries", "sport", "world"}) {
    PutSettings(section);
    PutSettings(section, false);
    expected.push_back(absl::StrCat("sectionSettings/", section));
  }
  EXPECT_EQ(StateNames(2, true), expected);
  EXPECT_EQ(StateNames(3, true), expected);
  for (const char* id : {"a", "b", "c", "d"}) {
    PutNew(id, v1::STATE_PUBLISHED);
    expected.push_back(ArticleName(id));
  }
  for (int changes = 1; changes <= 9; ++changes) {
    EXPECT_EQ(StateNames(changes, false), expected) << changes;
    EXPECT_EQ(StateNames(changes, true), expected) << changes;
  }
  // An article that is too large for what is left of the page comes next.
  const auto page = store().ReadState(0, {.article_bytes = 1}, true);
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page->changes.size(), 3u);
  const auto next = store().ReadState(page->next, {.article_bytes = 1}, true);
  ASSERT_TRUE(next.ok());
  ASSERT_EQ(next->changes.size(), 1u);
  EXPECT_EQ(next->changes[0].name, "articles/a");
}

}  // namespace byline::article

#endif  // BYLINE_TESTS_UNIT_ARTICLE_SECTION_SETTINGS_CONTRACT_H_
