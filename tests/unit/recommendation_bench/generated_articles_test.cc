#include "tests/bench/recommendation/generated_articles.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "common/article/article_text.h"
#include "common/text/near_copy.h"
#include "tests/bench/recommendation/archive_statistics.h"
#include "tests/bench/recommendation/generated_statistics.h"

namespace byline::bench {
namespace {

std::vector<GeneratedArticle> Generate(uint64_t seed, int count) {
  GeneratedArticles source(seed, count);
  std::vector<GeneratedArticle> articles;
  for (int i = 0; i < count; ++i) articles.push_back(source.Next());
  return articles;
}

std::vector<uint64_t> ShinglesOfArticle(const article::v1::Article& article) {
  return text::Shingles(article.headline() + " " + PlainText(article));
}

TEST(GeneratedArticlesTest, AreTheSameForTheSameSeed) {
  const auto first = Generate(7, 50);
  const auto second = Generate(7, 50);
  const auto other = Generate(8, 50);
  for (size_t i = 0; i < first.size(); ++i) {
    EXPECT_EQ(first[i].article.SerializeAsString(),
              second[i].article.SerializeAsString());
  }
  EXPECT_NE(first[0].article.SerializeAsString(),
            other[0].article.SerializeAsString());
}

TEST(GeneratedArticlesTest, AreWholeArticlesInTheOrderOfTheirTimes) {
  const auto articles = Generate(20, 400);
  std::set<std::string> names;
  int64_t last = 0;
  for (const GeneratedArticle& generated : articles) {
    const article::v1::Article& article = generated.article;
    EXPECT_TRUE(names.insert(article.name()).second);
    EXPECT_FALSE(article.headline().empty());
    EXPECT_FALSE(article.standfirst().empty());
    EXPECT_FALSE(article.section().empty());
    EXPECT_GT(article.blocks_size(), 0);
    EXPECT_EQ(article.state(), article::v1::STATE_PUBLISHED);
    EXPECT_GE(article.publish_time().seconds(), last);
    last = article.publish_time().seconds();
  }
  const int64_t span = last - articles[0].article.publish_time().seconds();
  EXPECT_NEAR(static_cast<double>(span) / 86'400 / 365.25, 10, 2);
}

TEST(GeneratedArticlesTest, CopiesAreNearCopiesOfWhatTheySay) {
  const auto articles = Generate(20, 2000);
  int copies = 0;
  int confirmed = 0;
  for (const GeneratedArticle& generated : articles) {
    if (!generated.copy_of) continue;
    ++copies;
    const GeneratedArticle& original =
        articles[static_cast<size_t>(*generated.copy_of)];
    EXPECT_EQ(original.story, generated.story);
    confirmed += text::IsNearCopy(ShinglesOfArticle(original.article),
                                  ShinglesOfArticle(generated.article))
                     ? 1
                     : 0;
  }
  EXPECT_GT(copies, 40);
  EXPECT_GT(confirmed, copies * 9 / 10);
}

TEST(GeneratedArticlesTest, StoriesAreShortAndOfManySizes) {
  std::map<int64_t, std::vector<int64_t>> stories;
  for (const GeneratedArticle& generated : Generate(20, 4000)) {
    stories[generated.story].push_back(
        generated.article.publish_time().seconds());
  }
  size_t largest = 0;
  size_t single = 0;
  for (const auto& [story, times] : stories) {
    largest = std::max(largest, times.size());
    single += times.size() == 1 ? 1 : 0;
    EXPECT_LT(times.back() - times.front(), 60 * 86'400);
  }
  EXPECT_LE(largest, static_cast<size_t>(kMostOfStory));
  EXPECT_GT(largest, 15u);
  EXPECT_GT(single, stories.size() / 3);
}

TEST(GeneratedArticlesTest, DifferentWordsAreSpeltDifferently) {
  std::set<std::string> spellings;
  std::mt19937_64 random(20);
  const GeneratedVocabulary vocabulary;
  std::set<WordId> words;
  for (WordId word = 0; word < 10'000; ++word) words.insert(word);
  for (int i = 0; i < 10'000; ++i) {
    words.insert(vocabulary.DrawContentWord(random));
    words.insert(vocabulary.DrawName(random));
  }
  for (const WordId word : words) {
    std::string spelling;
    GeneratedVocabulary::AppendSpelling(word, &spelling);
    EXPECT_TRUE(spellings.insert(spelling).second) << spelling;
    EXPECT_EQ(GeneratedVocabulary::IsName(word),
              spelling[0] >= 'A' && spelling[0] <= 'Z');
  }
}

// The archive as a whole follows the figures of real news.
TEST(GeneratedArticlesTest, FollowTheStatisticsOfRealNews) {
  std::vector<MeasuredText> texts;
  for (const GeneratedArticle& generated : Generate(20, 2000)) {
    MeasuredText& text = texts.emplace_back();
    text.headline = generated.article.headline();
    for (const TextBlock& block : TextBlocks(generated.article)) {
      text.paragraphs.emplace_back(block.text);
    }
  }
  const ArchiveStatistics made = MeasureArchive(texts);
  const NewsStatistics& real = kNewsStatistics;
  const auto near = [](double value, double wanted, double factor) {
    EXPECT_LT(value, wanted * factor);
    EXPECT_GT(value, wanted / factor);
  };
  EXPECT_NEAR(made.log_words_mean, real.log_words_mean, 0.05);
  EXPECT_NEAR(made.log_words_deviation, real.log_words_deviation, 0.05);
  EXPECT_NEAR(made.words_per_sentence, real.words_per_sentence, 1);
  EXPECT_NEAR(made.sentences_per_paragraph, real.sentences_per_paragraph, 0.1);
  EXPECT_NEAR(made.function_share, real.function_share, 0.01);
  EXPECT_NEAR(made.zipf_exponent, real.zipf_exponent, 0.05);
  EXPECT_NEAR(made.heaps_exponent, real.heaps_exponent, 0.08);
  near(made.tail_share, real.tail_share, 1.4);
  near(made.mean_distinct, real.mean_distinct, 1.1);
  near(made.repeat_share, real.repeat_share, 1.1);
  near(made.name_share, real.name_share, 1.1);
  near(made.document_frequency[0], real.document_frequency[0], 1.15);
  near(made.document_frequency[1], real.document_frequency[1], 1.5);
  near(made.document_frequency[2], real.document_frequency[2], 1.3);
  near(made.document_frequency[3], real.document_frequency[3], 1.6);
  near(made.neighbours[0], real.neighbours[0], 2);
  near(made.neighbours[1], real.neighbours[1], 2);
  near(made.neighbours[2], real.neighbours[2], 2);
  near(made.near_copy_share, real.near_copy_share, 1.3);
}

}  // namespace
}  // namespace byline::bench
