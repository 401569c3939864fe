#include "services/recommendation/core/index/language_index.h"

#include <algorithm>
#include <utility>

#include "services/recommendation/core/index/segment_stories.h"

namespace byline::recommendation {
LanguageIndex::LanguageIndex(std::string language,
                             const ArticleRecords& records)
    : language_(std::move(language)),
      records_(records),
      weights_(std::make_shared<TermWeights>(language_)) {
  OpenDelta();
}

void LanguageIndex::OpenDelta() {
  segments_.push_back(
      {next_number_++,
       std::make_shared<DeltaSegment>(weights_->terms(), weights_->cells())});
}

DeltaSegment& LanguageIndex::Delta() {
  return static_cast<DeltaSegment&>(*segments_.back().segment);
}

uint32_t LanguageIndex::NumberFor(uint64_t name) {
  if (free_numbers_.empty()) {
    names_.push_back(name);
    return static_cast<uint32_t>(names_.size() - 1);
  }
  const uint32_t number = free_numbers_.back();
  free_numbers_.pop_back();
  names_[number] = name;
  return number;
}

Location LanguageIndex::Take(Document document,
                             const PreparedArticle& article) {
  if (names_.empty()) taken_ = std::make_unique<TermCounts>();
  if (taken_ != nullptr) taken_->Add(article.terms, document.publish_second);
  ++changes_.added;
  document.number = NumberFor(document.name);
  return {segments_.back().number, Delta().Take(document, article.sketch)};
}

Location LanguageIndex::Add(Document document, const PreparedArticle& article) {
  ++changes_.added;
  taken_.reset();
  document.number = NumberFor(document.name);
  const Slot slot =
      Delta().Add(document, weights_->Weigh(article.terms), article.sketch);
  AddToStories(Delta(), slot);
  return {segments_.back().number, slot};
}

void LanguageIndex::AddToStories(const Segment& segment, Slot slot) {
  const Document& document = segment.documents().At(slot);
  if (!HasStory(document)) return;
  std::vector<StoryTerm> terms;
  ReadStoryTerms(segment, slot, terms);
  stories_.Add({document.number, document.publish_second, terms});
}

std::vector<uint64_t> LanguageIndex::StoryOf(const Document& document) const {
  if (!HasStory(document)) return {};
  return NamesIn(stories_.StoryOf(document.number));
}

std::vector<uint64_t> LanguageIndex::StoryFor(
    const WeightedArticle& article, int64_t publish_second,
    const std::vector<const Document*>& near) const {
  std::vector<StoryId> stories;
  for (const Document* document : near) {
    if (HasStory(*document)) {
      stories.push_back(stories_.StoryOf(document->number));
    }
  }
  const std::vector<StoryTerm> terms = StoryTermsOf(article);
  const StoryId story =
      stories_.ClosestOf(stories, {UINT32_MAX, publish_second, terms});
  if (story == 0) return {};
  // It makes a story of a single one, too.
  std::vector<uint64_t> names = NamesIn(story);
  if (!names.empty()) return names;
  for (const Document* document : near) {
    if (HasStory(*document) && stories_.StoryOf(document->number) == story) {
      return {document->name};
    }
  }
  return names;
}

std::vector<uint64_t> LanguageIndex::NamesIn(StoryId story) const {
  std::vector<uint64_t> names;
  if (!stories_.IsStory(story)) return names;
  for (const uint32_t number : stories_.Members(story)) {
    names.push_back(names_[number]);
  }
  return names;
}

void LanguageIndex::Remove(const Location& location) {
  ++changes_.removed;
  taken_.reset();
  Segment& segment = SegmentAt(location.segment);
  const Document& document = segment.documents().At(location.slot);
  stories_.Remove(document.number);
  free_numbers_.push_back(document.number);
  segment.Remove(location.slot);
}

const Segment& LanguageIndex::SegmentAt(uint32_t number) const {
  return *std::find_if(
              segments_.begin(), segments_.end(),
              [number](const Numbered& at) { return at.number == number; })
              ->segment;
}

std::vector<const Segment*> LanguageIndex::Segments() const {
  std::vector<const Segment*> segments;
  for (const Numbered& numbered : segments_) {
    segments.push_back(numbered.segment.get());
  }
  return segments;
}

size_t LanguageIndex::AliveCount() const {
  size_t alive = 0;
  for (const Numbered& numbered : segments_) {
    alive += numbered.segment->AliveCount();
  }
  return alive;
}

size_t LanguageIndex::Bytes() const {
  size_t bytes = 0;
  for (const Numbered& numbered : segments_) bytes += numbered.segment->Bytes();
  return bytes;
}

}  // namespace byline::recommendation
