#include "services/article/commands/import_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/timestamps.h"
#include "services/article/commands/article_commands.h"
#include "tests/testing/temp_folder.h"
#include "tests/unit/article/test_articles.h"

namespace byline::article {
namespace {

using byline::testing::TempFolder;
using ::testing::ElementsAre;

class ImportCommandTest : public ::testing::Test {
 protected:
  std::vector<ImportItemOutcome> Import(
      const std::vector<v1::Article>& articles, bool draft = false) {
    std::vector<ImportItem> items;
    for (const v1::Article& article : articles) {
      items.push_back({static_cast<int64_t>(items.size()) + 1, &article});
    }
    std::vector<ImportItemOutcome> outcomes;
    ImportCommand import(*store_, clock_, draft);
    const absl::Status status = import.Add(items, outcomes);
    EXPECT_TRUE(status.ok()) << status;
    EXPECT_EQ(outcomes.size(), articles.size());
    return outcomes;
  }
  static std::vector<ImportResult> Results(
      const std::vector<ImportItemOutcome>& outcomes) {
    std::vector<ImportResult> results;
    for (const auto& outcome : outcomes) results.push_back(outcome.result);
    return results;
  }
  v1::Article Stored(const std::string& id) {
    return (*store_->Get(ArticleName(id)))->article;
  }

