// Why SimilarityIndex offers an article beside another one, or does not.
#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>

#include "services/recommendation/core/exclusions.h"
#include "services/recommendation/core/hub_marks.h"
#include "services/recommendation/core/hubs.h"
#include "services/recommendation/core/index_errors.h"
#include "services/recommendation/core/similarity_index.h"

namespace byline::recommendation {

absl::StatusOr<v1::SimilarityExplanation> SimilarityIndex::Explain(
    absl::string_view name, absl::string_view other, v1::SimilarityMode mode,
    Audience audience, absl::Time now) const {
  const ReaderLock lock(mutex_);
  const Known known = LookUpFor(audience, name);
  if (known.place == nullptr && known.absent == nullptr) {
    return NoSuchArticle(name);
  }
  const Known known_other = LookUpFor(audience, other);
  if (known_other.place == nullptr && known_other.absent == nullptr) {
    return NoSuchArticle(other);
  }

  v1::SimilarityExplanation explanation;
  explanation.set_floor(options_.floor);
  const ArticleFacts facts = FactsOf(other, known_other);
  Exclusions exclusions(FactsOf(name, known), facts, mode);
  if (known.place == nullptr || known_other.place == nullptr) {
    exclusions.MoveTo(explanation);
    return explanation;
  }

  const bool is_timeline = mode == v1::SIMILARITY_MODE_TIMELINE;
  const PreparedArticle article =
      records_->Article(DocumentAt(*known.place).record);
  if (article.facts.name.empty()) return DamagedArticle(name);
  const ArticleText text(article);
  const Query query = MakeQuery(*known.place, article);
  const FoundArticle found = ArticleAt(*known_other.place);
  const ScoredArticle scored = ScoreOne(query, found);
  *explanation.mutable_similarity() =
      Describe(query, text, scored, /*pinned=*/false).article;
  if (explanation.similarity().article().empty()) return DamagedArticle(other);
  const auto shingles_of = [this](const Document& document) {
    return SortedShingles(records_->Shingles(document.record));
  };
  const Document& document = found.document();
  const std::vector<uint32_t> shingles = shingles_of(document);
  if (name != other) {
    const bool in_cluster =
        document.copies != 0 && document.copies == query.copies;
    if (in_cluster ||
        IsCopy(CompareShingles(SortedShingles(query.shingles), shingles))) {
      exclusions.Add(v1::Exclusion::KIND_NEAR_COPY,
                     absl::StrCat("a near-copy of ", name));
    } else if (document.repeats) {
      exclusions.Add(v1::Exclusion::KIND_NEAR_COPY,
                     absl::StrCat("a near-copy of ",
                                  copies_.Members(document.copies).front().name,
                                  ", which stands for both"));
    }
  }
  if (is_timeline && name != other && !IsSameStory(query, document)) {
    exclusions.Add(v1::Exclusion::KIND_MODE,
                   absl::StrCat("is of no story together with ", name));
  }
  if (!is_timeline && scored.score.Base() < ToUnits(options_.floor)) {
    exclusions.Add(
        v1::Exclusion::KIND_BELOW_FLOOR,
        absl::StrFormat("the texts alone score %.4f, below the "
                        "floor of %.4f",
                        FromUnits(scored.score.Base()), options_.floor));
  }
  if (!is_timeline && scored.score.IsTooFarFor(document)) {
    const size_t lists = known_other.place->index->lists_looked_at();
    exclusions.Add(
        v1::Exclusion::KIND_HUB,
        absl::StrFormat("it would stand in more than %d of %d lists that were "
                        "looked at; only where the two articles alone score "
                        "%.4f a list has it, and these score %.4f",
                        MostLists(lists), lists,
                        LeastScoreOf(document.least_score),
                        FromUnits(scored.score.OfPair())));
  }
  if (curation_.IsOff(article.facts.name, article.facts.section, now)) {
    exclusions.Add(v1::Exclusion::KIND_OFF,
                   "editors decided that the article, or its section, has no "
                   "similar articles");
  }
  if (curation_.IsBlockedIn(article.facts.name, other, now)) {
    exclusions.Add(
        v1::Exclusion::KIND_BLOCKED,
        absl::StrCat("an editor keeps it out of the list of ", name));
  }
  if (curation_.IsBlockedEverywhere(facts.name, now)) {
    exclusions.Add(v1::Exclusion::KIND_BLOCKED,
                   "an editor keeps it out of all lists");
  }

  // A pin overrules what the pair alone says against it; else the list decides.
  std::vector<SimilarResult> list;
  if (HasOwnList(article.facts)) {
    list = Answer(query, text, {.mode = mode, .now = now});
  }
  for (size_t i = 0; i < list.size(); ++i) {
    if (list[i].article.article() != other) continue;
    explanation.set_offered(true);
    explanation.set_rank(static_cast<int32_t>(i + 1));
    *explanation.mutable_similarity() = list[i].article;
    return explanation;
  }
  if (!exclusions.empty()) {
    exclusions.MoveTo(explanation);
    return explanation;
  }

  for (const SimilarResult& better : list) {
    const Known listed = LookUp(better.article.article());
    if (IsCopy(CompareShingles(shingles_of(DocumentAt(*listed.place)),
                               shingles))) {
      exclusions.Add(v1::Exclusion::KIND_NEAR_COPY,
                     absl::StrCat("a near-copy of ", better.article.article(),
                                  ", which is in the list"));
    }
  }
  if (exclusions.empty()) {
    exclusions.Add(
        v1::Exclusion::KIND_RANK,
        absl::StrFormat(
            "%d others fill the list: they %s", list.size(),
            is_timeline
                ? "are later"
                : "score more, or repeat less of what stands above them"));
  }
  exclusions.MoveTo(explanation);
  return explanation;
}

}  // namespace byline::recommendation
