#include "services/recommendation/core/score.h"

#include <absl/strings/string_view.h>
#include <absl/time/time.h>

#include <algorithm>
#include <cmath>

#include "common/text/fold.h"

namespace byline::recommendation {
namespace {

constexpr int kUnitBits = 40;
// Squares of weights are greater: fewer bits are left for their fractions.
constexpr int kSquareBits = 30;
// A name that both hold says more than a word of the same rarity.
constexpr double kNameBoost = 1.25;
constexpr double kSectionShare = 0.1;
constexpr double kRecencyShare = 0.5;
constexpr double kHalfLifeDays = 3;

// Rounds what is not negative; a few times as fast as std::llround.
int64_t Round(double value) { return static_cast<int64_t>(value + 0.5); }

int64_t SquareUnits(double value) {
  return Round(value * value * static_cast<double>(int64_t{1} << kSquareBits));
}

double Length(int64_t square_units) {
  return std::sqrt(std::ldexp(
      static_cast<double>(std::max<int64_t>(square_units, 1)), -kSquareBits));
}

bool SameSection(const ArticleFacts& a, const ArticleFacts& b) {
  if (a.section.empty() || b.section.empty()) return false;
  return a.section == b.section ||
         text::Fold(a.section) == text::Fold(b.section);
}

// Divides by the length, which makes the vector's length 1.
void Normalise(std::vector<QueryTerm>& terms) {
  int64_t sum = 0;
  for (const QueryTerm& term : terms) sum += SquareUnits(term.value);
  const double length = Length(sum);
  for (QueryTerm& term : terms) term.value /= length;
}

}  // namespace

double FromUnits(Units units) {
  return std::ldexp(static_cast<double>(units), -kUnitBits);
}

Units ToUnits(double value) {
  return Round(value * static_cast<double>(int64_t{1} << kUnitBits));
}

Query MakeQuery(const StoredArticle& article, const LanguageIndex& index) {
  Query query{article.facts, {}, article.shingles};
  query.terms.reserve(article.terms.size());
  for (const StoredTerm& term : article.terms) {
    query.terms.push_back({index.Text(term.id),
                           term.weight * index.Idf(term.id), term.in_headline,
                           term.is_name,
                           std::string(article.Spelling(term.id))});
  }
  Normalise(query.terms);
  return query;
}

Query MakeQuery(const PreparedArticle& article, const LanguageIndex& index) {
  Query query{article.facts, {}, ShingleSet(article.shingles)};
  query.terms.reserve(article.terms.size());
  for (const PreparedTerm& term : article.terms) {
    query.terms.push_back({term.term, term.weight * index.Idf(term.term),
                           term.in_headline, term.is_name, term.spelling});
  }
  Normalise(query.terms);
  return query;
}

std::vector<ResolvedTerm> Resolve(const Query& query,
                                  const LanguageIndex& index) {
  std::vector<ResolvedTerm> resolved;
  resolved.reserve(query.terms.size());
  for (const QueryTerm& term : query.terms) {
    const absl::optional<TermId> id = index.Find(term.term);
    if (id.has_value()) resolved.push_back({*id, &term});
  }
  std::sort(
      resolved.begin(), resolved.end(),
      [](const ResolvedTerm& a, const ResolvedTerm& b) { return a.id < b.id; });
  return resolved;
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
  add("names", names);
  add("text", text);
  add("section", section);
  add("recency", recency);
  return parts;
}

Score ScorePair(const Query& query, const std::vector<ResolvedTerm>& resolved,
                const LanguageIndex& index, const StoredArticle& article,
                std::vector<SharedTerm>* shared) {
  int64_t square = 0;
  for (const StoredTerm& term : article.terms) {
    square += SquareUnits(term.weight * index.Idf(term.id));
  }
  const double length = Length(square);

  Score score;
  auto mine = resolved.begin();
  for (const StoredTerm& theirs : article.terms) {
    while (mine != resolved.end() && mine->id < theirs.id) ++mine;
    if (mine == resolved.end()) break;
    if (mine->id != theirs.id) continue;
    const QueryTerm& term = *mine->term;
    const bool is_name = term.is_name && theirs.is_name;
    const Units units =
        ToUnits(term.value * (theirs.weight * index.Idf(theirs.id) / length) *
                (is_name ? kNameBoost : 1.0));
    if (term.in_headline && theirs.in_headline) {
      score.headline += units;
    } else if (is_name) {
      score.names += units;
    } else {
      score.text += units;
    }
    if (shared != nullptr)
      shared->push_back({theirs.id, &term, is_name, units});
  }

  const auto base = static_cast<double>(score.Base());
  if (SameSection(query.facts, article.facts)) {
    score.section = Round(base * kSectionShare);
  }
  if (query.facts.publish_time.has_value() &&
      article.facts.publish_time.has_value()) {
    const double days =
        absl::FDivDuration(absl::AbsDuration(*query.facts.publish_time -
                                             *article.facts.publish_time),
                           absl::Hours(24));
    score.recency =
        Round(base * kRecencyShare * std::exp2(-days / kHalfLifeDays));
  }
  return score;
}

}  // namespace byline::recommendation
