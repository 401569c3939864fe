#include "services/summary/core/model.h"

#include <absl/status/status.h>
#include <absl/strings/ascii.h>
#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_split.h>
#include <absl/types/span.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>
#include <utility>

#include "services/summary/core/weights.h"

namespace byline::summary {
namespace {

// Scores are told apart on this grid: the last bits of a logarithm may differ
// from one machine's library to another's.
constexpr double kGrid = 1048576;

bool ReadNumber(absl::string_view text, double& number) {
  return absl::SimpleAtod(text, &number) && std::isfinite(number);
}

struct WeightLine {
  int feature = -1;  // -1: the constant
  double mean = 0;
  double scale = 0;
  double weight = 0;
};

absl::StatusOr<WeightLine> ReadWeight(
    const std::vector<absl::string_view>& fields,
    absl::Span<const absl::string_view> names) {
  WeightLine line;
  const auto at = std::find(names.begin(), names.end(), fields[1]);
  if (at != names.end()) {
    line.feature = static_cast<int>(at - names.begin());
  } else if (fields[1] != "constant") {
    return absl::InvalidArgumentError(
        absl::StrCat("no feature is called ", std::string(fields[1])));
  }
  if (!ReadNumber(fields[2], line.mean) || !ReadNumber(fields[3], line.scale) ||
      line.scale <= 0 || !ReadNumber(fields[4], line.weight)) {
    return absl::InvalidArgumentError(
        "a name is followed by mean, scale (above 0) and weight");
  }
  return line;
}

template <size_t N>
void Take(const WeightLine& line, LinearWeights<N>& into) {
  const double weight = line.weight / line.scale;
  if (line.feature < 0) {
    into.constant += weight * (1 - line.mean);
  } else {
    into.weights[line.feature] = weight;
    into.constant -= weight * line.mean;
  }
}

double* ChoiceByName(absl::string_view name, ChoiceWeights& choice) {
  if (name == "shared_terms") return &choice.shared_terms;
  if (name == "similarity") return &choice.similarity;
  if (name == "neighbour") return &choice.neighbour;
  if (name == "quote_led") return &choice.quote_led;
  if (name == "below_8_words") return &choice.below_8_words;
  if (name == "dangling") return &choice.dangling;
  return nullptr;
}

std::vector<double> Probable(const std::vector<Gram>& grams,
                             const GramReader& reader,
                             const LinearWeights<kGramFeatureCount>& weights) {
  std::vector<double> probabilities;
  probabilities.reserve(grams.size());
  for (const Gram& gram : grams) {
    const double value = weights.Of(reader.FeaturesOf(gram));
    probabilities.push_back(1 / (1 + std::exp(-value)));
  }
  return probabilities;
}

}  // namespace

absl::StatusOr<SummaryModel> SummaryModel::Parse(absl::string_view text) {
  SummaryModel model;
  int number = 0;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    ++number;
    line = absl::StripAsciiWhitespace(line);
    if (line.empty() || line[0] == '#') continue;
    const absl::Status parsed =
        model.ParseLine(absl::StrSplit(line, ' ', absl::SkipEmpty()));
    if (!parsed.ok()) {
      return absl::InvalidArgumentError(
          absl::StrCat("line ", number, ": ", std::string(parsed.message())));
    }
  }
  return model;
}

absl::Status SummaryModel::ParseLine(
    const std::vector<absl::string_view>& fields) {
  const absl::string_view kind = fields[0];
  if (kind == "choice" && fields.size() == 3) {
    double* const weight = ChoiceByName(fields[1], choice_);
    if (weight == nullptr || !ReadNumber(fields[2], *weight))
      return absl::InvalidArgumentError(
          "choice is followed by the name of a weight and a number");
    return absl::OkStatus();
  }
  const bool of_sentence = kind == "sentence";
  if ((!of_sentence && kind != "term" && kind != "pair") || fields.size() != 5)
    return absl::InvalidArgumentError(
        "expected term, pair or sentence with NAME MEAN SCALE WEIGHT, or "
        "choice with NAME WEIGHT");
  const absl::StatusOr<WeightLine> line =
      ReadWeight(fields, of_sentence ? FeatureNames() : GramFeatureNames());
  if (!line.ok()) return line.status();
  if (of_sentence) {
    Take(*line, sentence_);
    if (line->feature >= 0) means_[line->feature] = line->mean;
  } else {
    Take(*line, kind == "term" ? term_ : pair_);
  }
  return absl::OkStatus();
}

const SummaryModel& SummaryModel::Shipped() {
  static const auto* const shipped = [] {
    absl::StatusOr<SummaryModel> parsed = Parse(kWeights);
    // What is compiled in is parsed by a test.
    if (!parsed.ok()) std::abort();
    return new SummaryModel(*std::move(parsed));
  }();
  return *shipped;
}

uint32_t SummaryModel::ShippedPrint() {
  uint32_t print = 2166136261U;
  for (const char c : absl::string_view(kWeights))
    print = (print ^ static_cast<unsigned char>(c)) * 16777619U;
  return print;
}

GramProbabilities SummaryModel::Probabilities(const GramsOfText& grams,
                                              const TermSpace& space) const {
  const GramReader reader(grams, space);
  return {Probable(grams.terms.grams, reader, term_),
          Probable(grams.pairs.grams, reader, pair_)};
}

double SummaryModel::Score(const Features& features) const {
  return std::floor(sentence_.Of(features) * kGrid + 0.5) / kGrid;
}

double SummaryModel::Contribution(size_t feature,
                                  const Features& features) const {
  return sentence_.weights[feature] * (features[feature] - means_[feature]);
}

}  // namespace byline::summary
