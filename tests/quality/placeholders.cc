// How many articles of the measuring data are taken for placeholders: nearly
// all are real, so this is the rate of false alarms.
//
//   byline-quality-placeholders [FOLDER]   # default $BYLINE_DATA or
//   ../shared/data
//
// Prints each with its reason, then count and rate, and how long an article
// takes. The exit code is 1 if the rate is above 0.1%.
#include <absl/strings/str_format.h>
#include <absl/strings/str_split.h>
#include <absl/time/clock.h>

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "common/text/fold.h"
#include "common/text/placeholder.h"
#include "tests/quality/json_lines.h"

int main(int argc, char** argv) {
  using byline::quality::TextField;
  const std::string folder = argc > 1 ? argv[1] : byline::quality::DataFolder();
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".jsonl")
      files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  int articles = 0;
  int found = 0;
  absl::Duration time;
  for (const std::string& file : files) {
    for (const auto& article : byline::quality::ReadJsonLines(file)) {
      const std::string& title = TextField(article, "title");
      std::vector<std::string> paragraphs = absl::StrSplit(
          TextField(article, "body"), "\n\n", absl::SkipWhitespace());
      if (!paragraphs.empty() &&
          byline::text::RepeatsHeadline(paragraphs[0], title))
        paragraphs.erase(paragraphs.begin());
      const absl::Time start = absl::Now();
      const auto reason = byline::text::PlaceholderReason(
          title, paragraphs, TextField(article, "language"));
      time += absl::Now() - start;
      ++articles;
      if (!reason) continue;
      ++found;
      std::cout << TextField(article, "id") << "\t" << *reason << "\n";
    }
  }
  if (articles == 0) {
    std::cerr << "no articles in " << folder << "\n";
    return 2;
  }
  const double rate = 100.0 * found / articles;
  absl::PrintF(
      "%d of %d articles (%.3f%%) are taken for placeholders; %.0f us an "
      "article\n",
      found, articles, rate, absl::ToDoubleMicroseconds(time) / articles);
  return rate <= 0.1 ? 0 : 1;
}
