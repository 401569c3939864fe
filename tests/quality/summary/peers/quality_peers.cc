// byline-quality-peers: the summaries of a method, for byline-quality-rouge.
//
//   byline-quality-peers --method=NAME [--points=3] --out=Y.jsonl X.jsonl
//
// NAME is byline, lead, lexrank, textrank or sumbasic. X has {"id", "body"} and
// where there are "title" and "language"; LexRank takes its idf from all of its
// articles. Writes {"id", "key_points": [{"text", "begin", "end",
// "deletions"}], "ms"}: ms is the processor time of that article, from the text
// to the summary. Exit code 1 where a file cannot be read or written, 2 on a
// bad call.
#include <absl/flags/flag.h>
#include <absl/flags/parse.h>
#include <absl/flags/usage.h>
#include <time.h>

#include <fstream>
#include <functional>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "services/summary/core/offline.h"
#include "tests/quality/summary/peers/lead.h"
#include "tests/quality/summary/peers/lexrank.h"
#include "tests/quality/summary/peers/peer_document.h"
#include "tests/quality/summary/peers/sum_basic.h"
#include "tests/quality/summary/peers/textrank.h"
#include "tests/quality/summary/rouge/summary_files.h"

ABSL_FLAG(std::string, method, "",
          "byline, lead, lexrank, textrank or sumbasic.");
ABSL_FLAG(int, points, 3, "Number of sentences, 1 to 10.");
ABSL_FLAG(std::string, out, "", "File to write the summaries to.");

namespace byline::quality {
namespace {

constexpr int kFailed = 1;
constexpr int kUsage = 2;

using Summarizer = std::function<WrittenSummary(const ReferenceArticle&)>;
using Chooser =
    std::function<std::vector<size_t>(const PeerDocument&, size_t count)>;

// CPU time of this thread: what else the machine does is not measured.
double Milliseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return 1e3 * static_cast<double>(now.tv_sec) +
         1e-6 * static_cast<double>(now.tv_nsec);
}

WrittenSummary SummaryOf(const summary::OfflineSummary& made) {
  WrittenSummary written;
  for (const summary::OfflinePoint& point : made.key_points) {
    WrittenPoint copy;
    copy.text = point.text;
    copy.source = text::ByteRange{point.source.begin, point.source.end};
    copy.deletions.emplace();
    for (const auto& [kind, range] : point.deletions)
      copy.deletions->push_back({range.begin, range.end});
    written.points.push_back(std::move(copy));
  }
  return written;
}

Summarizer Choosing(Chooser choose, size_t count) {
  return [choose = std::move(choose), count](const ReferenceArticle& article) {
    const PeerDocument document =
        MakePeerDocument(article.body, article.language);
    WrittenSummary written;
    for (const size_t chosen : choose(document, count)) {
      const PeerSentence& sentence = document.sentences[chosen];
      written.points.push_back(
          {std::string(sentence.text), sentence.place, {}});
    }
    return written;
  };
}

InverseDocumentFrequency IdfOf(const std::vector<ReferenceArticle>& articles) {
  InverseDocumentFrequency idf;
  for (const ReferenceArticle& article : articles)
    idf.Add(MakePeerDocument(article.body, article.language));
  return idf;
}

// Empty where there is no such method.
Summarizer MethodNamed(const std::string& name,
                       const std::vector<ReferenceArticle>& articles,
                       int points) {
  const auto count = static_cast<size_t>(points);
  if (name == "byline") {
    return [points](const ReferenceArticle& article) {
      return SummaryOf(summary::SummarizeBody(article.id, article.title,
                                              article.body, article.language,
                                              {.points = points}));
    };
  }
  if (name == "lead") {
    return [count](const ReferenceArticle& article) {
      return LeadSummary(article, count);
    };
  }
  if (name == "textrank") return Choosing(ChooseByTextRank, count);
  if (name == "sumbasic") return Choosing(ChooseBySumBasic, count);
  if (name == "lexrank") {
    return Choosing(
        [idf = IdfOf(articles)](const PeerDocument& document, size_t most) {
          return ChooseByLexRank(document, idf, most);
        },
        count);
  }
  return nullptr;
}

nlohmann::ordered_json LineOf(const std::string& id,
                              const WrittenSummary& summary) {
  nlohmann::ordered_json points = nlohmann::ordered_json::array();
  for (const WrittenPoint& point : summary.points) {
    nlohmann::ordered_json deletions = nlohmann::ordered_json::array();
    if (point.deletions) {
      for (const text::ByteRange& deletion : *point.deletions)
        deletions.push_back({{"begin", deletion.begin}, {"end", deletion.end}});
    }
    points.push_back({{"text", point.text},
                      {"begin", point.source->begin},
                      {"end", point.source->end},
                      {"deletions", deletions}});
  }
  return {{"id", id}, {"key_points", points}, {"ms", *summary.milliseconds}};
}

int Run(int argc, char** argv) {
  absl::SetProgramUsageMessage(
      "byline-quality-peers --method=byline|lead|lexrank|textrank|sumbasic "
      "[--points=1..10] --out=Y.jsonl X.jsonl");
  const std::vector<char*> files = absl::ParseCommandLine(argc, argv);
  const int points = absl::GetFlag(FLAGS_points);
  const std::string path = absl::GetFlag(FLAGS_out);
  if (files.size() != 2 || points < 1 || points > 10 || path.empty()) {
    std::cerr << "usage: " << absl::ProgramUsageMessage() << "\n";
    return kUsage;
  }
  const auto articles = ReadReferenceArticles(files[1]);
  if (!articles.ok()) {
    std::cerr << "byline-quality-peers: "
              << std::string(articles.status().message()) << "\n";
    return kFailed;
  }
  const Summarizer summarize =
      MethodNamed(absl::GetFlag(FLAGS_method), *articles, points);
  if (summarize == nullptr) {
    std::cerr << "usage: " << absl::ProgramUsageMessage() << "\n";
    return kUsage;
  }
  std::ofstream out(path);
  for (const ReferenceArticle& article : *articles) {
    const double start = Milliseconds();
    WrittenSummary summary = summarize(article);
    summary.milliseconds = Milliseconds() - start;
    out << LineOf(article.id, summary).dump() << "\n";
  }
  if (!out.flush()) {
    std::cerr << "byline-quality-peers: " << path << ": cannot be written\n";
    return kFailed;
  }
  return 0;
}

}  // namespace
}  // namespace byline::quality

int main(int argc, char** argv) { return byline::quality::Run(argc, argv); }
