// byline-quality-features: writes what the weights of the summary are trained
// on: of every sentence and gram of a newsroom's archive the features, as the
// summariser itself sees them.
//
//   byline-quality-features [--weights=FILE] FILE.jsonl > FEATURES.jsonl
//
// The first line names the features: {"sentence": [...], "gram": [...]}. Then
// one line an article:
//   {"id", "terms": {"features": [[...]], "in_summary": [...], "of_sentence":
//   [[...]]}, "pairs": the same, "sentences": [{"stems", "gate",
//   "dangling", "score", "features"}], "similarity": [[...]] (of each sentence
//   with those before it), "repeats": [[a, b]], "reference": [stems of a line]}
// in_summary says whether the article's `summary` holds the gram. Exit code 2
// on a bad call.
#include <absl/flags/flag.h>
#include <absl/flags/parse.h>

#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "common/text/stemmer.h"
#include "common/text/words.h"
#include "services/summary/core/body_document.h"
#include "services/summary/core/gates.h"
#include "services/summary/core/grams.h"
#include "services/summary/core/point_search.h"
#include "services/summary/core/scored_text.h"
#include "tests/quality/summary/read_model.h"

ABSL_FLAG(std::string, weights, "",
          "File of weights to score with instead of those that are compiled "
          "in.");

namespace {

using byline::summary::FeatureNames;
using byline::summary::GramFeatureNames;
using byline::summary::SummaryModel;

std::vector<std::string> Strings(absl::Span<const absl::string_view> names) {
  return {names.begin(), names.end()};
}

std::string Field(const nlohmann::json& line, const char* name) {
  const auto at = line.find(name);
  return at != line.end() && at->is_string() ? at->get<std::string>() : "";
}

using byline::summary::GramReader;
using byline::summary::Grams;
using byline::summary::ScoredText;

// Numbers of the terms, and of pairs of neighbours, of a reference summary.
struct Wanted {
  std::set<std::pair<int, int>> terms;
  std::set<std::pair<int, int>> pairs;
};

Wanted WantedBy(const ScoredText& text, const std::string& summary) {
  Wanted wanted;
  std::istringstream lines(summary);
  for (std::string line; std::getline(lines, line);) {
    const std::vector<int> terms = text.space.FindTerms(line);
    for (size_t i = 0; i < terms.size(); ++i) {
      wanted.terms.insert({terms[i], terms[i]});
      if (i > 0) wanted.pairs.insert({terms[i - 1], terms[i]});
    }
  }
  return wanted;
}

// All words, stop words too, as stems: what ROUGE compares.
std::vector<std::string> StemsOf(absl::string_view text,
                                 const std::string& language) {
  const byline::text::Stemmer stemmer(language);
  std::vector<std::string> stems;
  for (const std::string& word : byline::text::Terms(text, ""))
    stems.emplace_back(stemmer.Stem(word));
  return stems;
}

nlohmann::json ReferenceOf(const std::string& summary,
                           const std::string& language) {
  nlohmann::json reference = nlohmann::json::array();
  std::istringstream lines(summary);
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty()) reference.push_back(StemsOf(line, language));
  }
  return reference;
}

nlohmann::json ToJson(const Grams& grams, const GramReader& reader,
                      const std::set<std::pair<int, int>>& wanted) {
  nlohmann::json features = nlohmann::json::array();
  nlohmann::json in_summary = nlohmann::json::array();
  for (const byline::summary::Gram& gram : grams.grams) {
    features.push_back(reader.FeaturesOf(gram));
    in_summary.push_back(wanted.count({gram.term, gram.other}) > 0 ? 1 : 0);
  }
  return {{"features", features},
          {"in_summary", in_summary},
          {"of_sentence", grams.of_sentence}};
}

nlohmann::json ToJson(const nlohmann::json& article,
                      const SummaryModel& model) {
  const std::string body = Field(article, "body");
  const std::string title = Field(article, "title");
  const byline::summary::SourceDocument document =
      byline::summary::DocumentOfBody(title, body, "");
  const ScoredText text(document, model);
  nlohmann::json sentences = nlohmann::json::array();
  nlohmann::json repeats = nlohmann::json::array();
  for (size_t i = 0; i < text.sentences.size(); ++i) {
    const byline::summary::Sentence& sentence = text.sentences[i];
    const byline::summary::Gate gate = byline::summary::GateOf(
        sentence, text.space.Profile(i), byline::summary::kMostPointWords);
    sentences.push_back({{"stems", StemsOf(sentence.text, document.language)},
                         {"gate", std::string(byline::summary::GateName(gate))},
                         {"dangling", sentence.dangling},
                         {"score", sentence.score},
                         {"features", text.features[i]}});
    for (size_t j = 0; j < i; ++j) {
      if (byline::summary::Repeat(text.space, j, i)) repeats.push_back({j, i});
    }
  }
  nlohmann::json similarity = nlohmann::json::array();
  for (size_t i = 0; i < text.sentences.size(); ++i) {
    std::vector<double> row;
    for (size_t j = 0; j < i; ++j) row.push_back(text.space.Similarity(i, j));
    similarity.push_back(row);
  }
  const byline::summary::GramsOfText grams =
      byline::summary::CollectGrams(text.sentences, text.space);
  const GramReader reader(grams, text.space);
  const Wanted wanted = WantedBy(text, Field(article, "summary"));
  return {
      {"id", Field(article, "id")},
      {"terms", ToJson(grams.terms, reader, wanted.terms)},
      {"pairs", ToJson(grams.pairs, reader, wanted.pairs)},
      {"sentences", sentences},
      {"reference", ReferenceOf(Field(article, "summary"), document.language)},
      {"similarity", similarity},
      {"repeats", repeats}};
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<char*> files = absl::ParseCommandLine(argc, argv);
  if (files.size() != 2) {
    std::cerr << "usage: byline-quality-features [--weights=FILE] FILE.jsonl\n";
    return 2;
  }
  const absl::StatusOr<SummaryModel> model =
      byline::summary::ReadModel(absl::GetFlag(FLAGS_weights));
  if (!model.ok()) {
    std::cerr << model.status().message() << "\n";
    return 2;
  }
  std::ifstream in(files[1]);
  if (!in) {
    std::cerr << files[1] << ": cannot be read\n";
    return 2;
  }
  std::cout << nlohmann::json{{"sentence", Strings(FeatureNames())},
                              {"gram", Strings(GramFeatureNames())}}
                   .dump()
            << "\n";
  for (std::string line; std::getline(in, line);) {
    const nlohmann::json article = nlohmann::json::parse(line, nullptr, false);
    if (article.is_object())
      std::cout << ToJson(article, *model)
                       .dump(-1, ' ', false,
                             nlohmann::json::error_handler_t::replace)
                << "\n";
  }
}
