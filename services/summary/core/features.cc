#include "services/summary/core/features.h"

#include <absl/numeric/bits.h>

#include <algorithm>
#include <cmath>

#include "services/summary/core/surface.h"

namespace byline::summary {
namespace {

constexpr absl::string_view kNames[kFeatureCount] = {
    // position
    "first", "second", "third", "fourth", "fifth", "inverse_place", "log_place",
    "relative_place", "log_count", "inverse_block", "first_in_block",
    "last_in_block",
    // length
    "words", "log_words", "under_8", "under_12", "over_30", "over_35",
    "over_45",
    // centrality
    "centrality", "rank", "links", "mean_log_frequency", "mean_idf",
    "top_terms", "top_term_density", "with_first", "with_previous",
    "most_alike_before", "mean_before", "mean_behind", "novelty",
    "relative_centrality", "relative_rank",
    // what a summary would say of it: numbers, shares of its words, and F1
    // against a line of 20 words
    "expected_terms", "expected_pairs", "term_density", "pair_density",
    "term_value", "pair_value",
    // headline
    "headline", "covered_by_headline",
    // surface
    "capitalised_share", "names", "numbers", "amounts", "quoted_share",
    "quote_led", "lone_quote", "reporting", "dangling", "pronoun_share",
    "personal", "question", "dates", "comma_share", "parenthesis",
    "colon_or_dash"};

constexpr double kLineWords = 20;

// Writes values one after the other, in the order of kNames.
class Row {
 public:
  explicit Row(Features& features) : features_(features) {}
  Row& operator<<(double value) {
    features_[at_++] = value;
    return *this;
  }
  Row& operator<<(bool flag) { return *this << (flag ? 1.0 : 0.0); }

 private:
  Features& features_;
  size_t at_ = 0;
};

struct TextFigures {
  double sound = 0;
  double blocks = 0;
  double most_central = 0;
  double highest_rank = 0;
};

TextFigures FiguresOf(const std::vector<Sentence>& sentences,
                      const TermSpace& space) {
  TextFigures figures;
  const SourceBlock* last = nullptr;
  for (size_t i = 0; i < sentences.size(); ++i) {
    if (sentences[i].block != last) ++figures.blocks;
    last = sentences[i].block;
    if (!sentences[i].IsSound()) continue;
    ++figures.sound;
    figures.most_central =
        std::max(figures.most_central, space.Profile(i).centrality);
    figures.highest_rank =
        std::max(figures.highest_rank, space.Profile(i).rank);
  }
  return figures;
}

double Share(double part, double whole) { return whole > 0 ? part / whole : 0; }

}  // namespace

absl::Span<const absl::string_view> FeatureNames() { return kNames; }

std::vector<Features> ComputeFeatures(const std::vector<Sentence>& sentences,
                                      const TermSpace& space,
                                      const Salience& salience) {
  std::vector<Features> rows(sentences.size());
  const TextFigures text = FiguresOf(sentences, space);
  size_t place = 0;
  size_t block = 0;
  for (size_t i = 0; i < sentences.size(); ++i) {
    const Sentence& sentence = sentences[i];
    const TermProfile& terms = space.Profile(i);
    const Surface surface = SurfaceOf(sentence.text);
    if (i > 0 && sentence.block != sentences[i - 1].block) ++block;
    const auto at = static_cast<double>(place);
    const auto words = static_cast<double>(std::max(sentence.words, 1));
    const auto spaced = static_cast<double>(std::max(surface.words, 1));
    const int top_terms = absl::popcount(terms.top_terms);
    // Texts without paragraphs tell nothing by them.
    const bool has_blocks = text.blocks > 1;
    Row row(rows[i]);
    for (size_t opening = 0; opening < 5; ++opening) row << (place == opening);
    row << 1 / (at + 1) << std::log(at + 1) << Share(at, text.sound)
        << std::log(text.sound + 1)
        << (has_blocks ? 1 / static_cast<double>(block + 1) : 0)
        << (has_blocks && sentence.first_in_block)
        << (has_blocks && sentence.last_in_block);
    row << words << std::log(words) << (words < 8) << (words < 12)
        << (words > 30) << (words > 35) << (words > 45);
    row << terms.centrality << terms.rank << terms.links
        << terms.mean_log_frequency << terms.mean_idf
        << static_cast<double>(top_terms) << Share(top_terms, words)
        << terms.with_first << terms.with_previous << terms.most_alike_before
        << terms.mean_before << terms.mean_behind << terms.novelty
        << Share(terms.centrality, text.most_central)
        << Share(terms.rank, text.highest_rank);
    const double expected_terms = salience.ExpectedTerms(i);
    const double expected_pairs = salience.ExpectedPairs(i);
    row << expected_terms << expected_pairs << expected_terms / words
        << expected_pairs / words << 2 * expected_terms / (words + kLineWords)
        << 2 * expected_pairs / (words + kLineWords);
    row << terms.headline << terms.covered_by_headline;
    row << surface.capitalised / spaced << static_cast<double>(surface.names)
        << static_cast<double>(surface.numbers)
        << static_cast<double>(surface.amounts)
        << Share(static_cast<double>(surface.quoted_bytes),
                 static_cast<double>(sentence.text.size()))
        << sentence.quote_led << sentence.lone_quote << (surface.reporting > 0)
        << sentence.dangling << surface.pronouns / spaced
        << static_cast<double>(surface.personal) << sentence.question
        << static_cast<double>(surface.dates) << surface.commas / spaced
        << surface.parenthesis << surface.colon_or_dash;
    if (sentence.IsSound()) ++place;
  }
  return rows;
}

}  // namespace byline::summary
