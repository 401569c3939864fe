#include "services/summary/core/scoring.h"

#include <absl/numeric/bits.h>
#include <absl/strings/ascii.h>

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace byline::summary {
namespace {

// The weights follow a logistic regression on news highlights (which sentences
// stand in the best extract); they are set by hand to round values, for
// sentences of about 22 words and articles of about 30 sentences.
constexpr double kFirstness = 2.0;      // 1 / (place + 1)
constexpr double kLatePlace = -0.45;    // log(place + 1)
constexpr double kWordsOver = -0.03;    // for each word above 18
constexpr double kShort = -0.12;        // for each word below 10
constexpr double kCentrality = 2.0;     // cosine to the centroid
constexpr double kRank = 0.7;           // PageRank
constexpr double kLogFrequency = 0.7;   // mean log frequency of its terms
constexpr double kTopTerm = 0.1;        // for each of the ten weightiest terms
constexpr double kHeadline = 1.5;       // cosine with the headline
constexpr double kNumber = 0.3;         // holds a number
constexpr double kFirstInBlock = 0.15;  // opens its paragraph
constexpr double kDangling = -1.5;
constexpr double kQuoteLed = -0.7;
constexpr double kQuestion = -2.0;
constexpr double kVeryShort = -3.0;  // below 6 words
constexpr double kVeryLong = -1.0;   // above 45 words
constexpr double kUnsound = -6.0;

bool HoldsNumber(absl::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isdigit(static_cast<unsigned char>(c));
  });
}

}  // namespace

void ScoreSentences(const TermSpace& space, std::vector<Sentence>& sentences) {
  size_t place =
      0;  // among the sound ones: a byline on top does not make the lead second
  for (size_t i = 0; i < sentences.size(); ++i) {
    Sentence& sentence = sentences[i];
    const double words = std::max(sentence.words, 1);
    double score = kFirstness / static_cast<double>(place + 1) +
                   kLatePlace * std::log(static_cast<double>(place + 1));
    score += kWordsOver * std::max(0.0, words - 18) +
             kShort * std::max(0.0, 10 - words);
    score += kCentrality * space.Centrality(i) + kRank * space.Rank(i) +
             kLogFrequency * space.MeanLogFrequency(i);
    score += kTopTerm * absl::popcount(space.TopTerms(i)) +
             kHeadline * space.HeadlineSimilarity(i);
    if (HoldsNumber(sentence.text)) score += kNumber;
    if (sentence.first_in_block) score += kFirstInBlock;
    if (sentence.dangling) score += kDangling;
    if (sentence.quote_led) score += kQuoteLed;
    if (sentence.question) score += kQuestion;
    if (words < 6) score += kVeryShort;
    if (words > 45) score += kVeryLong;
    if (sentence.IsSound()) {
      ++place;
    } else {
      score += kUnsound;
    }
    sentence.score = score;
  }
}

}  // namespace byline::summary
