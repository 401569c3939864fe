// Makes common/text/background_terms_en.inc from the English articles of the
// measuring data.
//
//   byline-make-background [FOLDER] > common/text/background_terms_en.inc
//
// Keeps terms that stand in at least 0.5% of the documents, are written in
// lower-case ASCII letters, and mostly occur without a capital (so that no
// names are kept). Near-copies of wire stories count as often as they stand in
// the data.
#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>
#include <absl/strings/ascii.h>
#include <absl/strings/str_format.h>

#include <algorithm>
#include <cmath>
#include <iostream>

#include "common/text/sentences.h"
#include "common/text/words.h"
#include "tests/quality/json_lines.h"

namespace {

struct Counts {
  int documents = 0;
  int lower = 0;        // occurrences without a capital
  int capitalised = 0;  // with one, the first word of a sentence apart
};

using CountsByTerm = absl::flat_hash_map<std::string, Counts>;

void Count(const std::string& text, CountsByTerm* counts) {
  using byline::text::ByteRange;
  absl::flat_hash_set<std::string> terms;
  for (std::string& term : byline::text::Terms(text, "en"))
    terms.insert(std::move(term));
  for (const std::string& term : terms) ++(*counts)[term].documents;
  for (const ByteRange sentence : byline::text::SplitSentences(text, "en")) {
    const absl::string_view words = absl::string_view(text).substr(
        sentence.begin, sentence.end - sentence.begin);
    bool first = true;
    for (const ByteRange word : byline::text::SplitWords(words)) {
      const absl::string_view written =
          words.substr(word.begin, word.end - word.begin);
      const std::string term = absl::AsciiStrToLower(written);
      const auto found = counts->find(term);
      if (found != counts->end() && !first)
        ++(written == term ? found->second.lower : found->second.capitalised);
      first = false;
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  using byline::quality::TextField;
  const std::string folder = argc > 1 ? argv[1] : byline::quality::DataFolder();
  CountsByTerm counts;
  int documents = 0;
  for (const char* const file :
       {"allsides_events_full", "bbc_news_summary", "cnn_dailymail",
        "gum_wikinews", "masakhanews_eng", "multi_news", "reuters21578",
        "wikinews_events"}) {
    for (const auto& article :
         byline::quality::ReadJsonLines(folder + "/" + file + ".jsonl")) {
      Count(TextField(article, "title") + "\n" + TextField(article, "body"),
            &counts);
      ++documents;
    }
  }
  if (documents == 0) {
    std::cerr << "no articles in " << folder << "\n";
    return 2;
  }
  std::vector<std::pair<std::string, int>> kept;
  for (const auto& [term, count] : counts) {
    const bool letters = std::all_of(term.begin(), term.end(), [](char c) {
      return absl::ascii_islower(static_cast<unsigned char>(c)) || c == '\'';
    });
    const bool common = count.documents * 200 >= documents;
    if (letters && common && term.size() > 1 && count.lower > count.capitalised)
      kept.emplace_back(term, static_cast<int>(std::lround(
                                  10'000.0 * count.documents / documents)));
  }
  std::sort(kept.begin(), kept.end());
  absl::PrintF(
      "// Made by tests/quality/make_background.cc in November 2026 from %d "
      "English\n"
      "// news articles (American and British, 1987 and 2003 to 2022; "
      "agencies,\n"
      "// broadcasters, newspapers): of each common lower-case word, how many "
      "of\n"
      "// 10,000 articles hold it. Statistics only; words under 50 and names "
      "are left out.\n",
      documents);
  for (const auto& [term, share] : kept)
    absl::PrintF("{\"%s\", %d},\n", term, share);
  return 0;
}
