#include "services/recommendation/core/index/article_records.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/unit/recommendation/invented_articles.h"

namespace byline::recommendation {
namespace {

using ::testing::IsEmpty;
using ::testing::Not;

std::string TemporaryPath() {
  return std::filesystem::temp_directory_path() /
         absl::StrCat("byline-records-", getpid());
}

PreparedArticle Full() {
  article::v1::Article article = In(On(FerryStrike(), 4), "Harbour");
  article.add_verdicts()->set_kind(article::v1::Verdict::KIND_NO_HEADLINE);
  article.add_corrections()->mutable_correct_time()->set_seconds(7);
  article.mutable_embedding_vector()->set_model("own-1");
  for (const float value : {3.0F, 0.0F, -4.0F}) {
    article.mutable_embedding_vector()->add_values(value);
  }
  return PrepareArticle(article);
}

TEST(ArticleRecordsTest, GivesBackWhatWasWritten) {
  const auto records = ArticleRecords::Temporary();
  records->Append(PrepareArticle(BakeryOpens()));
  const PreparedArticle written = Full();
  const uint64_t record = records->Append(written);
  records->Append(PrepareArticle(BakeryPrize()));

  const PreparedArticle read = records->Article(record);
  EXPECT_EQ(read.facts.name, "articles/ferry-strike");
  EXPECT_EQ(read.facts.headline, written.facts.headline);
  EXPECT_EQ(read.facts.slug, "ferry-strike");
  EXPECT_EQ(read.facts.section, "Harbour");
  EXPECT_EQ(read.facts.language, "en");
  EXPECT_EQ(read.facts.state, article::v1::STATE_PUBLISHED);
  EXPECT_EQ(read.facts.publish_time, written.facts.publish_time);
  EXPECT_EQ(read.facts.correct_time, absl::FromUnixSeconds(7));
  EXPECT_EQ(read.facts.revision, 1);
  ASSERT_EQ(read.facts.verdicts.size(), 1u);
  EXPECT_EQ(read.facts.verdicts[0].text, "no_headline");
  ASSERT_EQ(read.terms.size(), written.terms.size());
  for (size_t i = 0; i < read.terms.size(); ++i) {
    EXPECT_EQ(read.terms[i].term, written.terms[i].term);
    EXPECT_EQ(read.terms[i].weight, written.terms[i].weight);
    EXPECT_EQ(read.terms[i].in_headline, written.terms[i].in_headline);
    EXPECT_EQ(read.terms[i].in_lead, written.terms[i].in_lead);
    EXPECT_EQ(read.terms[i].is_name, written.terms[i].is_name);
    EXPECT_EQ(read.Spelling(read.terms[i]), written.Spelling(written.terms[i]));
  }
  EXPECT_EQ(read.copy_words, written.copy_words);
  EXPECT_EQ(records->Shingles(record), written.Shingles());
  EXPECT_EQ(read.vector.model, "own-1");
  EXPECT_THAT(read.vector.values,
              testing::ElementsAre(testing::FloatEq(0.6F), 0.0F,
                                   testing::FloatEq(-0.8F)));
}

void Damage(const std::string& path, uint64_t at) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(static_cast<std::streamoff>(at));
  file.put('\x7f');
}

void RemoveFiles(const std::string& path) {
  for (const char* const end : {".cards", ".texts"}) {
    std::filesystem::remove(path + end);
  }
}

TEST(ArticleRecordsTest, ADamagedRecordIsNoArticle) {
  const std::string path = TemporaryPath();
  auto opened = ArticleRecords::Open(path);
  ASSERT_TRUE(opened.ok()) << opened.status();
  const uint64_t first = (*opened)->Append(Full());
  const uint64_t second = (*opened)->Append(PrepareArticle(BakeryPrize()));
  ASSERT_TRUE((*opened)->Sync().ok());
  Damage(path + ".cards", first + 40);
  EXPECT_THAT((*opened)->Facts(first).name, IsEmpty());
  EXPECT_THAT((*opened)->Article(first).terms, IsEmpty());
  EXPECT_EQ((*opened)->Facts(second).name, "articles/bakery-prize");
  EXPECT_THAT((*opened)->Shingles(second), Not(IsEmpty()));
  EXPECT_THAT((*opened)->Facts(1 << 30).name, IsEmpty());
  EXPECT_THAT((*opened)->Terms(1 << 30), IsEmpty());

  // A text that is damaged is none; the card is one still.
  Damage(path + ".texts", (*opened)->sizes().texts - 9);
  EXPECT_EQ((*opened)->Article(second).facts.name, "articles/bakery-prize");
  EXPECT_THAT((*opened)->Article(second).terms, IsEmpty());
  EXPECT_THAT((*opened)->Terms(second), IsEmpty());
  EXPECT_THAT((*opened)->Shingles(second), IsEmpty());
  RemoveFiles(path);
}

TEST(ArticleRecordsTest, ALongCardIsReadWhole) {
  const auto records = ArticleRecords::Temporary();
  PreparedArticle article = Full();
  article.facts.headline.assign(5'000, 'x');
  const uint64_t record = records->Append(article);
  EXPECT_EQ(records->Facts(record).headline, article.facts.headline);
  EXPECT_EQ(records->Article(record).copy_words, article.copy_words);
}

TEST(ArticleRecordsTest, FilesGoOnWhereTheyWereLeftAndMustNotBeShorter) {
  const std::string path = TemporaryPath();
  uint64_t record = 0;
  RecordSizes sizes;
  {
    auto records = *ArticleRecords::Open(path);
    record = records->Append(Full());
    sizes = records->sizes();
    EXPECT_EQ(sizes.count, 1u);
    ASSERT_TRUE(records->Sync().ok());
    records->Append(PrepareArticle(BakeryPrize()));  // does not count later
  }
  {
    auto records = ArticleRecords::Open(path, sizes);
    ASSERT_TRUE(records.ok()) << records.status();
    EXPECT_EQ((*records)->Facts(record).name, "articles/ferry-strike");
    const uint64_t next = (*records)->Append(PrepareArticle(BakeryOpens()));
    EXPECT_EQ(next, sizes.cards);
    EXPECT_EQ((*records)->Facts(next).name, "articles/bakery-opens");
    EXPECT_EQ((*records)->sizes().count, 2u);
  }
  for (RecordSizes too_much : {RecordSizes{sizes.cards * 10, sizes.texts, 1},
                               RecordSizes{sizes.cards, sizes.texts * 10, 1}}) {
    EXPECT_EQ(ArticleRecords::Open(path, too_much).status().code(),
              absl::StatusCode::kDataLoss);
  }
  EXPECT_EQ(ArticleRecords::Open("/nowhere/records").status().code(),
            absl::StatusCode::kUnavailable);
  RemoveFiles(path);
}

}  // namespace
}  // namespace byline::recommendation
