// byline-quality-check-points: how well the check of points tells sound points
// from twisted ones, on a newsroom's archive.
//
//   byline-quality-check-points [--show=KIND] FILE.jsonl...
//
// The set is made of each article's body, and of its `summary` where it has
// one (human highlights, one a line):
//   sentences   up to five sound sentences of the body, chosen by the seed
//   copied      runs of five words or more of a highlight that stand in the
//               body word by word, as long as can be
//   highlights  the highlights themselves, of at most 80 words, in their
//               writers' words
// Untouched, each hard fault is a false alarm. In those sentences and
// highlights that pass untouched, one fault of each kind is planted
// (planted_faults.h) where there is a place for it (other languages than
// English: names, numbers and quotations, German without names); a point that
// then has a hard fault is caught, "of its kind" where that fault is of the
// planted kind. Rules were worked out on the odd lines of a file; the even ones
// are held out.
// --show prints what was missed (a kind's name as in the table) or alarmed
// ("sentences", "copied", "highlights"), of odd lines only. Exit code 1 where
// fewer than 95% of names, numbers, negations and speakers are caught, or more
// than 5% of sentences or copied runs alarm, in either half (of 20 or more); 2
// on a bad call.
#include <absl/flags/flag.h>
#include <absl/flags/parse.h>
#include <absl/flags/usage.h>
#include <absl/strings/str_join.h>
#include <absl/strings/str_split.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "common/text/words.h"
#include "services/summary/core/body_document.h"
#include "services/summary/core/point_check.h"
#include "services/summary/core/sentence.h"
#include "tests/quality/summary/check_points_report.h"
#include "tests/quality/summary/planted_faults.h"

ABSL_FLAG(std::string, show, "", "Kind whose misses or alarms are printed.");
ABSL_FLAG(std::string, language, "",
          "BCP 47 language of the articles; empty: recognised.");

namespace {

using byline::quality::ArticleWords;
using byline::quality::CheckReport;
using byline::quality::Plant;
using byline::summary::CheckedPoint;
using byline::summary::PointChecker;
using byline::summary::PointFault;

constexpr size_t kSentencesOfArticle = 5;
constexpr uint32_t kSeed = 2015;
// Longer ones are whole summaries.
constexpr int kLongestHighlight = 80;

std::string Field(const nlohmann::json& line, const char* name) {
  const auto at = line.find(name);
  return at != line.end() && at->is_string() ? at->get<std::string>() : "";
}

// One article's share of the measure.
class ArticleMeasure {
 public:
  ArticleMeasure(const std::string& title, const std::string& body,
                 const std::string& summary, const ArticleWords& words,
                 const ArticleWords& foreign, uint32_t number,
                 CheckReport& report)
      : body_(body),
        summary_(summary),
        document_(byline::summary::DocumentOfBody(
            title, body_, absl::GetFlag(FLAGS_language))),
        checker_(document_),
        words_(words),
        foreign_(foreign),
        random_(kSeed + number),
        report_(report) {}

  void Run() {
    for (const std::string& sentence : Sentences()) {
      if (Untouched("sentences", sentence)) PlantIn("sentences", sentence);
    }
    for (absl::string_view line : absl::StrSplit(summary_, '\n')) {
      const std::string highlight(line);
      const int words = byline::text::CountWords(highlight);
      if (words == 0 || words > kLongestHighlight) continue;
      for (const std::string& run :
           byline::quality::CopiedRuns(highlight, body_))
        Untouched("copied", run);
      if (Untouched("highlights", highlight)) PlantIn("highlights", highlight);
    }
  }

 private:
  std::vector<std::string> Sentences() {
    std::vector<std::string> sound;
    for (const auto& sentence : byline::summary::CollectSentences(document_)) {
      if (sentence.IsSound() && sentence.words >= 8 && sentence.words <= 45)
        sound.emplace_back(sentence.text);
    }
    std::vector<std::string> chosen;
    while (!sound.empty() && chosen.size() < kSentencesOfArticle) {
      const size_t at = random_() % sound.size();
      chosen.push_back(sound[at]);
      sound.erase(sound.begin() + static_cast<std::ptrdiff_t>(at));
    }
    return chosen;
  }

