// The reading half of SimilarityIndex: lists, and why an article is or is not
// in one.
#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>

#include <algorithm>
#include <utility>

#include "common/text/fold.h"
#include "services/recommendation/core/exclusions.h"
#include "services/recommendation/core/hub_marks.h"
#include "services/recommendation/core/hubs.h"
#include "services/recommendation/core/index_errors.h"
#include "services/recommendation/core/similarity_index.h"

namespace byline::recommendation {

SimilarityIndex::Known SimilarityIndex::LookUpFor(
    Audience audience, absl::string_view name) const {
  const Known known = LookUp(name);
  if (known.absent == nullptr || audience == Audience::kNewsroom ||
      known.absent->IsGoneForReaders()) {
    return known;
  }
  return {};
}

Query SimilarityIndex::MakeQuery(const Place& place,
                                 const PreparedArticle& text) const {
  const FoundArticle article = ArticleAt(place);
  Query query = QueryOf(*article.segment, article.slot, place.index->weights());
  query.shingles = text.Shingles();
  query.vector = text.vector;
  return query;
}

absl::StatusOr<std::vector<SimilarResult>> SimilarityIndex::List(
    absl::string_view name, const SimilarityRequest& request) const {
  const ReaderLock lock(mutex_);
  const Known known = LookUp(name);
  if (known.place == nullptr) {
    return known.absent != nullptr && known.absent->IsGoneForReaders()
               ? WithdrawnArticle(name)
               : NoSuchArticle(name);
  }
  const PreparedArticle article =
      records_->Article(DocumentAt(*known.place).record);
  if (!HasOwnList(article.facts)) return std::vector<SimilarResult>();
  return Answer(MakeQuery(*known.place, article), ArticleText(article),
                request);
}

Query SimilarityIndex::MakeQuery(const PreparedArticle& article) const {
  Query query;
  query.name = text::TermFingerprint(article.facts.name);
  query.language = article.facts.language;
  if (article.facts.publish_time.has_value()) {
    query.publish_second = absl::ToUnixSeconds(*article.facts.publish_time);
  }
  const auto section = sections_.find(text::Fold(article.facts.section));
  if (section != sections_.end()) query.section = section->second;
  const auto index = indexes_.find(query.language);
  // Where no article of this language is there, the background alone weighs it.
  const TermWeights background(query.language);
  const TermWeights& weights =
      index == indexes_.end() ? background : index->second.weights();
  query.article = weights.Weigh(article.terms);
  query.nearness = weights.dates().At(query.publish_second);
  query.sketch = article.sketch;
  query.shingles = article.Shingles();
  query.vector = article.vector;
  return query;
}

std::vector<SimilarResult> SimilarityIndex::Find(
    const PreparedArticle& article, const SimilarityRequest& request) const {
  const ReaderLock lock(mutex_);
  return Answer(MakeQuery(article), ArticleText(article), request);
}

absl::StatusOr<std::vector<SimilarResult>> SimilarityIndex::FindForRead(
    const std::vector<std::string>& read,
    const SimilarityRequest& request) const {
  const ReaderLock lock(mutex_);
  // What was read last counts most; each before it four fifths of the next.
  constexpr float kFading = 0.8F;
  std::vector<PreparedTerm> terms;
  PreparedArticle together;
  absl::flat_hash_map<uint64_t, size_t, text::FingerprintHash> places;
  SimilarityRequest others = request;
  float share = 1;
  for (const std::string& name : read) {
    others.excluded.push_back(name);
    const Known known = LookUp(name);
    if (known.place == nullptr) continue;
    const Document& document = DocumentAt(*known.place);
    // What says the same was read as well.
    for (const CopyClusters::Member& copy : copies_.Members(document.copies)) {
      others.excluded.push_back(copy.name);
    }
    const PreparedArticle article = records_->Article(document.record);
    if (together.facts.language.empty()) {
      together.facts.language = article.facts.language;
      together.facts.publish_time = article.facts.publish_time;
    }
    for (PreparedTerm term : article.terms) {
      const auto [place, added] =
          places.try_emplace(term.term, together.terms.size());
      if (!added) {
        together.terms[place->second].weight += share * term.weight;
        continue;
      }
      term.weight *= share;
      const absl::string_view spelling = article.Spelling(term);
      term.spelling_begin = static_cast<uint32_t>(together.spellings.size());
      together.spellings.append(spelling.data(), spelling.size());
      together.terms.push_back(term);
    }
    share *= kFading;
  }
  if (together.terms.empty()) {
    return NoSuchArticle(read.empty() ? "articles/" : read.front());
  }
  return Answer(MakeQuery(together), ArticleText(together), others);
}

ListFacts SimilarityIndex::FactsOfList(absl::string_view name,
                                       absl::Time now) const {
  const ReaderLock lock(mutex_);
  ListFacts list;
  const Known known = LookUp(name);
  if (known.place == nullptr) return list;
  const ArticleFacts facts = FactsOf(name, known);
  list.off = curation_.IsOff(facts.name, facts.section, now);
  list.decided_until = curation_.NextEnd(facts.name, facts.section, now);
  list.version = VersionOf(*known.place->index);
  return list;
}

v1::SimilarityModelVersion SimilarityIndex::VersionOf(
    const LanguageIndex& index) {
  v1::SimilarityModelVersion version;
  version.set_term_weights(index.weights().version());
  version.set_vectors(index.weights().latent_version());
  version.set_stories(index.weights().version());
  return version;
}

std::string SimilarityIndex::MainLanguage() const {
  const ReaderLock lock(mutex_);
  std::string main;
  size_t most = 0;
  for (const auto& [language, index] : indexes_) {
    if (index.AliveCount() <= most) continue;
    most = index.AliveCount();
    main = language;
  }
  return main;
}

v1::SimilarityModelVersion SimilarityIndex::Version(
    const std::string& language) const {
  const ReaderLock lock(mutex_);
  const auto index = indexes_.find(language);
  return index == indexes_.end() ? v1::SimilarityModelVersion()
                                 : VersionOf(index->second);
}

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

  const PreparedArticle article =
      records_->Article(DocumentAt(*known.place).record);
  const ArticleText text(article);
  const Query query = MakeQuery(*known.place, article);
  const FoundArticle found = ArticleAt(*known_other.place);
  const ScoredArticle scored = ScoreOne(query, found);
  *explanation.mutable_similarity() =
      Describe(query, text, scored, /*pinned=*/false).article;
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
  if (scored.score.Base() < ToUnits(options_.floor)) {
    exclusions.Add(
        v1::Exclusion::KIND_BELOW_FLOOR,
        absl::StrFormat("the texts alone score %.4f, below the "
                        "floor of %.4f",
                        FromUnits(scored.score.Base()), options_.floor));
  }
  if (mode != v1::SIMILARITY_MODE_TIMELINE &&
      scored.score.IsTooFarFor(document)) {
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
    exclusions.Add(v1::Exclusion::KIND_RANK,
                   absl::StrFormat("%d others fill the list: they score more, "
                                   "or repeat less of what stands above them",
                                   list.size()));
  }
  exclusions.MoveTo(explanation);
  return explanation;
}

}  // namespace byline::recommendation
