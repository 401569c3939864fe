// How well the languages of the measuring data are recognised, from whole
// articles and from their first 200 bytes.
//
//   byline-quality-languages [FOLDER]   # default $BYLINE_DATA or
//   ../shared/data
#include <absl/strings/str_format.h>

#include <iostream>
#include <map>
#include <utility>

#include "common/text/fold.h"
#include "common/text/language.h"
#include "tests/quality/json_lines.h"

int main(int argc, char** argv) {
  using byline::quality::TextField;
  const std::string folder = argc > 1 ? argv[1] : byline::quality::DataFolder();
  const std::pair<std::string, std::string> files[] = {
      {"masakhanews_fra", "fr"},      {"gnad10k_de", "de"},
      {"persian_farsnews", "fa"},     {"arabic_ahdath", "ar"},
      {"thucnews_zh", "zh"},          {"masakhanews_eng", "en"},
      {"allsides_events_full", "en"}, {"bbc_news_summary", "en"},
      {"cnn_dailymail", "en"},        {"wikinews_events", "en"},
      {"multi_news", "en"},           {"reuters21578", "en"}};
  bool good = true;
  for (const auto& entry : files) {
    const std::string& file = entry.first;
    const std::string& language = entry.second;
    const auto articles =
        byline::quality::ReadJsonLines(folder + "/" + file + ".jsonl");
    std::map<std::string, int> whole;
    std::map<std::string, int> beginning;
    for (const auto& article : articles) {
      const std::string& body = TextField(article, "body");
      ++whole[byline::text::RecognizeLanguage(body)];
      ++beginning[byline::text::RecognizeLanguage(
          byline::text::TruncateUtf8(body, 200))];
    }
    const auto print = [&](const char* what,
                           const std::map<std::string, int>& counts) {
      absl::PrintF("%-22s %s %-9s", file, language, what);
      for (const auto& [name, count] : counts)
        absl::PrintF(" %s:%d", name.empty() ? "unsure" : name, count);
      absl::PrintF("\n");
    };
    print("whole", whole);
    print("200 bytes", beginning);
    good &= whole[language] * 1000 >= static_cast<int>(articles.size()) * 990;
  }
  return good ? 0 : 1;
}
