#include "services/recommendation/core/index/term_weights.h"

#include <absl/strings/str_format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

#include "common/text/background_terms.h"

namespace byline::recommendation {
namespace {

// So many articles of news at large stand behind the archive's own counts.
constexpr double kBackgroundArticles = 200;
// From so many articles on, terms of one article are left out.
constexpr int64_t kDropSinglesFrom = 1000;

// ln(k * p) of a term.
double LogBackgroundHolders(uint64_t term, absl::string_view language) {
  static const double log_articles = std::log(kBackgroundArticles);
  return log_articles - text::BackgroundIdf(term, language);
}

uint64_t Combine(uint64_t hash, uint64_t value) {
  hash = (hash ^ value) * 0x9E3779B97F4A7C15;
  return hash ^ (hash >> 29);
}

}  // namespace

TermWeights::TermWeights(std::string language)
    : language_(std::move(language)),
      log_articles_(std::log(kBackgroundArticles)),
      terms_(std::make_shared<FingerprintList>()),
      version_(MakeVersion()) {}

TermWeights::TermWeights(std::string language, TermCounts& counts)
    : language_(std::move(language)),
      log_articles_(std::log(static_cast<double>(counts.articles()) +
                             kBackgroundArticles)),
      drops_single_(counts.articles() >= kDropSinglesFrom),
      dates_(counts.dates()) {
  const std::vector<TermCounts::Held> held = counts.Terms(drops_single_);
  std::vector<uint64_t> terms;
  terms.reserve(held.size());
  idf_.reserve(held.size());
  for (const auto& [term, holders] : held) {
    terms.push_back(term);
    idf_.push_back(static_cast<float>(
        log_articles_ -
        std::log(static_cast<double>(holders) +
                 std::exp(LogBackgroundHolders(term, language_)))));
  }
  terms_ = std::make_shared<FingerprintList>(std::move(terms));
  version_ = MakeVersion();
}

void TermWeights::Save(SnapshotWriter& writer) const {
  writer.WriteString(language_);
  writer.Write(log_articles_);
  writer.Write(drops_single_);
  writer.WriteVector(terms_->sorted());
  writer.WriteVector(idf_);
  dates_.Save(writer);
  latent_.Save(writer);
  cells_->Save(writer);
  writer.WriteString(version_);
  writer.WriteString(latent_version_);
}

std::shared_ptr<TermWeights> TermWeights::Load(SnapshotReader& reader) {
  auto weights = std::make_shared<TermWeights>(reader.ReadString());
  weights->log_articles_ = reader.Read<double>();
  weights->drops_single_ = reader.Read<bool>();
  weights->terms_ =
      std::make_shared<FingerprintList>(reader.ReadVector<uint64_t>());
  weights->idf_ = reader.ReadVector<float>();
  auto cells = std::make_shared<LatentCells>();
  if (!weights->dates_.Load(reader) || !weights->latent_.Load(reader) ||
      !cells->Load(reader)) {
    return nullptr;
  }
  weights->cells_ = std::move(cells);
  weights->version_ = reader.ReadString();
  weights->latent_version_ = reader.ReadString();
  return reader.ok() && weights->idf_.size() == weights->terms_->size()
             ? weights
             : nullptr;
}

double TermWeights::Idf(uint64_t term) const {
  const size_t place = terms_->Find(term);
  if (place < terms_->size()) return std::max(0.0F, idf_[place]);
  return log_articles_ - LogBackgroundHolders(term, language_);
}

void TermWeights::MakeLookup() {
  lookup_ = std::make_unique<TermLookup>(terms_->size());
  for (uint32_t place = 0; place < terms_->size(); ++place) {
    lookup_->Add({(*terms_)[place], place, idf_[place], latent_.RowOf(place)});
  }
}

void TermWeights::Value(const std::vector<PreparedTerm>& terms, bool counted,
                        std::vector<Valued>& valued) const {
  if (lookup_ != nullptr && counted && drops_single_) {
    LookUp(terms, valued);
    return;
  }
  valued.clear();
  valued.reserve(terms.size());
  const auto add = [&](const PreparedTerm& term, uint32_t place, double idf,
                       uint32_t row) {
    if (idf > 0) {
      valued.push_back({term.term, term.weight * static_cast<float>(idf), place,
                        row, 0, &term});
    }
  };
  const auto add_unknown = [&](const PreparedTerm& term) {
    if (counted && drops_single_) return;
    add(term, static_cast<uint32_t>(terms_->size()),
        log_articles_ - LogBackgroundHolders(term.term, language_),
        LatentSpace::kNoRow);
  };
  thread_local std::vector<uint64_t> fingerprints;
  thread_local std::vector<uint32_t> places;
  fingerprints.clear();
  for (const PreparedTerm& term : terms) fingerprints.push_back(term.term);
  terms_->FindAll(fingerprints, places);
  for (const uint32_t place : places) {
    if (place < idf_.size()) __builtin_prefetch(&idf_[place]);
  }
  for (size_t i = 0; i < terms.size(); ++i) {
    const uint32_t place = places[i];
    if (place < idf_.size()) {
      add(terms[i], place, idf_[place], latent_.RowOf(place));
    } else {
      add_unknown(terms[i]);
    }
  }
}

void TermWeights::LookUp(const std::vector<PreparedTerm>& terms,
                         std::vector<Valued>& valued) const {
  valued.resize(terms.size());
  size_t known = 0;
  for (const PreparedTerm& term : terms) {
    // Without a branch: which terms are known cannot be foretold.
    const TermLookup::Entry found = lookup_->Find(term.term);
    valued[known] = {
        term.term, term.weight * found.idf, found.place, found.row, 0, &term};
    known += found.term == term.term && found.idf > 0 ? 1 : 0;
  }
  valued.resize(known);
}

SparseVector TermWeights::Sparse(const std::vector<PreparedTerm>& terms) const {
  std::vector<Valued> valued;
  Value(terms, /*counted=*/true, valued);
  SparseVector vector;
  for (const Valued& term : valued) {
    if (term.place < terms_->size()) {
      vector.emplace_back(term.place, term.value);
    }
  }
  return vector;
}

WeightedArticle TermWeights::Weigh(const std::vector<PreparedTerm>& terms,
                                   bool counted) const {
  WeightedArticle article;
  thread_local std::vector<Valued> strong;
  Value(terms, counted, strong);
  if (!latent_.empty()) {
    thread_local SparseVector rows;
    rows.clear();
    for (const Valued& term : strong) {
      if (term.row != LatentSpace::kNoRow) {
        rows.emplace_back(term.row, term.value);
      }
    }
    article.latent = latent_.FoldRows(rows);
  }
  KeepStrongest(strong);
  SortByTerm(strong);
  article.terms.reserve(strong.size());
  for (const Valued& term : strong) {
    if (term.weight == 0) continue;
    article.terms.push_back({term.term, term.place, term.weight,
                             term.source->in_headline, term.source->in_lead,
                             term.source->is_name});
  }
  return article;
}

void TermWeights::KeepStrongest(std::vector<Valued>& terms) {
  float strongest = 0;
  for (const Valued& term : terms) strongest = std::max(strongest, term.value);
  constexpr float kHalf = 0.5F;
  const float scale = 255 / strongest;
  std::array<uint16_t, 256> with_weight{};
  for (Valued& term : terms) {
    // std::lround, which takes longer, does no better: none is negative.
    term.weight = static_cast<uint8_t>(scale * term.value + kHalf);
    ++with_weight[term.weight];
  }
  if (terms.size() <= kMostTerms) return;
  // Those of the weight that not all have room with are looked at closer.
  size_t last = 255;
  size_t stronger = 0;
  while (stronger + with_weight[last] < kMostTerms) {
    stronger += with_weight[last--];
  }
  const auto tied =
      std::partition(terms.begin(), terms.end(),
                     [last](const Valued& term) { return term.weight > last; });
  const auto rest = std::partition(
      tied, terms.end(),
      [last](const Valued& term) { return term.weight == last; });
  std::nth_element(tied, terms.begin() + kMostTerms, rest,
                   [](const Valued& a, const Valued& b) {
                     return a.value != b.value ? a.value > b.value
                                               : a.term < b.term;
                   });
  terms.resize(kMostTerms);
}

void TermWeights::SortByTerm(std::vector<Valued>& terms) {
  // Fingerprints are spread evenly: by their leading bits nearly all of them
  // come into their places at once.
  constexpr int kShift = 64 - 7;
  std::array<uint16_t, (1 << 7) + 1> begin{};
  for (const Valued& term : terms) ++begin[(term.term >> kShift) + 1];
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  thread_local std::vector<Valued> sorted;
  sorted.resize(terms.size());
  for (const Valued& term : terms) sorted[begin[term.term >> kShift]++] = term;
  for (size_t i = 1; i < sorted.size(); ++i) {
    for (size_t at = i; at > 0 && sorted[at].term < sorted[at - 1].term; --at) {
      std::swap(sorted[at], sorted[at - 1]);
    }
  }
  terms.swap(sorted);
}

void TermWeights::TrainLatentSpace(const std::vector<SparseVector>& sample,
                                   size_t articles) {
  latent_ = LatentSpace::Train(sample, terms_->size());
  if (latent_.empty()) return;
  latent_version_ = absl::StrFormat("%016x", latent_.Digest());
  std::vector<LatentVector> places;
  places.reserve(sample.size());
  for (const SparseVector& article : sample) {
    places.push_back(latent_.Fold(article));
  }
  cells_ = std::make_shared<LatentCells>(LatentCells::Train(places, articles));
}

std::string TermWeights::MakeVersion() const {
  uint64_t hash = Combine(
      terms_->size(), static_cast<uint64_t>(std::llround(1e9 * log_articles_)));
  for (size_t i = 0; i < terms_->size(); ++i) {
    hash = Combine(hash, (*terms_)[i]);
    hash = Combine(hash, static_cast<uint64_t>(std::lround(1e4F * idf_[i])));
  }
  return absl::StrFormat("%016x", hash);
}

}  // namespace byline::recommendation
