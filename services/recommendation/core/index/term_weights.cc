#include "services/recommendation/core/index/term_weights.h"

#include <absl/strings/str_format.h>

#include <algorithm>
#include <cmath>
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

void TermCounts::Add(const std::vector<PreparedTerm>& terms,
                     int64_t publish_second) {
  ++articles_;
  dates_.Add(publish_second);
  for (const PreparedTerm& term : terms) holders_.prefetch(term.term);
  for (const PreparedTerm& term : terms) {
    uint32_t& holders = holders_[term.term];
    ++holders;
    if (term.is_name && term.in_lead) holders |= kNameInLead;
  }
}

TermWeights::TermWeights(std::string language)
    : language_(std::move(language)),
      log_articles_(std::log(kBackgroundArticles)),
      terms_(std::make_shared<FingerprintList>()),
      version_(MakeVersion()) {}

TermWeights::TermWeights(std::string language, const TermCounts& counts)
    : language_(std::move(language)),
      log_articles_(std::log(static_cast<double>(counts.articles()) +
                             kBackgroundArticles)),
      drops_single_(counts.articles() >= kDropSinglesFrom),
      dates_(counts.dates_) {
  std::vector<uint64_t> terms;
  for (const auto& [term, holders] : counts.holders_) {
    if (holders > 1 || !drops_single_) terms.push_back(term);
  }
  std::sort(terms.begin(), terms.end());
  terms.shrink_to_fit();
  idf_.reserve(terms.size());
  for (const uint64_t term : terms) {
    const uint32_t holders =
        counts.holders_.at(term) & ~TermCounts::kNameInLead;
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

std::vector<TermWeights::Valued> TermWeights::Value(
    const std::vector<PreparedTerm>& terms, bool counted) const {
  std::vector<uint64_t> fingerprints;
  fingerprints.reserve(terms.size());
  for (const PreparedTerm& term : terms) fingerprints.push_back(term.term);
  std::vector<uint32_t> places;
  terms_->FindAll(fingerprints, places);
  for (const uint32_t place : places) {
    if (place < idf_.size()) __builtin_prefetch(&idf_[place]);
  }
  std::vector<Valued> valued;
  valued.reserve(terms.size());
  for (size_t i = 0; i < terms.size(); ++i) {
    const PreparedTerm& term = terms[i];
    const uint32_t place = places[i];
    const bool known = place < terms_->size();
    if (!known && counted && drops_single_) continue;
    const double idf =
        known ? idf_[place]
              : log_articles_ - LogBackgroundHolders(term.term, language_);
    if (idf > 0) {
      valued.push_back({term.weight * static_cast<float>(idf), place, &term});
    }
  }
  return valued;
}

SparseVector TermWeights::Sparse(const std::vector<PreparedTerm>& terms) const {
  SparseVector vector;
  for (const Valued& term : Value(terms, /*counted=*/true)) {
    if (term.place < terms_->size()) {
      vector.emplace_back(term.place, term.value);
    }
  }
  return vector;
}

WeightedArticle TermWeights::Weigh(const std::vector<PreparedTerm>& terms,
                                   bool counted) const {
  WeightedArticle article;
  std::vector<Valued> strong = Value(terms, counted);
  if (!latent_.empty()) {
    SparseVector vector;
    vector.reserve(strong.size());
    for (const Valued& term : strong) {
      vector.emplace_back(term.place, term.value);
    }
    article.latent = latent_.Fold(vector);
  }
  const auto stronger = [](const Valued& a, const Valued& b) {
    return a.value != b.value ? a.value > b.value : a.term->term < b.term->term;
  };
  if (strong.size() > kMostTerms) {
    std::nth_element(strong.begin(), strong.begin() + kMostTerms, strong.end(),
                     stronger);
    strong.resize(kMostTerms);
  }
  float strongest = 0;
  for (const Valued& term : strong) strongest = std::max(strongest, term.value);
  std::sort(strong.begin(), strong.end(), [](const Valued& a, const Valued& b) {
    return a.term->term < b.term->term;
  });
  article.terms.reserve(strong.size());
  for (const Valued& term : strong) {
    const auto weight = static_cast<int>(255 * term.value / strongest + 0.5F);
    if (weight == 0) continue;
    article.terms.push_back(
        {term.term->term, term.place, static_cast<uint8_t>(weight),
         term.term->in_headline, term.term->in_lead, term.term->is_name});
  }
  return article;
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
