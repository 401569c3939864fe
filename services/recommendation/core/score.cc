#include "services/recommendation/core/score.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "services/recommendation/core/hub_marks.h"
#include "services/recommendation/core/index/latent_space.h"
#include "services/recommendation/core/index/term_weights.h"

namespace byline::recommendation {
namespace {

constexpr int kUnitBits = 40;

// What each likeness counts. Found on event-labelled news (two or three outlets
// on one event) and topic-labelled agency news together: names tell events,
// words and the latent space topics.
struct Shares {
  double text = 0;
  double names = 0;
  double headline = 0;
  double lead = 0;
  double vectors_fine = 0;
  double vectors_coarse = 0;
};
constexpr Shares kWithVectors = {.text = 0.49,
                                 .names = 0.21,
                                 .headline = 0.06,
                                 .lead = 0.18,
                                 .vectors_fine = 0.23,
                                 .vectors_coarse = 0.18};
// In an archive too small for a latent space, and between two languages, a name
// in both is what tells most.
constexpr Shares kWordsAlone = {
    .text = 0.8, .names = 1.0, .headline = 0.06, .lead = 0.18};
// The publisher's own vectors, where both have one.
constexpr double kModel = 0.4;

// From so much on that the words' likeness says, the vectors' counts in full;
// without a word in common nothing could be said of why an article is there.
constexpr double kWordsForVectors = 0.01;

// How much of what nearness in time adds to the words' likeness it adds to the
// vectors', where the words say at least so much: of one subject and one day
// alone there are many.
constexpr double kVectorsTimeShare = 0.3;
constexpr double kWordsForVectorsTime = 0.06;

constexpr double kSectionShare = 0.05;
constexpr double kReadersShare = 0.05;
// Of the terms of a query's lead, and of its headline, how many of those that
// an article holds stand in its own, over the share of them in its length.
constexpr double kInBothLeads = 0.6;
constexpr double kInBothHeadlines = 0.5;

// Rounds what is not negative; a few times as fast as std::llround.
int64_t Round(double value) {
  // NOLINTNEXTLINE(bugprone-incorrect-roundings)
  return static_cast<int64_t>(value + 0.5);
}

double Root(uint32_t square) {
  return std::sqrt(static_cast<double>(std::max(square, 1U)));
}

double ModelCosine(const ModelVector& a, const ModelVector& b) {
  if (a.model != b.model || a.values.size() != b.values.size()) return 0;
  return std::inner_product(a.values.begin(), a.values.end(), b.values.begin(),
                            0.0);
}

}  // namespace

double FromUnits(Units units) {
  return std::ldexp(static_cast<double>(units), -kUnitBits);
}

Units ToUnits(double value) {
  return Round(value * static_cast<double>(int64_t{1} << kUnitBits));
}

Query QueryOf(const Segment& segment, Slot slot, const TermWeights& weights) {
  const Document& document = segment.documents().At(slot);
  Query query;
  query.name = document.name;
  query.language = weights.language();
  query.publish_second = document.publish_second;
  query.nearness = weights.dates().At(document.publish_second);
  query.section = document.section;
  query.copies = document.copies;
  query.article = segment.Weighted(slot);
  query.sketch = segment.documents().Sketch(slot);
  return query;
}

QueryLengths::QueryLengths(const WeightedArticle& article) {
  uint32_t squares[3] = {};
  for (const WeightedTerm& term : article.terms) {
    const uint32_t square = uint32_t{term.weight} * term.weight;
    squares[0] += square;
    if (term.in_lead) squares[1] += square;
    if (term.in_headline) squares[2] += square;
  }
  all = Root(squares[0]);
  lead = Root(squares[1]);
  headline = Root(squares[2]);
}

ResolvedTerms::ResolvedTerms(const WeightedArticle& article,
                             const Segment& segment) {
  terms_.reserve(article.terms.size());
  for (const WeightedTerm& term : article.terms) {
    const absl::optional<uint32_t> number = segment.Find(term.term);
    if (!number.has_value()) continue;
    terms_.push_back({*number, &term});
    const uint32_t bit = *number % kBits;
    bits_[bit / 64] |= uint64_t{1} << (bit % 64);
  }
  std::sort(terms_.begin(), terms_.end(),
            [](const ResolvedTerm& a, const ResolvedTerm& b) {
              return a.number < b.number;
            });
}

double ExpectedLikeness(const WeightedTerm& term, const QueryLengths& lengths,
                        bool has_vectors) {
  const Shares& shares = has_vectors ? kWithVectors : kWordsAlone;
  double expected = (term.is_name ? shares.names : shares.text) / lengths.all;
  if (term.in_lead) expected += kInBothLeads * shares.lead / lengths.lead;
  if (term.in_headline) {
    expected += kInBothHeadlines * shares.headline / lengths.headline;
  }
  return term.weight * expected;
}

double VectorsLikeness(double fine, double coarse) {
  return kWithVectors.vectors_fine * std::max(0.0, fine) +
         kWithVectors.vectors_coarse * std::max(0.0, coarse);
}

double VectorsShare(double words) {
  return std::min(1.0, words / kWordsForVectors);
}

double VectorsTimeShare(double words) {
  return kVectorsTimeShare * std::min(1.0, words / kWordsForVectorsTime);
}

std::vector<v1::ScorePart> Score::Parts() const {
  std::vector<v1::ScorePart> parts;
  const auto add = [&parts](const char* name, Units units) {
    if (units == 0) return;
    v1::ScorePart& part = parts.emplace_back();
    part.set_part(name);
    part.set_value(FromUnits(units));
  };
  add("headline", headline);
  add("lead", lead);
  add("names", names);
  add("text", text);
  add("vectors", vectors);
  add("model", model);
  add("section", section);
  add("recency", recency);
  add("hub", hub);
  add("readers", readers);
  return parts;
}

double SectionShare(const Query& query, uint16_t section) {
  return query.section != 0 && query.section == section ? kSectionShare : 0;
}

void AddReaders(Score& score, double strength) {
  score.readers = Round(static_cast<double>(score.Base()) * kReadersShare *
                        std::clamp(strength, 0.0, 1.0));
}

bool Score::IsTooFarFor(const Document& document) const {
  return document.least_score != 0 &&
         FromUnits(OfPair()) < LeastScoreOf(document.least_score);
}

double TermsLikeness(const std::vector<WeightedTerm>& a,
                     const std::vector<WeightedTerm>& b) {
  uint32_t names = 0;
  uint32_t text = 0;
  auto other = b.begin();
  for (const WeightedTerm& term : a) {
    while (other != b.end() && other->term < term.term) ++other;
    if (other == b.end()) break;
    if (other->term != term.term) continue;
    const uint32_t product = uint32_t{term.weight} * other->weight;
    (term.is_name && other->is_name ? names : text) += product;
  }
  const double over_all = 1 / (LengthOf(a) * LengthOf(b));
  return FromUnits(ToUnits(kWordsAlone.names * names * over_all) +
                   ToUnits(kWordsAlone.text * text * over_all));
}

Score ScorePair(const Query& query, const QueryLengths& lengths,
                const ResolvedTerms& resolved, const Segment& segment,
                Slot slot, bool same_space, const ArticleRecords& records,
                std::vector<SharedTerm>* shared) {
  UnpackedTerms terms;
  segment.documents().Unpack(slot, terms);
  uint32_t square = 0;
  uint32_t lead_square = 0;
  uint32_t headline_square = 0;
  uint32_t names = 0;
  uint32_t text = 0;
  uint32_t lead = 0;
  uint32_t headline = 0;
  const std::vector<ResolvedTerm>& all = resolved.all();
  auto mine = all.begin();
  for (size_t i = 0; i < terms.size; ++i) {
    const uint32_t weight = terms.terms[i].weight;
    const bool in_lead = (terms.lead >> i & 1) != 0;
    const bool in_headline = (terms.headline >> i & 1) != 0;
    square += weight * weight;
    // Without a branch: which ones do cannot be foretold.
    lead_square += in_lead ? weight * weight : 0;
    headline_square += in_headline ? weight * weight : 0;
    const uint32_t number = terms.terms[i].number;
    if (!resolved.MayHave(number)) continue;
    while (mine != all.end() && mine->number < number) ++mine;
    if (mine == all.end() || mine->number != number) continue;
    const WeightedTerm& term = *mine->term;
    const uint32_t product = weight * term.weight;
    const bool is_name = term.is_name && (terms.names >> i & 1) != 0;
    (is_name ? names : text) += product;
    if (in_lead && term.in_lead) lead += product;
    if (in_headline && term.in_headline) headline += product;
    if (shared != nullptr) {
      shared->push_back({term.term, is_name, static_cast<Units>(product)});
    }
  }

  Score score;
  const DocumentTable& documents = segment.documents();
  const LatentVector& latent_place = documents.Latent(slot);
  const bool has_vectors = same_space &&
                           query.article.latent != LatentVector{} &&
                           latent_place != LatentVector{};
  const Shares& shares = has_vectors ? kWithVectors : kWordsAlone;
  const double over_all = 1 / (lengths.all * Root(square));
  score.names = ToUnits(shares.names * names * over_all);
  score.text = ToUnits(shares.text * text * over_all);
  score.lead = ToUnits(shares.lead * lead / (lengths.lead * Root(lead_square)));
  score.headline = ToUnits(shares.headline * headline /
                           (lengths.headline * Root(headline_square)));
  if (has_vectors) {
    const LatentNearness near =
        CompareLatent(query.article.latent, latent_place);
    score.vectors = ToUnits(VectorsShare(FromUnits(score.Words())) *
                            VectorsLikeness(near.fine, near.coarse));
  }
  const Document& document = documents.At(slot);
  if (document.has_vector && !query.vector.values.empty()) {
    score.model = ToUnits(
        kModel *
        std::max(0.0, ModelCosine(query.vector,
                                  records.Article(document.record).vector)));
  }
  score.section = Round(static_cast<double>(score.Base()) *
                        SectionShare(query, document.section));
  const auto words = static_cast<double>(score.Words());
  const auto vectors = static_cast<double>(score.vectors + score.model);
  score.recency =
      Round((words + VectorsTimeShare(FromUnits(score.Words())) * vectors) *
            TimeShare(query, documents.DayAt(slot)));
  if (document.crowding != 0) {
    const auto pair = static_cast<double>(score.OfPair());
    score.hub =
        Round(pair * CrowdingFactor(document.crowding)) - score.OfPair();
  }
  for (size_t i = 0; shared != nullptr && i < shared->size(); ++i) {
    SharedTerm& term = (*shared)[i];
    term.units = ToUnits((term.is_name ? shares.names : shares.text) *
                         static_cast<double>(term.units) * over_all);
  }
  return score;
}

}  // namespace byline::recommendation