  CheckedPoint Check(const std::string& point) {
    const auto start = std::chrono::steady_clock::now();
    CheckedPoint checked = checker_.Check(point);
    report_.seconds +=
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start)
            .count();
    ++report_.checks;
    return checked;
  }

  // Whether it passes.
  bool Untouched(const char* set, const std::string& point) {
    const CheckedPoint checked = Check(point);
    report_.AddUntouched(set, checked);
    if (!checked.IsShowable()) Show(set, point, checked);
    return checked.IsShowable();
  }

  void PlantIn(const char* set, const std::string& point) {
    for (Plant plant : byline::quality::kAllPlants) {
      if (!byline::quality::CanPlant(plant, document_.language)) continue;
      const std::optional<std::string> twisted =
          byline::quality::PlantFault(plant, point, words_, foreign_, random_);
      if (!twisted.has_value()) continue;
      const CheckedPoint checked = Check(*twisted);
      report_.AddPlanted(set, plant, checked);
      if (checked.IsShowable())
        Show(byline::quality::PlantName(plant), *twisted, checked);
    }
  }

  void Show(absl::string_view kind, const std::string& point,
            const CheckedPoint& checked) {
    if (!report_.shows || kind != absl::GetFlag(FLAGS_show)) return;
    std::printf("%s\n", point.c_str());
    for (const PointFault& fault : checked.faults) {
      std::printf("    %s %s \"%s\", there: \"%s\"\n",
                  fault.hard ? "hard" : "soft",
                  std::string(FaultKindName(fault.kind)).c_str(),
                  point.substr(fault.begin, fault.end - fault.begin).c_str(),
                  fault.expected.c_str());
    }
    for (const auto& source : checked.sources)
      std::printf(
          "    < %s\n",
          body_.substr(source.begin, source.end - source.begin).c_str());
  }

  const std::string& body_;
  const std::string& summary_;
  byline::summary::SourceDocument document_;
  PointChecker checker_;
  const ArticleWords& words_;
  const ArticleWords& foreign_;
  std::mt19937 random_;
  CheckReport& report_;
};

}  // namespace

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage(
      "byline-quality-check-points [--show=KIND] FILE.jsonl...");
  const std::vector<char*> files = absl::ParseCommandLine(argc, argv);
  if (files.size() < 2) {
    std::cerr << "usage: byline-quality-check-points FILE.jsonl...\n";
    return 2;
  }
  bool kept = true;
  for (size_t f = 1; f < files.size(); ++f) {
    std::ifstream in(files[f]);
    if (!in) {
      std::cerr << files[f] << ": cannot be read\n";
      return 2;
    }
    std::vector<nlohmann::json> articles;
    absl::flat_hash_set<std::string> common;
    for (std::string line; std::getline(in, line);) {
      nlohmann::json article = nlohmann::json::parse(line, nullptr, false);
      if (!article.is_object()) continue;
      byline::quality::AddSmallWords(Field(article, "body"), common);
      articles.push_back(std::move(article));
    }
    CheckReport odd;
    CheckReport even;
    odd.shows = !absl::GetFlag(FLAGS_show).empty();
    ArticleWords foreign;
    uint32_t number = 0;
    for (const nlohmann::json& article : articles) {
      ++number;
      const std::string body = Field(article, "body");
      const std::string summary = Field(article, "summary");
      ArticleWords words = byline::quality::ReadArticleWords(body, common);
      ArticleMeasure(Field(article, "title"), body, summary, words, foreign,
                     number, number % 2 == 1 ? odd : even)
          .Run();
      foreign = std::move(words);
    }
    if (odd.shows) continue;
    odd.Print(files[f], "odd lines, for development");
    even.Print(files[f], "even lines, held out");
    kept = kept && odd.KeepsPromise() && even.KeepsPromise();
  }
  return kept ? 0 : 1;
}
