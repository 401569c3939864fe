// The running stories of SimilarityIndex, and how it lists one.
#include <absl/time/time.h>

#include <algorithm>
#include <utility>

#include "services/recommendation/core/exclusions.h"
#include "services/recommendation/core/index/segment_stories.h"
#include "services/recommendation/core/list_choice.h"
#include "services/recommendation/core/similarity_index.h"

namespace byline::recommendation {

std::vector<uint64_t> SimilarityIndex::StoryOf(
    const Query& query, const SimilarityRequest& request) const {
  std::vector<uint64_t> names;
  for (const uint64_t name :
       query.read.empty() ? std::vector<uint64_t>{query.name} : query.read) {
    const auto place = places_.find(name);
    if (place == places_.end() ||
        (!request.any_language &&
         !SameLanguage(query.language, place->second.index->language()))) {
      continue;
    }
    const std::vector<uint64_t> story =
        place->second.index->StoryOf(DocumentAt(place->second));
    names.insert(names.end(), story.begin(), story.end());
  }
  const auto index = indexes_.find(query.language);
  if (index == indexes_.end() || !query.read.empty() ||
      places_.contains(query.name)) {
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
  }
  // Of an article that is not stored; without a date, as if it came now.
  const std::vector<FoundArticle> nearest =
      SearchFor(query, /*any_language=*/false, options_).Nearest();
  std::vector<const Document*> near;
  for (const FoundArticle& found : nearest) {
    if (places_.at(found.document().name).index == &index->second) {
      near.push_back(&found.document());
    }
  }
  return index->second.StoryFor(query.article,
                                query.publish_second == Document::kNoTime
                                    ? absl::ToUnixSeconds(request.now)
                                    : query.publish_second,
                                near);
}

std::vector<FoundArticle> SimilarityIndex::Timeline(
    const Query& query, const SimilarityRequest& request) const {
  std::vector<FoundArticle> timeline;
  for (const uint64_t name : StoryOf(query, request)) {
    const auto member = places_.find(name);
    if (member == places_.end() || name == query.name) continue;
    const FoundArticle found = ArticleAt(member->second);
    const Document& document = found.document();
    if (document.offerable && !document.repeats) timeline.push_back(found);
  }
  // Of one time by name, whatever order they came in.
  std::sort(timeline.begin(), timeline.end(),
            [](const FoundArticle& a, const FoundArticle& b) {
              return a.document().publish_second != b.document().publish_second
                         ? a.document().publish_second <
                               b.document().publish_second
                         : a.document().name < b.document().name;
            });
  return timeline;
}

bool SimilarityIndex::IsSameStory(const Query& query,
                                  const Document& other) const {
  const auto place = places_.find(query.name);
  const auto other_place = places_.find(other.name);
  if (place == places_.end() || other_place == places_.end() ||
      place->second.index != other_place->second.index) {
    return false;
  }
  const StoryClusters& stories = place->second.index->stories();
  const Document& document = DocumentAt(place->second);
  if (!HasStory(document) || !HasStory(other)) return false;
  const StoryId story = stories.StoryOf(document.number);
  return story != 0 && story == stories.StoryOf(other.number);
}

std::vector<SimilarResult> SimilarityIndex::AnswerTimeline(
    const Query& query, const ArticleText& text,
    const SimilarityRequest& request) const {
  std::vector<FoundArticle> timeline = Timeline(query, request);
  const std::function<bool(const Document&)> meets =
      ConditionsOf(query, request);
  const std::vector<uint64_t> blocked =
      curation_.Blocked(text.facts().name, request.now);
  std::erase_if(timeline,
                [&](const FoundArticle& article) SHARED_LOCKS_REQUIRED(mutex_) {
                  return !meets(article.document()) ||
                         std::binary_search(blocked.begin(), blocked.end(),
                                            article.document().name) ||
                         (request.min_score > 0 &&
                          FromUnits(ScoreOne(query, article).score.Total()) <
                              request.min_score);
                });
  // Of a long story its latest articles.
  const auto most = static_cast<size_t>(std::max(0, request.page_size));
  if (timeline.size() > most) {
    timeline.erase(timeline.begin(),
                   timeline.end() - static_cast<ptrdiff_t>(most));
  }
  ListChoice choice(query, *records_);
  std::vector<SimilarResult> results;
  for (const FoundArticle& article : timeline) {
    if (!choice.Takes(article)) continue;
    AddDescribed(query, text, ScoreOne(query, article), /*pinned=*/false,
                 results);
  }
  return results;
}

}  // namespace byline::recommendation
