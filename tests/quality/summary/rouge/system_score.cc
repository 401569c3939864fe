#include "tests/quality/summary/rouge/system_score.h"

#include <algorithm>
#include <cstddef>

#include "common/text/utf8.h"

namespace byline::quality {
namespace {

int SpacedWords(absl::string_view text) {
  int words = 0;
  bool in_word = false;
  for (size_t pos = 0; pos < text.size();) {
    const bool space = text::IsSpace(text::NextCodePoint(text, &pos));
    words += !space && !in_word ? 1 : 0;
    in_word = !space;
  }
  return words;
}

double Mean(double total, size_t count) {
  return count == 0 ? 0 : total / static_cast<double>(count);
}

// The sums that become a SystemScore.
class Tally {
 public:
  explicit Tally(int most_points) : most_points_(most_points) {}

  void Add(const ReferenceArticle& article, const WrittenSummary* summary) {
    ++score_.articles;
    if (summary == nullptr) ++score_.missing;
    std::vector<WrittenPoint> points;
    if (summary != nullptr) points = summary->points;
    if (most_points_ > 0 && points.size() > static_cast<size_t>(most_points_))
      points.resize(static_cast<size_t>(most_points_));
    if (summary != nullptr && summary->milliseconds) {
      milliseconds_ += *summary->milliseconds;
      ++timed_;
    }
    AddRouge(article, points);
    AddChecks(article, points);
  }

  SystemScore Result() && {
    const auto scored = static_cast<size_t>(score_.scored);
    const auto points = static_cast<size_t>(score_.points);
    const auto articles = static_cast<size_t>(score_.articles);
    score_.rouge1 = Mean(100 * rouge_.rouge1, scored);
    score_.rouge2 = Mean(100 * rouge_.rouge2, scored);
    score_.rouge_lsum = Mean(100 * rouge_.rouge_lsum, scored);
    score_.mean = Mean(100 * rouge_.Mean(), scored);
    score_.words_a_point = Mean(words_, points);
    score_.words_an_article = Mean(words_, articles);
    score_.grounded = Mean(100.0 * grounded_, points);
    score_.exact = Mean(100.0 * exact_, points);
    score_.dangling = Mean(100.0 * dangling_, points);
    score_.unbalanced_quotes = Mean(100.0 * unbalanced_, points);
    if (articles > 0 && timed_ == articles)
      score_.milliseconds = Mean(milliseconds_, articles);
    return std::move(score_);
  }

 private:
  void AddRouge(const ReferenceArticle& article,
                const std::vector<WrittenPoint>& points) {
    if (article.references.empty()) return;
    std::vector<std::string> texts;
    texts.reserve(points.size());
    for (const WrittenPoint& point : points) texts.push_back(point.text);
    const RougeScores scores = scorer_.Score(texts, article.references);
    rouge_.rouge1 += scores.rouge1;
    rouge_.rouge2 += scores.rouge2;
    rouge_.rouge_lsum += scores.rouge_lsum;
    score_.by_article.push_back(100 * scores.Mean());
    ++score_.scored;
  }

  void AddChecks(const ReferenceArticle& article,
                 const std::vector<WrittenPoint>& points) {
    const PointChecker checker(article.body, article.language);
    std::vector<PointCheck> checks;
    int words = 0;
    for (const WrittenPoint& point : points) {
      checks.push_back(checker.Check(point));
      grounded_ += checks.back().grounded ? 1 : 0;
      exact_ += checks.back().exact ? 1 : 0;
      unbalanced_ += HasUnbalancedQuotes(point.text) ? 1 : 0;
      words += SpacedWords(point.text);
    }
    if (words == 0) ++score_.empty;
    words_ += words;
    score_.points += static_cast<int>(points.size());
    dangling_ += checker.CountDangling(points, checks);
  }

  const int most_points_;
  const RougeScorer scorer_;
  SystemScore score_;
  RougeScores rouge_;
  double milliseconds_ = 0;
  size_t timed_ = 0;
  int words_ = 0;
  int grounded_ = 0;
  int exact_ = 0;
  int dangling_ = 0;
  int unbalanced_ = 0;
};

}  // namespace

SystemScore ScoreSystem(const std::vector<ReferenceArticle>& articles,
                        const WrittenSummaries& summaries, int most_points) {
  Tally tally(most_points);
  for (const ReferenceArticle& article : articles) {
    const auto found = summaries.find(article.id);
    tally.Add(article, found == summaries.end() ? nullptr : &found->second);
  }
  return std::move(tally).Result();
}

Interval Difference(const SystemScore& a, const SystemScore& b) {
  std::vector<double> differences(
      std::min(a.by_article.size(), b.by_article.size()));
  for (size_t i = 0; i < differences.size(); ++i)
    differences[i] = a.by_article[i] - b.by_article[i];
  return Bootstrap(differences);
}

}  // namespace byline::quality