  TempFolder dir_;
  FakeClock clock_;
  std::unique_ptr<ArticleStore> store_ = OpenStore(dir_.File("articles.db"));
  ArticleCommands commands_{*store_, clock_};
};

TEST_F(ImportCommandTest, AVectorIsImportedAndStaysWhereALineHasNone) {
  v1::Article item = MakeArticle("a", 1);
  item.mutable_embedding_vector()->set_model("house-model-2");
  item.mutable_embedding_vector()->add_values(0.5);
  EXPECT_THAT(Results(Import({item})), ElementsAre(ImportResult::kCreated));
  v1::Article corrected = MakeArticle("a", 2);
  EXPECT_THAT(Results(Import({corrected})),
              ElementsAre(ImportResult::kUpdated));
  EXPECT_EQ(Stored("a").headline(), corrected.headline());
  EXPECT_EQ(Stored("a").embedding_vector().values(0), 0.5);
  item.mutable_embedding_vector()->set_values(0, 2);
  EXPECT_THAT(Results(Import({item})), ElementsAre(ImportResult::kUpdated));
  EXPECT_EQ(Stored("a").embedding_vector().values(0), 2);

  item.mutable_embedding_vector()->set_values(0, 0);
  const auto outcomes = Import({item});
  EXPECT_EQ(outcomes[0].result, ImportResult::kRejected);
  ASSERT_EQ(outcomes[0].violations.size(), 1u);
  EXPECT_EQ(outcomes[0].violations[0].field, "embedding_vector.values");
}

TEST_F(ImportCommandTest, NoArticleChoosesItselfWhateverNameItGets) {
  v1::Article named = MakeArticle("a", 1);
  named.set_external_id("cms 17");
  EXPECT_THAT(Results(Import({named})), ElementsAre(ImportResult::kCreated));
  v1::Article by_external_id = MakeArticle("", 1);
  by_external_id.set_external_id("cms 17");
  by_external_id.mutable_similarity_settings()->add_blocked()->set_article(
      "articles/a");
  named.mutable_similarity_settings()->add_blocked()->set_article("articles/a");
  for (const auto& outcome : Import({named, by_external_id})) {
    EXPECT_EQ(outcome.result, ImportResult::kRejected);
    ASSERT_EQ(outcome.violations.size(), 1u);
    EXPECT_EQ(outcome.violations[0].field,
              "similarity_settings.blocked[0].article");
  }
  by_external_id.mutable_similarity_settings()->mutable_blocked(0)->set_article(
      "articles/b");
  EXPECT_THAT(Results(Import({by_external_id})),
              ElementsAre(ImportResult::kUpdated));
  EXPECT_EQ(Stored("a").similarity_settings().blocked(0).article(),
            "articles/b");
}

TEST_F(ImportCommandTest, TheSameImportAgainIsUnchanged) {
  std::vector<v1::Article> items;
  for (int i = 0; i < 450; ++i) {
    items.push_back(MakeArticle(absl::StrCat("a", i), i));
  }
  const auto first = Import(items);
  for (size_t i = 0; i < first.size(); ++i) {
    EXPECT_EQ(first[i].result, ImportResult::kCreated);
    EXPECT_EQ(first[i].line, static_cast<int64_t>(i) + 1);
    EXPECT_EQ(first[i].name, items[i].name());
  }
  EXPECT_EQ(store_->NewestNumber(), 450);
  for (const auto& outcome : Import(items)) {
    EXPECT_EQ(outcome.result, ImportResult::kUnchanged);
  }
  EXPECT_EQ(store_->NewestNumber(), 450);
}

TEST_F(ImportCommandTest, AChangedItemIsAnUpdate) {
  v1::Article item = MakeArticle("a", 1);
  Import({item});
  const std::string slug = Stored("a").slug();
  item.set_section("Harbour");
  EXPECT_THAT(Results(Import({item})), ElementsAre(ImportResult::kUpdated));
  EXPECT_EQ(Stored("a").section(), "Harbour");
  EXPECT_FALSE(Stored("a").has_update_time());
  item.set_headline("Another headline");
  EXPECT_THAT(Results(Import({item})), ElementsAre(ImportResult::kUpdated));
  EXPECT_EQ(Stored("a").slug(), slug);
  EXPECT_EQ(ToTime(Stored("a").update_time()), clock_.Now());
  EXPECT_THAT(Results(Import({item})), ElementsAre(ImportResult::kUnchanged));
}

TEST_F(ImportCommandTest, AnUnchangedItemLeavesTheNewsroomsEditsAlone) {
  v1::Article item = MakeArticle("a", 1);
  item.set_section("Harbour");
  item.set_standfirst("As the source has it");
  Import({item});
  v1::Article edit;
  edit.set_name("articles/a");
  edit.set_headline("What the editor wrote");
  edit.set_standfirst("More of the editor");
  edit.set_section("Ferries");
  ASSERT_TRUE(commands_.Update({edit, {}}).ok());
  const v1::Article edited = Stored("a");
  EXPECT_THAT(Results(Import({item})), ElementsAre(ImportResult::kUnchanged));
  EXPECT_EQ(Stored("a").SerializeAsString(), edited.SerializeAsString());
  EXPECT_EQ(store_->NewestNumber(), edited.revision());
}

TEST_F(ImportCommandTest, AChangedItemOverwritesOnlyWhatItSets) {
  v1::Article item = MakeArticle("a", 1);
  item.set_section("Harbour");
  item.clear_language_code();
  Import({item});
  v1::Article edit;
  edit.set_name("articles/a");
  edit.set_standfirst("Of the editor");
  edit.set_language_code("fr");
  edit.add_tags("Ships");
  ASSERT_TRUE(commands_.Update({edit, {}}).ok());
  item.set_headline("The source has another headline");
  item.clear_section();
  EXPECT_THAT(Results(Import({item})), ElementsAre(ImportResult::kUpdated));
  EXPECT_EQ(Stored("a").headline(), "The source has another headline");
  EXPECT_EQ(Stored("a").standfirst(), "Of the editor");
  EXPECT_EQ(Stored("a").section(), "Harbour");
  EXPECT_EQ(Stored("a").language_code(), "fr");
  ASSERT_EQ(Stored("a").tags_size(), 1);
  EXPECT_THAT(Results(Import({item})), ElementsAre(ImportResult::kUnchanged));
}

TEST_F(ImportCommandTest, AnItemWithAnExternalIdAloneIsTheArticleThatHasIt) {
  v1::Article item = MakeArticle("a", 1);
  item.set_external_id("cms 17");
  Import({item});
  item.clear_name();
  item.set_headline("The source has another headline");
  auto outcomes = Import({item, item});
  EXPECT_THAT(Results(outcomes),
              ElementsAre(ImportResult::kUpdated, ImportResult::kUnchanged));
  EXPECT_EQ(outcomes[0].name, "articles/a");
  EXPECT_EQ(Stored("a").headline(), "The source has another headline");
  EXPECT_EQ(store_->NewestNumber(), 2);

  v1::Article other = MakeArticle("b", 2);
  other.clear_name();
  other.set_external_id("cms 18");
  outcomes = Import({other, other});
  EXPECT_THAT(Results(outcomes),
              ElementsAre(ImportResult::kCreated, ImportResult::kUnchanged));
  EXPECT_EQ(outcomes[0].name, outcomes[1].name);
}

TEST_F(ImportCommandTest, AnArticleThatWasNeverImportedIsComparedByItsFields) {
  const v1::Article item = MakeArticle("a", 1);
  ASSERT_TRUE(commands_.Create({item, "a", "", true}).ok());
  EXPECT_THAT(Results(Import({item})), ElementsAre(ImportResult::kUnchanged));
  v1::Article edit;
  edit.set_name("articles/a");
  edit.set_section("Ferries");
  ASSERT_TRUE(commands_.Update({edit, {}}).ok());
  // From then on the source is known.
  EXPECT_THAT(Results(Import({item})), ElementsAre(ImportResult::kUnchanged));
  EXPECT_EQ(Stored("a").section(), "Ferries");
}

TEST_F(ImportCommandTest, TheSameIdTwiceInOneImportIsOneArticle) {
  v1::Article changed = MakeArticle("a", 1);
  changed.set_section("Harbour");
  EXPECT_THAT(
      Results(Import({MakeArticle("a", 1), MakeArticle("a", 1), changed})),
      ElementsAre(ImportResult::kCreated, ImportResult::kUnchanged,
                  ImportResult::kUpdated));
}

TEST_F(ImportCommandTest, AFaultyItemIsToldAndStopsNothing) {
  v1::Article faulty = MakeArticle("faulty", 1);
  faulty.set_headline("a\x01");
  faulty.set_canonical_uri("javascript:x");
  v1::Article nameless = MakeArticle("", 2);
  nameless.set_slug("Not A Slug");
  const auto outcomes = Import({faulty, nameless, MakeArticle("good", 3)});
  EXPECT_THAT(Results(outcomes),
              ElementsAre(ImportResult::kRejected, ImportResult::kRejected,
                          ImportResult::kCreated));
  ASSERT_EQ(outcomes[0].violations.size(), 2u);
  EXPECT_EQ(outcomes[0].violations[0].field, "headline");
  EXPECT_EQ(outcomes[0].name, "articles/faulty");
  EXPECT_EQ(outcomes[1].violations[0].field, "slug");
  EXPECT_EQ(outcomes[1].name, "");
}

TEST_F(ImportCommandTest, ATakenSlugIsAFaultOfTheItem) {
  v1::Article first = MakeArticle("a", 1);
  first.set_slug("taken");
  v1::Article second = MakeArticle("b", 2);
  second.set_slug("taken");
  const auto outcomes = Import({first, second});
  EXPECT_EQ(outcomes[1].result, ImportResult::kRejected);
  EXPECT_EQ(outcomes[1].violations[0].field, "slug");
}

TEST_F(ImportCommandTest, DatesDecideWhatIsVisible) {
  v1::Article past = MakeArticle("past", 1);
  *past.mutable_publish_time() = At(1000);
  v1::Article future = MakeArticle("future", 2);
  *future.mutable_publish_time() = ToTimestamp(clock_.Now() + absl::Hours(1));
  Import({past, MakeArticle("undated", 3), future});
  EXPECT_EQ(Stored("past").state(), v1::STATE_PUBLISHED);
  EXPECT_EQ(Stored("undated").state(), v1::STATE_PUBLISHED);
  EXPECT_FALSE(Stored("undated").has_publish_time());
  EXPECT_EQ(Stored("future").state(), v1::STATE_SCHEDULED);
}

TEST_F(ImportCommandTest, DraftsAreHeldBackAndKeepTheirState) {
  const v1::Article item = MakeArticle("a", 1);
  Import({item}, /*draft=*/true);
  EXPECT_EQ(Stored("a").state(), v1::STATE_DRAFT);
  EXPECT_THAT(Results(Import({item})), ElementsAre(ImportResult::kUnchanged));
  EXPECT_EQ(Stored("a").state(), v1::STATE_DRAFT);
  ASSERT_TRUE(commands_.Publish({"articles/a", {}, "", ""}).ok());
  // The date that publishing gave is not taken away again.
  EXPECT_THAT(Results(Import({item}, true)),
              ElementsAre(ImportResult::kUnchanged));
  EXPECT_EQ(Stored("a").state(), v1::STATE_PUBLISHED);
}

TEST_F(ImportCommandTest, AWithdrawnArticleIsNotBroughtBack) {
  const v1::Article item = MakeArticle("a", 1);
  Import({item});
  ASSERT_TRUE(commands_.Withdraw({"articles/a", "r", "", ""}).ok());
  const auto outcomes = Import({item});
  EXPECT_EQ(outcomes[0].result, ImportResult::kRejected);
  EXPECT_EQ(outcomes[0].violations[0].field, "state");
  EXPECT_EQ(Stored("a").state(), v1::STATE_WITHDRAWN);
}

TEST_F(ImportCommandTest, VerdictsAreToldWithTheOutcome) {
  v1::Article copy = MakeArticle("b", 1);
  copy.set_headline(MakeArticle("a", 1).headline());
  const auto outcomes =
      Import({MakeArticle("a", 1), copy, MakeArticle("c", 9, 5)});
  ASSERT_EQ(outcomes[1].verdicts.size(), 1u);
  EXPECT_EQ(outcomes[1].verdicts[0].kind(), v1::Verdict::KIND_DUPLICATE);
  EXPECT_EQ(outcomes[1].verdicts[0].canonical_article(), "articles/a");
  ASSERT_EQ(outcomes[2].verdicts.size(), 1u);
  EXPECT_EQ(outcomes[2].verdicts[0].kind(), v1::Verdict::KIND_THIN);
  // Also when nothing was written.
  EXPECT_EQ(Import({copy})[0].verdicts.size(), 1u);
}

TEST_F(ImportCommandTest, AnItemWithoutAFittingIdIsFoundAgain) {
  v1::Article item = MakeArticle("", 1);
  item.set_name("articles/has a space");
  const auto outcomes = Import({item});
  EXPECT_EQ(outcomes[0].result, ImportResult::kCreated);
  item.set_section("Harbour");
  EXPECT_EQ(Import({item})[0].result, ImportResult::kUpdated);
  EXPECT_EQ(Import({item})[0].name, outcomes[0].name);
}

}  // namespace
}  // namespace byline::article
