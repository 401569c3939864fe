#include "services/recommendation/core/similarity_index.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>

#include <algorithm>
#include <utility>

#include "common/base/errors.h"
#include "services/recommendation/core/exclusions.h"
#include "services/recommendation/core/reasons.h"

namespace byline::recommendation {
namespace {

absl::Status NoSuchArticle(absl::string_view name) {
  return ErrorWithReason(
      absl::StatusCode::kNotFound, "ARTICLE_NOT_FOUND",
      absl::StrCat(name, " is not there, or is not published"),
      {{"article", std::string(name)}});
}

absl::Status Withdrawn(absl::string_view name) {
  return ErrorWithReason(absl::StatusCode::kNotFound, "ARTICLE_WITHDRAWN",
                         absl::StrCat(name, " was withdrawn"),
                         {{"article", std::string(name)}});
}

v1::SimilarArticle Describe(const ArticleFacts& facts, const Score& score,
                            std::vector<v1::Reason> reasons) {
  v1::SimilarArticle similar;
  similar.set_article(facts.name);
  similar.set_headline(facts.headline);
  similar.set_slug(facts.slug);
  similar.set_section(facts.section);
  if (facts.publish_time.has_value()) {
    const absl::Time time = *facts.publish_time;
    const int64_t seconds = absl::ToUnixSeconds(time);
    similar.mutable_publish_time()->set_seconds(seconds);
    similar.mutable_publish_time()->set_nanos(static_cast<int32_t>(
        absl::ToInt64Nanoseconds(time - absl::FromUnixSeconds(seconds))));
  }
  similar.set_score(FromUnits(score.Total()));
  for (v1::ScorePart& part : score.Parts()) *similar.add_parts() = part;
  for (v1::Reason& reason : reasons) *similar.add_reasons() = std::move(reason);
  return similar;
}

}  // namespace

SimilarityIndex::SimilarityIndex(SimilarityOptions options)
    : options_(options), floor_(ToUnits(options.floor)) {}

void SimilarityIndex::Put(PreparedArticle article) {
  const bool has_text = article.facts.state == article::v1::STATE_PUBLISHED;
  if (!has_text) {
    PutWithoutText(article.facts.name, article.facts.state);
    return;
  }
  const WriterLock lock(mutex_);
  Place& place = places_[article.facts.name];
  Remove(place);
  LanguageIndex& index = IndexOf(article.facts.language);
  const bool searchable = IsOfferable(article.facts);
  searchable_ += searchable ? 1 : 0;
  place = {&index, index.Add(std::move(article), searchable), {}, true};
}

void SimilarityIndex::PutWithoutText(absl::string_view name,
                                     article::v1::State state,
                                     bool was_published) {
  const WriterLock lock(mutex_);
  Place& place = places_[name];
  Remove(place);
  place = {nullptr, 0, {}, place.was_published || was_published};
  place.facts.name = std::string(name);
  place.facts.state = state;
}

void SimilarityIndex::Clear() {
  const WriterLock lock(mutex_);
  places_.clear();
  indexes_.clear();
  searchable_ = 0;
}

absl::StatusOr<std::vector<SimilarResult>> SimilarityIndex::List(
    absl::string_view name, const SimilarityRequest& request) const {
  const ReaderLock lock(mutex_);
  const Place* place = FindPlace(name);
  if (place == nullptr) return NoSuchArticle(name);
  if (place->index == nullptr) {
    return place->IsGoneForReaders() ? Withdrawn(name) : NoSuchArticle(name);
  }
  const StoredArticle& article = place->index->At(place->slot);
  if (!HasOwnList(article.facts)) return std::vector<SimilarResult>();
  return Answer(MakeQuery(article, *place->index), request);
}

std::vector<SimilarResult> SimilarityIndex::Find(
    const PreparedArticle& article, const SimilarityRequest& request) const {
  const ReaderLock lock(mutex_);
  const auto index = indexes_.find(article.facts.language);
  if (index != indexes_.end()) {
    return Answer(MakeQuery(article, index->second), request);
  }
  // No article of this language is there: the background alone weighs it.
  return Answer(MakeQuery(article, LanguageIndex(article.facts.language)),
                request);
}

absl::StatusOr<v1::SimilarityExplanation> SimilarityIndex::Explain(
    absl::string_view name, absl::string_view other, v1::SimilarityMode mode,
    Audience audience) const {
  const ReaderLock lock(mutex_);
  const Place* place = FindPlaceFor(audience, name);
  if (place == nullptr) return NoSuchArticle(name);
  const Place* other_place = FindPlaceFor(audience, other);
  if (other_place == nullptr) return NoSuchArticle(other);

  v1::SimilarityExplanation explanation;
  explanation.set_floor(options_.floor);
  Exclusions exclusions(FactsAt(*place), FactsAt(*other_place), mode);
  if (place->index == nullptr || other_place->index == nullptr) {
    exclusions.MoveTo(explanation);
    return explanation;
  }

  const Query query = MakeQuery(place->index->At(place->slot), *place->index);
  const LanguageIndex& index = *other_place->index;
  const StoredArticle& article = index.At(other_place->slot);
  std::vector<SharedTerm> shared;
  const Score score =
      ScorePair(query, Resolve(query, index), index, article, &shared);
  *explanation.mutable_similarity() = Describe(
      article.facts, score, MakeReasons(query, article, score, shared));
  if (query.shingles.IsNearCopyOf(article.shingles) && name != other) {
    exclusions.Add(v1::Exclusion::KIND_NEAR_COPY,
                   absl::StrCat("a near-copy of ", name));
  }
  if (score.Base() < floor_) {
    exclusions.Add(v1::Exclusion::KIND_BELOW_FLOOR,
                   absl::StrFormat("the texts alone score %.4f, below the "
                                   "floor of %.4f",
                                   FromUnits(score.Base()), options_.floor));
  }
  if (!exclusions.empty()) {
    exclusions.MoveTo(explanation);
    return explanation;
  }

  // Nothing about the pair alone speaks against it: the list decides.
  const SimilarityRequest request{.mode = mode};
  const std::vector<SimilarResult> list = Answer(query, request);
  for (size_t i = 0; i < list.size(); ++i) {
    if (list[i].article.article() != other) continue;
    explanation.set_offered(true);
    explanation.set_rank(static_cast<int32_t>(i + 1));
    return explanation;
  }
  for (const SimilarResult& better : list) {
    const Place* listed = FindPlace(better.article.article());
    if (listed->index->At(listed->slot)
            .shingles.IsNearCopyOf(article.shingles)) {
      exclusions.Add(v1::Exclusion::KIND_NEAR_COPY,
                     absl::StrCat("a near-copy of ", better.article.article(),
                                  ", which is in the list"));
    }
  }
  if (exclusions.empty()) {
    exclusions.Add(
        v1::Exclusion::KIND_RANK,
        absl::StrFormat("%d better ones fill the list", list.size()));
  }
  exclusions.MoveTo(explanation);
  return explanation;
}

absl::StatusOr<ArticleFacts> SimilarityIndex::Facts(
    absl::string_view name) const {
  const ReaderLock lock(mutex_);
  const Place* place = FindPlace(name);
  if (place == nullptr) return NoSuchArticle(name);
  return FactsAt(*place);
}

size_t SimilarityIndex::SearchableCount() const {
  const ReaderLock lock(mutex_);
  return searchable_;
}

const SimilarityIndex::Place* SimilarityIndex::FindPlace(
    absl::string_view name) const {
  const auto found = places_.find(name);
  return found == places_.end() ? nullptr : &found->second;
}

const SimilarityIndex::Place* SimilarityIndex::FindPlaceFor(
    Audience audience, absl::string_view name) const {
  const Place* place = FindPlace(name);
  if (place == nullptr || audience == Audience::kNewsroom) return place;
  const bool is_public = place->index != nullptr;
  return is_public || place->IsGoneForReaders() ? place : nullptr;
}

const ArticleFacts& SimilarityIndex::FactsAt(const Place& place) const {
  return place.index == nullptr ? place.facts
                                : place.index->At(place.slot).facts;
}

void SimilarityIndex::Remove(const Place& place) {
  if (place.index == nullptr) return;
  searchable_ -= place.index->At(place.slot).searchable ? 1 : 0;
  place.index->Remove(place.slot);
}

LanguageIndex& SimilarityIndex::IndexOf(const std::string& language) {
  return indexes_.try_emplace(language, language).first->second;
}

std::vector<SimilarResult> SimilarityIndex::Answer(
    const Query& query, const SimilarityRequest& request) const {
  SimilaritySearch search(query, options_);
  for (const auto& [language, index] : indexes_) {
    if (request.any_language || SameLanguage(query.facts.language, language)) {
      search.AddIndex(index);
    }
  }
  std::vector<SimilarResult> results;
  const auto most = static_cast<size_t>(std::max(0, request.page_size));
  for (const ScoredArticle& found : search.Best(request.mode, most)) {
    const ArticleFacts& facts = found.article->facts;
    results.push_back({Describe(facts, found.score,
                                MakeReasons(query, *found.article, found.score,
                                            found.shared)),
                       facts.revision, facts.language});
  }
  return results;
}

}  // namespace byline::recommendation
