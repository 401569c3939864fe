#include "services/recommendation/core/similarity_index.h"

#include <algorithm>
#include <utility>

#include "common/text/fold.h"
#include "services/recommendation/core/index_errors.h"

namespace byline::recommendation {
SimilarityIndex::SimilarityIndex(SimilarityOptions options,
                                 const ReaderSignals* readers,
                                 std::unique_ptr<ArticleRecords> records)
    : options_(options), readers_(readers), records_(std::move(records)) {}

void SimilarityIndex::Put(const PreparedArticle& article) {
  const ArticleFacts& facts = article.facts;
  if (facts.state != article::v1::STATE_PUBLISHED) {
    PutWithoutText(facts.name, facts.state);
    return;
  }
  const WriterLock lock(mutex_);
  ++writes_;
  LanguageIndex& index = IndexOf(facts.language);
  Document document;
  document.name = text::TermFingerprint(facts.name);
  // What lists say of an article holds for its new version.
  const auto before = places_.find(document.name);
  if (before != places_.end()) {
    if (before->second.index == &index) {
      document.crowding = DocumentAt(before->second).crowding;
      document.least_score = DocumentAt(before->second).least_score;
    }
    Remove(facts.name);
  }
  absent_.erase(facts.name);
  curation_.Put(facts.name, article.settings);
  document.record = records_->Append(article);
  document.revision = facts.revision;
  if (facts.publish_time.has_value()) {
    document.publish_second = absl::ToUnixSeconds(*facts.publish_time);
  }
  document.section = SectionNumber(facts.section);
  document.offerable = IsOfferable(facts);
  document.has_vector = !article.vector.values.empty();
  searchable_ += document.offerable ? 1 : 0;
  Place& place = places_[document.name];
  if (filling_) {
    place = {&index, index.Take(document, article)};
    return;
  }
  place = {&index, index.Add(document, article)};
  if (document.offerable) JoinCopies(Place(place), article);
}

void SimilarityIndex::PutWithoutText(absl::string_view name,
                                     article::v1::State state,
                                     bool was_published) {
  const WriterLock lock(mutex_);
  ++writes_;
  const Known known = LookUp(name);
  const bool was_before =
      known.place != nullptr ||
      (known.absent != nullptr && known.absent->was_published);
  Remove(name);
  curation_.Remove(std::string(name));
  absent_[name] = {state, was_before || was_published};
}

void SimilarityIndex::PutSection(const article::v1::SectionSettings& settings) {
  const WriterLock lock(mutex_);
  ++writes_;
  curation_.PutSection(settings);
}

void SimilarityIndex::Clear() {
  const WriterLock lock(mutex_);
  Forget();
}

void SimilarityIndex::Forget() {
  ++writes_;
  filling_ = false;
  records_->SetPassing(false);
  places_.clear();
  absent_.clear();
  indexes_.clear();
  copies_.Clear();
  curation_.Clear();
  searchable_ = 0;
  ++clears_;
  damaged_before_ = records_->damaged();
}

void SimilarityIndex::Remove(absl::string_view name) {
  const auto found = places_.find(text::TermFingerprint(name));
  if (found == places_.end()) return;
  const Place place = found->second;
  const Document& document = DocumentAt(place);
  searchable_ -= document.offerable ? 1 : 0;
  const uint32_t cluster = document.copies;
  place.index->Remove(place.location);
  places_.erase(found);
  if (cluster == 0) return;
  const std::vector<CopyClusters::Member> members = copies_.Members(cluster);
  copies_.Remove(std::string(name));
  MarkCopies(members);
}

LanguageIndex& SimilarityIndex::IndexOf(const std::string& language) {
  return indexes_.try_emplace(language, language, *records_).first->second;
}

uint16_t SimilarityIndex::SectionNumber(const std::string& section) {
  if (section.empty()) return 0;
  // Sections beyond 65,535 share the last number: none is missed, some meet.
  const auto next =
      static_cast<uint16_t>(std::min<size_t>(sections_.size() + 1, UINT16_MAX));
  return sections_.try_emplace(text::Fold(section), next).first->second;
}

const Document& SimilarityIndex::DocumentAt(const Place& place) const {
  return ArticleAt(place).document();
}

FoundArticle SimilarityIndex::ArticleAt(const Place& place) const {
  const LanguageIndex& index = *place.index;
  return {&index.SegmentAt(place.location.segment), place.location.slot};
}

SimilarityIndex::Known SimilarityIndex::LookUp(absl::string_view name) const {
  const auto place = places_.find(text::TermFingerprint(name));
  if (place != places_.end()) return {&place->second, nullptr};
  const auto absent = absent_.find(name);
  if (absent != absent_.end()) return {nullptr, &absent->second};
  return {};
}

ArticleFacts SimilarityIndex::FactsOf(absl::string_view name,
                                      const Known& known) const {
  if (known.place != nullptr) {
    ArticleFacts facts = records_->Facts(DocumentAt(*known.place).record);
    if (facts.name.empty()) facts.name = std::string(name);  // damaged
    return facts;
  }
  ArticleFacts facts;
  facts.name = std::string(name);
  facts.state = known.absent->state;
  return facts;
}

absl::StatusOr<ArticleFacts> SimilarityIndex::Facts(
    absl::string_view name) const {
  const ReaderLock lock(mutex_);
  const Known known = LookUp(name);
  if (known.place == nullptr && known.absent == nullptr) {
    return NoSuchArticle(name);
  }
  return FactsOf(name, known);
}

size_t SimilarityIndex::ArticleCount() const {
  const ReaderLock lock(mutex_);
  return places_.size();
}

size_t SimilarityIndex::SearchableCount() const {
  const ReaderLock lock(mutex_);
  return searchable_;
}

bool SimilarityIndex::IsDamaged() const {
  const ReaderLock lock(mutex_);
  return records_->damaged() > damaged_before_;
}

size_t SimilarityIndex::Bytes() const {
  const ReaderLock lock(mutex_);
  size_t bytes = places_.capacity() * (sizeof(uint64_t) + sizeof(Place) + 1);
  for (const auto& [language, index] : indexes_) bytes += index.Bytes();
  return bytes;
}

}  // namespace byline::recommendation
