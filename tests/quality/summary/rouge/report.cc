#include "tests/quality/summary/rouge/report.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "tests/quality/markdown_table.h"

namespace byline::quality {
namespace {

using nlohmann::ordered_json;

double Rounded(double value, double steps) {
  return std::round(value * steps) / steps;
}

// The figures of one system, by the names under which they are told.
ordered_json Figures(const SystemScore& score) {
  ordered_json figures = {
      {"articles", score.articles},
      {"scored", score.scored},
      {"missing", score.missing},
      {"empty", score.empty},
      {"rouge1", Rounded(score.rouge1, 100)},
      {"rouge2", Rounded(score.rouge2, 100)},
      {"rougeLsum", Rounded(score.rouge_lsum, 100)},
      {"mean", Rounded(score.mean, 100)},
      {"points", score.points},
      {"mean_words", Rounded(score.words_a_point, 10)},
      {"mean_words_of_summary", Rounded(score.words_an_article, 10)},
      {"grounded_pct", Rounded(score.grounded, 100)},
      {"exact_pct", Rounded(score.exact, 100)},
      {"dangling_pct", Rounded(score.dangling, 100)},
      {"unbalanced_quotes_pct", Rounded(score.unbalanced_quotes, 100)}};
  if (score.milliseconds) figures["ms"] = Rounded(*score.milliseconds, 1000);
  return figures;
}

std::string IntervalText(const Interval& interval) {
  return absl::StrFormat("%+.2f (%+.2f to %+.2f)", interval.mean, interval.low,
                         interval.high);
}

}  // namespace

std::string FiguresReport(const NamedScore& system,
                          const std::optional<NamedScore>& against) {
  ordered_json json = {{"system", Figures(system.score)}};
  if (against) json["against"] = Figures(against->score);
  std::string report = absl::StrFormat("%-24s%16s", "", system.name);
  if (against) absl::StrAppendFormat(&report, "%16s", against->name);
  for (const auto& [name, value] : json["system"].items()) {
    absl::StrAppendFormat(&report, "\n%-24s%16s", name, value.dump());
    if (against && json["against"].contains(name))
      absl::StrAppendFormat(&report, "%16s", json["against"][name].dump());
  }
  report += "\n";
  if (against) {
    const Interval difference = Difference(system.score, against->score);
    json["difference"] = {{"mean", Rounded(difference.mean, 1e5)},
                          {"low", Rounded(difference.low, 1e5)},
                          {"high", Rounded(difference.high, 1e5)}};
    absl::StrAppendFormat(
        &report,
        "mean(R1, R2, RLsum): %s - %s = %s, the 95%% interval in brackets\n",
        system.name, against->name, IntervalText(difference));
  }
  return absl::StrCat(report, json.dump(), "\n");
}

std::string TableReport(const std::vector<NamedScore>& systems,
                        const NamedScore& against) {
  std::vector<std::vector<std::string>> rows = {
      {"system", "R1", "R2", "RL", "mean",
       absl::StrCat("to ", against.name, " (95%)"), "dangling %",
       "open quotes %", "exact %", "words", "ms"}};
  for (const NamedScore& system : systems) {
    const SystemScore& score = system.score;
    const auto two = [](double value) {
      return absl::StrFormat("%.2f", value);
    };
    rows.push_back(
        {system.name, two(score.rouge1), two(score.rouge2),
         two(score.rouge_lsum), two(score.mean),
         IntervalText(Difference(score, against.score)), two(score.dangling),
         two(score.unbalanced_quotes), two(score.exact),
         absl::StrFormat("%.0f", score.words_an_article),
         score.milliseconds ? absl::StrFormat("%.3f", *score.milliseconds)
                            : "-"});
  }
  return MarkdownTable(rows);
}

}  // namespace byline::quality
