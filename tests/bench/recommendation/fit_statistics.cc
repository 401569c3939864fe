// byline-fit-statistics [--most=2000] ARCHIVE.jsonl...
// byline-fit-statistics --generated=2000
//
// Measures the figures of real news that generated articles follow
// (generated_statistics.h), or those of generated articles, to hold them beside
// one another: one JSON object. Of several archives the same number of articles
// is taken, --most in all, since nearness depends on how many there are.
// ARCHIVE has {"id", "title", "body"} and where known "published" and "event".
// Exit code 1 where a file cannot be read, 2 on a bad call.
#include <absl/flags/flag.h>
#include <absl/flags/parse.h>

#include <cmath>
#include <iostream>
#include <nlohmann/json.hpp>

#include "common/article/article_text.h"
#include "common/article/plain_body.h"
#include "tests/bench/recommendation/archive_statistics.h"
#include "tests/bench/recommendation/generated_articles.h"
#include "tests/quality/recommendation/labelled_archive.h"

ABSL_FLAG(int, most, 2000, "Number of articles to measure.");
ABSL_FLAG(int, generated, 0, "Measure so many generated articles instead.");

namespace byline::bench {
namespace {

using nlohmann::ordered_json;
using recommendation::LabelledArchive;

MeasuredText TextOf(const recommendation::OfflineArticle& article) {
  MeasuredText text;
  text.headline = article.title;
  for (const PlainBlock& block : BlocksOfBody(article.body)) {
    for (const BodySpan& span : block.spans) {
      text.paragraphs.push_back(
          article.body.substr(span.begin, span.end - span.begin));
    }
  }
  return text;
}

// Sizes of events, and days between neighbours in time of one event.
struct EventFigures {
  std::vector<int> sizes;
  double days = 0;
  double gaps = 0;

  void Add(const LabelledArchive& archive) {
    std::map<std::string, std::vector<absl::Time>> dates;
    std::map<std::string, int> counts;
    for (size_t i = 0; i < archive.articles.size(); ++i) {
      const std::string& event = archive.events[i];
      if (event.empty()) continue;
      ++counts[event];
      if (archive.articles[i].published) {
        dates[event].push_back(*archive.articles[i].published);
      }
    }
    for (const auto& [event, count] : counts) sizes.push_back(count);
    for (auto& [event, times] : dates) {
      std::sort(times.begin(), times.end());
      for (size_t i = 1; i < times.size(); ++i) {
        days += absl::ToDoubleHours(times[i] - times[i - 1]) / 24;
        ++gaps;
      }
    }
  }
};

double Rounded(double value) { return std::round(value * 1e4) / 1e4; }

ordered_json Rounded(const std::array<double, 4>& values) {
  ordered_json json = ordered_json::array();
  for (const double value : values) json.push_back(Rounded(value));
  return json;
}

ordered_json StatisticsJson(const ArchiveStatistics& statistics) {
  return {
      {"articles", statistics.articles},
      {"mean_words", Rounded(statistics.mean_words)},
      {"log_words_mean", Rounded(statistics.log_words_mean)},
      {"log_words_deviation", Rounded(statistics.log_words_deviation)},
      {"words_per_sentence", Rounded(statistics.words_per_sentence)},
      {"sentences_per_paragraph", Rounded(statistics.sentences_per_paragraph)},
      {"mean_distinct", Rounded(statistics.mean_distinct)},
      {"zipf_exponent", Rounded(statistics.zipf_exponent)},
      {"zipf_shift", Rounded(statistics.zipf_shift)},
      {"tail_share", Rounded(statistics.tail_share)},
      {"heaps_exponent", Rounded(statistics.heaps_exponent)},
      {"function_share", Rounded(statistics.function_share)},
      {"repeat_share", Rounded(statistics.repeat_share)},
      {"name_share", Rounded(statistics.name_share)},
      {"document_frequency", Rounded(statistics.document_frequency)},
      {"hapax_share", Rounded(statistics.hapax_share)},
      {"neighbours", Rounded(statistics.neighbours)},
      {"near_copy_share", Rounded(statistics.near_copy_share)}};
}

int MeasureFiles(const std::vector<char*>& arguments) {
  const size_t files = arguments.size() - 1;
  const size_t most =
      static_cast<size_t>(std::max(1, absl::GetFlag(FLAGS_most))) / files;
  std::vector<MeasuredText> texts;
  EventFigures events;
  for (size_t i = 1; i < arguments.size(); ++i) {
    const auto archive = recommendation::ReadLabelledArchive(arguments[i]);
    if (!archive.ok()) {
      std::cerr << "byline-fit-statistics: "
                << std::string(archive.status().message()) << "\n";
      return 1;
    }
    events.Add(*archive);
    const size_t count = std::min(most, archive->articles.size());
    for (size_t a = 0; a < count; ++a) {
      texts.push_back(TextOf(archive->articles[a]));
    }
  }
  ordered_json json = StatisticsJson(MeasureArchive(texts));
  json["story_exponent"] = Rounded(FitStoryExponent(events.sizes));
  if (events.gaps > 0) {
    json["story_days"] = Rounded(events.days / events.gaps);
  }
  std::cout << json.dump() << "\n";
  return 0;
}

int MeasureGenerated(int count) {
  GeneratedArticles source(/*seed=*/20, count);
  std::vector<MeasuredText> texts;
  for (int i = 0; i < count; ++i) {
    const article::v1::Article article = source.Next().article;
    MeasuredText& text = texts.emplace_back();
    text.headline = article.headline();
    for (const TextBlock& block : TextBlocks(article)) {
      text.paragraphs.emplace_back(block.text);
    }
  }
  std::cout << StatisticsJson(MeasureArchive(texts)).dump() << "\n";
  return 0;
}

}  // namespace
}  // namespace byline::bench

int main(int argc, char** argv) {
  const std::vector<char*> arguments = absl::ParseCommandLine(argc, argv);
  const int generated = absl::GetFlag(FLAGS_generated);
  if ((arguments.size() > 1) == (generated > 0)) {
    std::cerr << "usage: byline-fit-statistics [--most=2000] ARCHIVE.jsonl... "
                 "| --generated=N\n";
    return 2;
  }
  return generated > 0 ? byline::bench::MeasureGenerated(generated)
                       : byline::bench::MeasureFiles(arguments);
}
