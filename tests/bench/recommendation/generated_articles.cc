#include "tests/bench/recommendation/generated_articles.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

#include "tests/bench/recommendation/archive_statistics.h"
#include "tests/bench/recommendation/generated_statistics.h"

namespace byline::bench {
namespace {

constexpr double kDay = 86'400;
constexpr double kSpan = 10 * 365.25 * kDay;
constexpr double kFirstSecond = 1'420'070'400;  // 2015-01-01

constexpr std::array<const char*, 8> kSections = {
    "World",   "Politics", "Business", "Local",
    "Culture", "Sport",    "Science",  "Opinion"};
constexpr size_t kHeadlineWords = 8;
constexpr size_t kLeastWords = 60;
constexpr size_t kMostWords = 4000;
constexpr size_t kParagraphBytes = 2000;  // of most; a longer one grows

std::vector<double> StorySizeWeights() {
  std::vector<double> weights;
  for (int size = 1; size <= kMostOfStory; ++size) {
    weights.push_back(std::pow(size, -kNewsStatistics.story_exponent));
  }
  return weights;
}

double MeanStorySize() {
  double sum = 0;
  double all = 0;
  const std::vector<double> weights = StorySizeWeights();
  for (size_t i = 0; i < weights.size(); ++i) {
    sum += weights[i] * static_cast<double>(i + 1);
    all += weights[i];
  }
  return sum / all;
}

}  // namespace

GeneratedArticles::GeneratedArticles(uint64_t seed, int64_t articles)
    : story_sizes_(StorySizeWeights()), random_(seed) {
  seconds_between_stories_ =
      kSpan * MeanStorySize() /
      static_cast<double>(std::max<int64_t>(1, articles));
  next_story_ = Exponential(seconds_between_stories_);
  subjects_ = static_cast<uint64_t>(
      std::ceil(kGeneratorSettings.subjects_of_root *
                std::sqrt(static_cast<double>(articles))));
}

GeneratedArticle GeneratedArticles::Next() {
  Pending next;
  if (!pending_.empty() && pending_.top().seconds <= next_story_) {
    next = pending_.top();
    pending_.pop();
  } else {
    next = {next_story_, NewStory()};
    next_story_ += Exponential(seconds_between_stories_);
    double seconds = next.seconds;
    const size_t more = story_sizes_.Draw(random_);
    for (size_t i = 0; i < more; ++i) {
      seconds += Exponential(kNewsStatistics.story_days * kDay);
      pending_.push({seconds, next.story});
    }
  }
  Story& story = *next.story;
  GeneratedArticle generated;
  generated.story = story.number;
  const bool copies = story.newest.has_value() &&
                      Uniform(random_) < kGeneratorSettings.copies_in_stories;
  if (copies) generated.copy_of = story.newest;
  Tokens tokens = copies ? NearCopy(story.newest_tokens) : NewTokens(story);
  article::v1::Article& article = generated.article;
  article.set_name(absl::StrCat("articles/g", articles_));
  article.mutable_publish_time()->set_seconds(
      static_cast<int64_t>(kFirstSecond + next.seconds));
  Write(story, tokens, &article);
  story.newest = articles_++;
  story.newest_tokens = std::move(tokens);
  return generated;
}

std::shared_ptr<GeneratedArticles::Story> GeneratedArticles::NewStory() {
  auto story = std::make_shared<Story>();
  story->number = stories_++;
  // Some sections, and some subjects of each, are larger than others.
  story->section = static_cast<size_t>(static_cast<double>(kSections.size()) *
                                       std::pow(Uniform(random_), 1.5));
  story->subject = story->section * subjects_ +
                   static_cast<uint64_t>(static_cast<double>(subjects_) *
                                         std::pow(Uniform(random_), 1.5));
  for (int i = 0; i < kGeneratorSettings.words_of_story; ++i) {
    story->words.push_back(Uniform(random_) < kGeneratorSettings.names_of_story
                               ? vocabulary_.DrawName(random_)
                               : vocabulary_.DrawContentWord(random_));
  }
  return story;
}

WordId GeneratedArticles::NewWord(const Story& story, double of_story,
                                  const std::vector<WordId>& own) {
  double choice = Uniform(random_);
  if (choice < kGeneratorSettings.repeat && !own.empty()) {
    return own[random_() % own.size()];
  }
  choice = Uniform(random_);
  // The first ones of each are used most.
  const double place = Uniform(random_);
  if ((choice -= of_story) < 0) {
    return story.words[static_cast<size_t>(
        place * place * static_cast<double>(story.words.size()))];
  }
  if ((choice -= kGeneratorSettings.of_subject) < 0) {
    return GeneratedVocabulary::WordOfSubject(
        (1 + story.subject) * 100'000 +
        static_cast<uint64_t>(place * place *
                              kGeneratorSettings.words_of_subject));
  }
  if ((choice -= kGeneratorSettings.of_section) < 0) {
    return GeneratedVocabulary::WordOfSubject(
        story.section * 10'000 +
        static_cast<uint64_t>(place * place *
                              kGeneratorSettings.words_of_section));
  }
  return (choice -= kGeneratorSettings.other_names) < 0
             ? vocabulary_.DrawName(random_)
             : vocabulary_.DrawContentWord(random_);
}

GeneratedArticles::Tokens GeneratedArticles::NewTokens(const Story& story) {
  const double length =
      std::exp(kNewsStatistics.log_words_mean +
               kNewsStatistics.log_words_deviation * Normal());
  const size_t words =
      std::clamp(static_cast<size_t>(length), kLeastWords, kMostWords);
  Tokens tokens;
  tokens.reserve(words);
  std::vector<WordId> own;  // as often as they were used
  own.reserve(words);
  // Some articles only touch on their story.
  const double of_story = 2 * kGeneratorSettings.of_story * Uniform(random_);
  const double least = 0.4 * kNewsStatistics.words_per_sentence;
  size_t left = 0;
  while (tokens.size() < words) {
    if (left == 0) {
      left = static_cast<size_t>(
          std::lround(least + Uniform(random_) * 3 * least));
    }
    Token token;
    if (Uniform(random_) < kNewsStatistics.function_share) {
      token.word = vocabulary_.DrawFunctionWord(random_);
    } else {
      token.word = NewWord(story, of_story, own);
      own.push_back(token.word);
    }
    token.ends_sentence = --left == 0;
    token.ends_paragraph =
        token.ends_sentence &&
        Uniform(random_) * kNewsStatistics.sentences_per_paragraph < 1;
    tokens.push_back(token);
  }
  tokens.back().ends_sentence = tokens.back().ends_paragraph = true;
  return tokens;
}

// The same with some words changed: up to one in 15, which takes half of its
// word 4-shingles at most.
GeneratedArticles::Tokens GeneratedArticles::NearCopy(const Tokens& tokens) {
  Tokens copy = tokens;
  const double share = Uniform(random_) / 15;
  for (Token& token : copy) {
    if (Uniform(random_) < share) {
      token.word = vocabulary_.DrawContentWord(random_);
    }
  }
  return copy;
}

void GeneratedArticles::Write(const Story& story, const Tokens& tokens,
                              article::v1::Article* article) {
  article->set_state(article::v1::STATE_PUBLISHED);
  article->set_language_code("en");
  article->set_section(kSections[story.section]);
  article->set_headline(Headline(tokens));
  std::string text;
  text.reserve(kParagraphBytes);
  bool begins = true;
  bool first_sentence = true;
  for (const Token& token : tokens) {
    if (!text.empty()) text += ' ';
    const size_t begin = text.size();
    GeneratedVocabulary::AppendSpelling(token.word, &text);
    if (begins && text[begin] >= 'a') {
      text[begin] = static_cast<char>(text[begin] - 'a' + 'A');
    }
    begins = token.ends_sentence;
    if (token.ends_sentence) text += '.';
    if (first_sentence && token.ends_sentence) {
      article->set_standfirst(text);
      first_sentence = false;
    }
    if (!token.ends_paragraph) continue;
    article->add_blocks()->mutable_paragraph()->mutable_text()->set_text(text);
    text.clear();
  }
}

// Words of the article, so mostly those that it uses often.
std::string GeneratedArticles::Headline(const Tokens& tokens) {
  std::string headline;
  size_t words = 0;
  for (size_t tries = 0; tries < 10 * kHeadlineWords && words < kHeadlineWords;
       ++tries) {
    const WordId word = tokens[random_() % tokens.size()].word;
    if (GeneratedVocabulary::IsFunctionWord(word) && words % 3 != 1) continue;
    if (words++ > 0) headline += ' ';
    GeneratedVocabulary::AppendSpelling(word, &headline);
  }
  if (!headline.empty() && headline[0] >= 'a') {
    headline[0] = static_cast<char>(headline[0] - 'a' + 'A');
  }
  return headline;
}

double GeneratedArticles::Exponential(double mean) {
  return -mean * std::log(1 - Uniform(random_));
}

double GeneratedArticles::Normal() {  // Box and Muller 1958
  return std::sqrt(Exponential(2)) *
         std::cos(2 * std::numbers::pi * Uniform(random_));
}

}  // namespace byline::bench
