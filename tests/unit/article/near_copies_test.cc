// Verdicts of near-copies, kept up to date by every write.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "common/base/timestamps.h"
#include "common/text/near_copy.h"
#include "services/article/commands/article_commands.h"
#include "services/article/core/duplicate_cluster.h"
#include "services/article/core/verdicts.h"
#include "tests/testing/temp_folder.h"
#include "tests/unit/article/test_articles.h"

namespace byline::article {
namespace {

using byline::testing::TempFolder;

class NearCopiesTest : public ::testing::Test {
 protected:
  v1::Article Publish(const std::string& id, const std::string& text,
                      const std::string& headline = "Shared headline") {
    v1::Article article;
    article.set_headline(headline);
    article.set_language_code("en");
    *article.mutable_publish_time() = At(1'600'000'000);
    AddParagraph(article, text);
    const auto created = commands_.Create({article, id, "", true});
    EXPECT_TRUE(created.ok()) << created.status();
    return created.value_or(v1::Article());
  }
  // The article it is a duplicate of; empty for none.
  std::string DuplicateOf(const std::string& id) {
    const auto stored = store_->Get(ArticleName(id));
    for (const auto& verdict : (*stored)->article.verdicts()) {
      if (verdict.kind() == v1::Verdict::KIND_DUPLICATE) {
        return verdict.canonical_article();
      }
    }
    return "";
  }
  std::vector<std::string> Listed() {
    std::vector<std::string> names;
    const auto list = store_->List({});
    for (const auto& article : list->articles) {
      names.push_back(article.name());
    }
    return names;
  }

  TempFolder dir_;
  FakeClock clock_;
  std::unique_ptr<ArticleStore> store_ = OpenStore(dir_.File("articles.db"));
  ArticleCommands commands_{*store_, clock_};
};

TEST_F(NearCopiesTest, TheVerdictMovesToTheLessCompleteOne) {
  const std::string text = Prose(1, 100);
  Publish("short", text);
  EXPECT_EQ(DuplicateOf("short"), "");
  const int64_t before = store_->NewestNumber();
  Publish("long", text + " " + Prose(2, 10));
  EXPECT_EQ(DuplicateOf("short"), "articles/long");
  EXPECT_EQ(DuplicateOf("long"), "");
  EXPECT_EQ(Listed(), std::vector<std::string>{"articles/long"});
  // The moved verdict is a write of its own, after the one that caused it.
  EXPECT_EQ(store_->NewestNumber(), before + 2);
  const auto log = store_->ReadChanges(before + 1, {}, false);
  ASSERT_EQ(log->size(), 2u);
  EXPECT_EQ((*log)[0].name, "articles/long");
  EXPECT_EQ((*log)[1].name, "articles/short");
  EXPECT_THAT((*log)[1].collections, ::testing::ElementsAre("articles/-"));
}

TEST_F(NearCopiesTest, AWithdrawnCanonicalArticleFreesItsCopies) {
  const std::string text = Prose(1, 100);
  Publish("copy", text);
  Publish("canonical", text + " And more to say.");
  ASSERT_EQ(DuplicateOf("copy"), "articles/canonical");
  ASSERT_TRUE(commands_.Withdraw({"articles/canonical", "wrong", "", ""}).ok());
  EXPECT_EQ(DuplicateOf("copy"), "");
  EXPECT_EQ(DuplicateOf("canonical"), "");
}

TEST_F(NearCopiesTest, AChangedTextIsNoCopyAnyMore) {
  const std::string text = Prose(1, 100);
  Publish("copy", text);
  v1::Article canonical = Publish("canonical", text + " And more to say.");
  canonical.mutable_blocks()->Clear();
  AddParagraph(canonical, Prose(5, 100));
  ASSERT_TRUE(commands_.Update({canonical, {}}).ok());
  EXPECT_EQ(DuplicateOf("copy"), "");
  canonical.clear_etag();
  canonical.mutable_blocks()->Clear();
  AddParagraph(canonical, text);
  AddParagraph(canonical, "More words than the copy has, then.");
  ASSERT_TRUE(commands_.Update({canonical, {}}).ok());
  EXPECT_EQ(DuplicateOf("copy"), "articles/canonical");
}

TEST_F(NearCopiesTest, DraftsAndFaultyTextsTakeNoPart) {
  const std::string text = Prose(1, 100);
  Publish("good", text);
  // Longer, but without a headline: it must not push the good one out.
  Publish("no-headline", text + " " + Prose(2, 10), "");
  EXPECT_EQ(DuplicateOf("good"), "");
  v1::Article draft;
  draft.set_headline("Draft");
  AddParagraph(draft, text + " " + Prose(3, 10));
  ASSERT_TRUE(commands_.Create({draft, "draft", "", false}).ok());
  EXPECT_EQ(DuplicateOf("good"), "");
  ASSERT_TRUE(commands_.Publish({"articles/draft", {}, "", ""}).ok());
  EXPECT_EQ(DuplicateOf("good"), "articles/draft");
}

// Any sequence of writes leaves the verdicts that a look at everything gives.
class NearCopiesModelTest : public NearCopiesTest,
                            public ::testing::WithParamInterface<int> {
 protected:
  static std::string RandomText(std::mt19937& random) {
    // Three stories, each in versions that share most or half of their text.
    const int story = static_cast<int>(random() % 3);
    return absl::StrCat(Prose(story, 60), " ",
                        Prose(10 + static_cast<int>(random() % 4),
                              static_cast<int>(random() % 90)));
  }

  // Near-copies without a common band are missed on purpose, rarely.
  static bool ShareABand(const std::vector<uint64_t>& a,
                         const std::vector<uint64_t>& b) {
    const auto keys_a = text::BandKeys(text::MakeMinHash(a));
    const auto keys_b = text::BandKeys(text::MakeMinHash(b));
    for (size_t i = 0; i < keys_a.size(); ++i) {
      if (keys_a[i] == keys_b[i]) return true;
    }
    return false;
  }

  void ExpectVerdictsOfAWholeLook() {
    Cluster cluster;
    std::map<std::string, std::vector<uint64_t>> shingles;
    const auto state = store_->ReadState(0, {.changes = 1000}, true);
    for (const StoredChange& change : state->changes) {
      v1::Article article = *change.article;
      ClearDuplicate(article);
      if (!IsListed(article)) continue;
      cluster[change.name].words = CountArticleWords(article);
      if (article.has_publish_time()) {
        cluster[change.name].publish_time = ToTime(article.publish_time());
      }
      shingles[change.name] = ArticleShingles(article);
    }
    for (auto& [name, member] : cluster) {
      for (const auto& [other, others] : shingles) {
        if (other == name || !ShareABand(shingles[name], others) ||
            !text::IsNearCopy(shingles[name], others)) {
          continue;
        }
        member.near_copies[other] = 1;
      }
    }
    const auto expected = CanonicalOf(cluster);
    for (const StoredChange& change : state->changes) {
      const auto found = expected.find(change.name);
      ASSERT_EQ(DuplicateOf(change.name.substr(9)),
                found == expected.end() ? "" : found->second)
          << change.name;
    }
  }
};

TEST_P(NearCopiesModelTest, VerdictsAreThoseOfAWholeLook) {
  std::mt19937 random(GetParam());
  for (int step = 0; step < 60; ++step) {
    const std::string id = absl::StrCat("a", random() % 12);
    const auto stored = store_->Get(ArticleName(id));
    ASSERT_TRUE(stored.ok());
    if (!*stored) {
      Publish(id, RandomText(random));
    } else if (random() % 4 == 0) {
      ASSERT_TRUE(commands_.Withdraw({ArticleName(id), "r", "", ""}).ok());
    } else {
      v1::Article edit;
      edit.set_name(ArticleName(id));
      AddParagraph(edit, RandomText(random));
      const auto updated = commands_.Update({edit, {}});
      ASSERT_TRUE(updated.ok() || absl::IsFailedPrecondition(updated.status()));
    }
    ExpectVerdictsOfAWholeLook();
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, NearCopiesModelTest, ::testing::Range(1, 9));

}  // namespace
}  // namespace byline::article
