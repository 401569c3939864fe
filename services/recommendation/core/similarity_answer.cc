// How SimilarityIndex makes a list: what editors placed, what is similar, and
// what readers add.
#include <absl/time/time.h>

#include <algorithm>
#include <utility>

#include "common/base/timestamps.h"
#include "common/text/fold.h"
#include "services/recommendation/core/exclusions.h"
#include "services/recommendation/core/list_choice.h"
#include "services/recommendation/core/similarity_index.h"

namespace byline::recommendation {
namespace {

// Whether the mode wants an article of this time beside the query's.
bool AdmitsSecond(v1::SimilarityMode mode, int64_t query, int64_t other) {
  if (AnyTime(mode)) return true;
  if (query == Document::kNoTime || other == Document::kNoTime) return false;
  return mode == v1::SIMILARITY_MODE_BACKGROUND ? other < query : other > query;
}

bool IsWithin(absl::Duration most, int64_t a_second, int64_t b_second) {
  if (most == absl::InfiniteDuration()) return true;
  if (a_second == Document::kNoTime || b_second == Document::kNoTime) {
    return false;
  }
  return absl::AbsDuration(absl::FromUnixSeconds(a_second) -
                           absl::FromUnixSeconds(b_second)) <= most;
}

}  // namespace

SimilaritySearch SimilarityIndex::SearchFor(
    const Query& query, bool any_language,
    const SimilarityOptions& options) const {
  SimilaritySearch search(query, *records_, options);
  for (const auto& [language, index] : indexes_) {
    if (!any_language && !SameLanguage(query.language, language)) continue;
    for (const Segment* segment : index.Segments()) {
      search.AddSegment(*segment, language == query.language);
    }
  }
  return search;
}

ScoredArticle SimilarityIndex::ScoreOne(const Query& query,
                                        const FoundArticle& article) const {
  SimilaritySearch search(query, *records_, options_);
  const auto place = places_.find(article.document().name);
  search.AddSegment(*article.segment,
                    place->second.index->language() == query.language);
  return search.ScoreOne(article);
}

std::function<bool(const Document&)> SimilarityIndex::ConditionsOf(
    const Query& query, const SimilarityRequest& request) const {
  std::vector<uint64_t> left_out;
  for (const std::string& name : request.excluded) {
    left_out.push_back(text::TermFingerprint(name));
  }
  std::sort(left_out.begin(), left_out.end());
  std::vector<uint16_t> sections;
  for (const std::string& section : request.sections) {
    const auto found = sections_.find(text::Fold(section));
    if (found != sections_.end()) sections.push_back(found->second);
  }
  const bool any_section = request.sections.empty();
  return [&query, most_apart = request.max_time_apart, left_out, sections,
          any_section](const Document& other) {
    return IsWithin(most_apart, query.publish_second, other.publish_second) &&
           (any_section || std::find(sections.begin(), sections.end(),
                                     other.section) != sections.end()) &&
           !std::binary_search(left_out.begin(), left_out.end(), other.name);
  };
}

ArticleFilter SimilarityIndex::FilterFor(
    const Query& query, const ArticleText& text,
    const SimilarityRequest& request) const {
  const std::vector<uint64_t> blocked =
      curation_.Blocked(text.facts().name, request.now);
  return {
      [&query, mode = request.mode, blocked,
       meets = ConditionsOf(query, request)](const Document& other) {
        return (query.copies == 0 || query.copies != other.copies) &&
               AdmitsSecond(mode, query.publish_second, other.publish_second) &&
               meets(other) &&
               !std::binary_search(blocked.begin(), blocked.end(), other.name);
      },
      request.min_score};
}

std::vector<FoundArticle> SimilarityIndex::Pinned(const Query& query,
                                                  const ArticleText& text,
                                                  absl::Time now) const {
  std::vector<FoundArticle> pinned;
  const auto add = [&](const std::string& name) SHARED_LOCKS_REQUIRED(mutex_) {
    const Known known = LookUp(name);
    if (known.place == nullptr) return false;
    const FoundArticle found = ArticleAt(*known.place);
    const Document& document = found.document();
    const bool is_there = std::any_of(
        pinned.begin(), pinned.end(), [&](const FoundArticle& other) {
          return other.document().name == document.name;
        });
    if (!document.offerable || document.name == query.name || is_there) {
      return false;
    }
    pinned.push_back(found);
    return true;
  };
  for (const std::string& name : curation_.PinnedIn(text.facts().name, now)) {
    add(name);
  }
  size_t added = 0;
  for (const std::string& name : PinnedEverywhere(query.language, now)) {
    if (added == kMostPinnedEverywhere) break;
    if (curation_.IsBlockedIn(text.facts().name, name, now)) continue;
    added += add(name) ? 1 : 0;
  }
  return pinned;
}

std::vector<std::string> SimilarityIndex::PinnedEverywhere(
    const std::string& language, absl::Time now) const {
  std::vector<std::pair<int64_t, std::string>> found;
  for (std::string& name : curation_.PinnedEverywhere(now)) {
    const Known known = LookUp(name);
    if (known.place == nullptr || !DocumentAt(*known.place).offerable ||
        known.place->index->language() != language) {
      continue;
    }
    found.emplace_back(DocumentAt(*known.place).publish_second,
                       std::move(name));
  }
  std::sort(found.rbegin(), found.rend());
  std::vector<std::string> names;
  names.reserve(found.size());
  for (auto& [second, name] : found) names.push_back(std::move(name));
  return names;
}

SimilarResult SimilarityIndex::Describe(const Query& query,
                                        const ArticleText& text,
                                        const ScoredArticle& found,
                                        bool pinned) const {
  const Document& document = found.article.document();
  const ArticleFacts facts = records_->Facts(document.record);
  SimilarResult result;
  v1::SimilarArticle& similar = result.article;
  similar.set_article(facts.name);
  similar.set_headline(facts.headline);
  similar.set_slug(facts.slug);
  similar.set_section(facts.section);
  if (facts.publish_time.has_value()) {
    *similar.mutable_publish_time() = ToTimestamp(*facts.publish_time);
  }
  if (facts.correct_time.has_value()) {
    *similar.mutable_correct_time() = ToTimestamp(*facts.correct_time);
  }
  similar.set_pinned(pinned);
  similar.set_score(FromUnits(found.score.Total()));
  for (v1::ScorePart& part : found.score.Parts()) *similar.add_parts() = part;
  const PairFacts pair{
      .pinned = pinned,
      .same_story = IsSameStory(query, document),
      .also_read = readers_ != nullptr &&
                   readers_->IsAlsoRead(text.facts().name, facts.name)};
  for (v1::Reason& reason :
       MakeReasons(text, facts, found.score, found.shared, pair)) {
    *similar.add_reasons() = std::move(reason);
  }
  result.revision = facts.revision;
  result.language = facts.language;
  return result;
}

bool SimilarityIndex::AddDescribed(const Query& query, const ArticleText& text,
                                   const ScoredArticle& found, bool pinned,
                                   std::vector<SimilarResult>& results) const {
  SimilarResult result = Describe(query, text, found, pinned);
  if (result.article.article().empty()) return false;
  results.push_back(std::move(result));
  return true;
}

std::vector<SimilarResult> SimilarityIndex::Answer(
    const Query& query, const ArticleText& text,
    const SimilarityRequest& request) const {
  std::vector<SimilarResult> results;
  if (curation_.IsOff(text.facts().name, text.facts().section, request.now)) {
    return results;
  }
  if (request.mode == v1::SIMILARITY_MODE_TIMELINE) {
    return AnswerTimeline(query, text, request);
  }
  const auto most = static_cast<size_t>(std::max(0, request.page_size));
  ListChoice choice(query, *records_);
  const std::function<bool(const Document&)> meets =
      ConditionsOf(query, request);
  SimilarityRequest others = request;
  if (request.mode == v1::SIMILARITY_MODE_SIMILAR) {
    for (const FoundArticle& article : Pinned(query, text, request.now)) {
      if (results.size() == most || !meets(article.document()) ||
          !choice.Takes(article)) {
        continue;
      }
      if (AddDescribed(query, text, ScoreOne(query, article), /*pinned=*/true,
                       results)) {
        others.excluded.push_back(results.back().article.article());
      }
    }
  }
  const SimilaritySearch::ReadersShare share = [&](const Document& other) {
    return readers_ == nullptr
               ? 0
               : readers_->Strength(text.facts().name,
                                    records_->Facts(other.record).name);
  };
  const ArticleFilter filter = FilterFor(query, text, others);
  SimilarityOptions options = options_;
  if (request.exhaustive) {
    options.found = options.candidates = UINT32_MAX;
    options.near = options.postings_budget = UINT32_MAX;
  }
  const SimilaritySearch search =
      SearchFor(query, request.any_language, options);
  for (const ScoredArticle& found :
       search.Best(most - results.size(), filter, choice,
                   readers_ == nullptr ? nullptr : share)) {
    AddDescribed(query, text, found, /*pinned=*/false, results);
  }
  return results;
}

}  // namespace byline::recommendation
