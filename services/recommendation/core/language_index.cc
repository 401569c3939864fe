#include "services/recommendation/core/language_index.h"

#include <algorithm>
#include <cmath>

#include "common/text/background_terms.h"

namespace byline::recommendation {
namespace {

// So many articles of news at large stand behind the archive's own counts.
constexpr double kBackgroundArticles = 200;

// k * p of a term.
double BackgroundHolders(absl::string_view term, absl::string_view language) {
  return kBackgroundArticles * std::exp(-text::BackgroundIdf(term, language));
}

bool SlotLess(const Posting& posting, Slot slot) { return posting.slot < slot; }

}  // namespace

absl::string_view StoredArticle::Spelling(TermId id) const {
  const auto found = std::lower_bound(spellings.begin(), spellings.end(), id,
                                      [](const auto& spelling, TermId wanted) {
                                        return spelling.first < wanted;
                                      });
  if (found == spellings.end() || found->first != id) return "";
  return found->second;
}

LanguageIndex::LanguageIndex(std::string language)
    : language_(std::move(language)) {
  CountSearchable(0);
}

Slot LanguageIndex::Add(PreparedArticle article, bool searchable) {
  Slot slot = 0;
  if (free_slots_.empty()) {
    slot = static_cast<Slot>(articles_.size());
    articles_.emplace_back();
    rough_norms_.push_back(0);
  } else {
    slot = free_slots_.back();
    free_slots_.pop_back();
  }
  StoredArticle& stored = articles_[slot];
  stored.facts = std::move(article.facts);
  stored.searchable = searchable;
  stored.shingles = ShingleSet(std::move(article.shingles));
  stored.terms.reserve(article.terms.size());
  for (PreparedTerm& prepared : article.terms) {
    const TermId id = Intern(prepared.term);
    ++terms_[id].references;
    stored.terms.push_back(
        {id, prepared.weight, prepared.in_headline, prepared.is_name});
    if (!prepared.spelling.empty()) {
      stored.spellings.emplace_back(id, std::move(prepared.spelling));
    }
  }
  std::sort(
      stored.terms.begin(), stored.terms.end(),
      [](const StoredTerm& a, const StoredTerm& b) { return a.id < b.id; });
  std::sort(stored.spellings.begin(), stored.spellings.end());
  if (searchable) {
    for (const StoredTerm& term : stored.terms) {
      std::vector<Posting>& postings = terms_[term.id].postings;
      postings.insert(
          std::lower_bound(postings.begin(), postings.end(), slot, SlotLess),
          Posting{slot, term.weight});
      terms_[term.id].log_holders = std::log(
          static_cast<double>(postings.size()) + terms_[term.id].background);
    }
    CountSearchable(+1);
  }
  RefreshRoughNorm(slot);
  return slot;
}

void LanguageIndex::Remove(Slot slot) {
  StoredArticle& stored = articles_[slot];
  if (stored.searchable) {
    for (const StoredTerm& term : stored.terms) {
      std::vector<Posting>& postings = terms_[term.id].postings;
      postings.erase(
          std::lower_bound(postings.begin(), postings.end(), slot, SlotLess));
      terms_[term.id].log_holders = std::log(
          static_cast<double>(postings.size()) + terms_[term.id].background);
    }
    CountSearchable(-1);
  }
  for (const StoredTerm& term : stored.terms) Release(term.id);
  stored = StoredArticle();
  free_slots_.push_back(slot);
}

absl::optional<TermId> LanguageIndex::Find(absl::string_view term) const {
  const auto found = ids_.find(term);
  if (found == ids_.end()) return absl::nullopt;
  return found->second;
}

double LanguageIndex::Idf(absl::string_view term) const {
  const absl::optional<TermId> id = Find(term);
  if (id.has_value()) return Idf(*id);
  return log_articles_ - std::log(BackgroundHolders(term, language_));
}

TermId LanguageIndex::Intern(const std::string& term) {
  const auto [entry, added] = ids_.try_emplace(term, 0);
  if (!added) return entry->second;
  TermId id = 0;
  if (free_ids_.empty()) {
    id = static_cast<TermId>(terms_.size());
    terms_.emplace_back();
  } else {
    id = free_ids_.back();
    free_ids_.pop_back();
  }
  entry->second = id;
  terms_[id].text = &entry->first;  // node_hash_map: keys stay where they are
  terms_[id].background = BackgroundHolders(term, language_);
  terms_[id].log_holders = std::log(terms_[id].background);
  return id;
}

void LanguageIndex::Release(TermId id) {
  if (--terms_[id].references > 0) return;
  ids_.erase(*terms_[id].text);
  terms_[id] = Term();
  free_ids_.push_back(id);
}

void LanguageIndex::CountSearchable(int change) {
  searchable_ += change;
  log_articles_ =
      std::log(static_cast<double>(searchable_) + kBackgroundArticles);
  // Amortised: each growth by a quarter weighs everything once more.
  if (searchable_ <= searchable_at_refresh_ * 5 / 4 + 16) return;
  searchable_at_refresh_ = searchable_;
  for (Slot slot = 0; slot < articles_.size(); ++slot) RefreshRoughNorm(slot);
}

void LanguageIndex::RefreshRoughNorm(Slot slot) {
  double sum = 0;
  for (const StoredTerm& term : articles_[slot].terms) {
    const double value = term.weight * Idf(term.id);
    sum += value * value;
  }
  rough_norms_[slot] = static_cast<float>(std::sqrt(std::max(sum, 1e-9)));
}

}  // namespace byline::recommendation
