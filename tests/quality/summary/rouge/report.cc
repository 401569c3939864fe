#include "tests/quality/summary/rouge/report.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>
#include <absl/strings/str_join.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <nlohmann/json.hpp>

#include "common/text/utf8.h"

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

size_t Width(absl::string_view cell) {
  size_t width = 0;
  for (size_t pos = 0; pos < cell.size(); ++width)
    text::NextCodePoint(cell, &pos);
  return width;
}

// The first column to the left, the others to the right.
std::string Aligned(const std::vector<std::vector<std::string>>& rows) {
  std::vector<size_t> widths(rows.front().size(), 3);
  for (const auto& row : rows) {
    for (size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], Width(row[i]));
  }
  std::string table;
  for (size_t r = 0; r < rows.size(); ++r) {
    for (size_t i = 0; i < widths.size(); ++i) {
      const std::string padding(widths[i] - Width(rows[r][i]), ' ');
      absl::StrAppend(&table, "| ", i == 0 ? rows[r][i] : padding,
                      i == 0 ? padding : rows[r][i], " ");
    }
    table += "|\n";
    if (r > 0) continue;
    for (size_t i = 0; i < widths.size(); ++i) {
      absl::StrAppend(&table, "|", i == 0 ? "-" : "",
                      std::string(widths[i] + 1, '-'), i == 0 ? "" : ":");
    }
    table += "|\n";
  }
  return table;
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
  return Aligned(rows);
}

}  // namespace byline::quality
