#include "tests/quality/recommendation/similar_report.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "tests/quality/markdown_table.h"

namespace byline::recommendation {
namespace {

using nlohmann::ordered_json;

double Rounded(double value, double steps) {
  return std::round(value * steps) / steps;
}

double PerCent(double share) { return Rounded(100 * share, 100); }

ordered_json Figures(const RankFigures& figures) {
  return {{"queries", figures.queries},
          {"p1", Rounded(figures.precision1, 1e4)},
          {"r5", Rounded(figures.recall5, 1e4)},
          {"ndcg5", Rounded(figures.ndcg5, 1e4)},
          {"ndcg10", Rounded(figures.ndcg10, 1e4)}};
}

ordered_json Json(const SimilarScore& score) {
  ordered_json json = {
      {"articles", score.articles},
      {"label", score.by_event ? "event" : "topic"},
      {"missing", score.missing},
      {"unknown_ids", score.unknown},
      {"repeated", score.repeated},
      {"all", Figures(score.all)},
      {"distinct", Figures(score.distinct)},
      {"empty_lists_pct", PerCent(score.empty_lists)},
      {"mean_length", Rounded(score.mean_length, 100)},
      {"lists_with_self_pct", PerCent(score.lists_with_self)},
      {"lists_with_copies_pct", PerCent(score.lists_with_copies)},
      {"lists_with_other_language_pct",
       PerCent(score.lists_with_other_language)},
      {"lists_with_little_text_pct", PerCent(score.lists_with_little_text)}};
  if (score.milliseconds) json["ms"] = Rounded(*score.milliseconds, 1e4);
  return json;
}

std::vector<std::string> Row(const std::string& name,
                             const SimilarScore& score) {
  const auto four = [](double value) { return absl::StrFormat("%.4f", value); };
  const auto per_cent = [](double share) {
    return absl::StrFormat("%.2f", 100 * share);
  };
  return {
      name,
      four(score.distinct.ndcg5),
      four(score.distinct.precision1),
      four(score.distinct.recall5),
      four(score.distinct.ndcg10),
      per_cent(score.lists_with_copies),
      per_cent(score.lists_with_self),
      per_cent(score.lists_with_other_language),
      per_cent(score.lists_with_little_text),
      absl::StrFormat("%.2f", score.mean_length),
      score.milliseconds ? absl::StrFormat("%.3f", *score.milliseconds) : "-"};
}

}  // namespace

std::string SimilarScoreJson(const SimilarScore& score) {
  return absl::StrCat(Json(score).dump(), "\n");
}

std::string SimilarTable(const SimilarScorer& scorer,
                         const std::vector<NamedSimilarScore>& systems,
                         const std::optional<NamedSimilarScore>& against) {
  std::vector<std::vector<std::string>> rows = {
      {"system", "nDCG@5", "P@1", "R@5", "nDCG@10", "near-copies %", "self %",
       "other language %", "little text %", "length", "ms"}};
  if (against) {
    rows[0].push_back(absl::StrCat("nDCG@5 to ", against->name, " (95%)"));
  }
  ordered_json json;
  for (const auto& [name, score] : systems) {
    rows.push_back(Row(name, score));
    ordered_json figures = Json(score);
    if (against) {
      const quality::Interval difference =
          scorer.Difference(score, against->score);
      rows.back().push_back(absl::StrFormat("%+.4f (%+.4f to %+.4f)",
                                            difference.mean, difference.low,
                                            difference.high));
      figures["difference"] = {{"mean", Rounded(difference.mean, 1e5)},
                               {"low", Rounded(difference.low, 1e5)},
                               {"high", Rounded(difference.high, 1e5)}};
    }
    json[name] = std::move(figures);
  }
  return absl::StrCat(quality::MarkdownTable(rows), json.dump(), "\n");
}

}  // namespace byline::recommendation
