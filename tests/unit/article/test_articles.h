// Invented articles for the tests of the article service, and the store that
// keeps them.
#ifndef BYLINE_TESTS_UNIT_ARTICLE_TEST_ARTICLES_H_
#define BYLINE_TESTS_UNIT_ARTICLE_TEST_ARTICLES_H_

#include <absl/strings/str_cat.h>
#include <absl/time/time.h>
#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <random>
#include <string>
#include <utility>

#include "byline/article/v1/article.pb.h"
#include "common/article/article_name.h"
#include "common/base/clock.h"
#include "common/base/timestamps.h"
#include "services/article/core/article_state.h"
#include "services/article/store/sqlite_article_store.h"

namespace byline::article {

inline std::unique_ptr<SqliteArticleStore> OpenStore(
    const std::string& path, int64_t log_changes = 1'000'000) {
  auto store =
      SqliteArticleStore::Open({.path = path, .log_changes = log_changes});
  EXPECT_TRUE(store.ok()) << store.status();
  return store.ok() ? *std::move(store) : nullptr;
}

// Sentences of made-up news, the same for the same seed, hardly alike for two.
inline std::string Prose(int seed, int words) {
  constexpr std::array<const char*, 96> kWords = {
      "harbour",   "council",  "ferry",      "lantern",  "orchard",
      "bridge",    "mayor",    "tide",       "library",  "signal",
      "market",    "engineer", "island",     "festival", "quarry",
      "railway",   "archive",  "glass",      "baker",    "storm",
      "meadow",    "captain",  "museum",     "ledger",   "canal",
      "painter",   "voyage",   "timber",     "garden",   "clock",
      "teacher",   "winter",   "lighthouse", "bakery",   "tunnel",
      "choir",     "pilot",    "valley",     "press",    "copper",
      "committee", "barge",    "plateau",    "compass",  "theatre",
      "sailor",    "granite",  "village",    "report",   "budget",
      "opened",    "closed",   "repaired",   "measured", "painted",
      "promised",  "refused",  "announced",  "carried",  "rebuilt",
      "counted",   "followed", "questioned", "praised",  "visited",
      "delayed",   "finished", "planned",    "rejected", "welcomed",
      "northern",  "southern", "quiet",      "heavy",    "narrow",
      "wooden",    "golden",   "distant",    "broken",   "public",
      "early",     "late",     "near",       "beyond",   "under",
      "between",   "slowly",   "again",      "together", "without",
      "seven",     "twelve",   "forty",      "hundred",  "weekly",
      "yearly"};
  std::mt19937 random(seed * 7919 + 13);
  std::string text;
  for (int i = 0; i < words; ++i) {
    std::string word = kWords[random() % kWords.size()];
    const bool starts = i % 9 == 0;
    if (starts) word[0] = static_cast<char>(word[0] - 'a' + 'A');
    absl::StrAppend(&text, i == 0 ? "" : " ", word,
                    i % 9 == 8 || i == words - 1 ? "." : "");
  }
  return text;
}

inline void AddParagraph(v1::Article& article, absl::string_view text) {
  article.add_blocks()->mutable_paragraph()->mutable_text()->set_text(
      std::string(text));
}

// An article without verdicts: a headline and `words` words of its own.
inline v1::Article MakeArticle(const std::string& id, int seed,
                               int words = 60) {
  v1::Article article;
  if (!id.empty()) article.set_name(ArticleName(id));
  article.set_headline(absl::StrCat("Harbour story number ", seed));
  article.set_language_code("en");
  AddParagraph(article, Prose(seed, words));
  return article;
}

inline google::protobuf::Timestamp At(int64_t seconds) {
  return ToTimestamp(absl::FromUnixSeconds(seconds));
}

}  // namespace byline::article

#endif  // BYLINE_TESTS_UNIT_ARTICLE_TEST_ARTICLES_H_
