// The reading half of SimilarityIndex: lists, and what is told of them.
#include <algorithm>
#include <utility>

#include "common/text/fold.h"
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
  if (article.facts.name.empty()) return DamagedArticle(name);
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
  std::vector<uint64_t> read_articles;
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
    read_articles.push_back(document.name);
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
  Query query = MakeQuery(together);
  query.read = std::move(read_articles);
  return Answer(query, ArticleText(together), others);
}

ListFacts SimilarityIndex::FactsOfList(absl::string_view name,
                                       absl::Time now) const {
  const ReaderLock lock(mutex_);
  ListFacts list;
  const Known known = LookUp(name);
  if (known.place == nullptr) return list;
  const ArticleFacts facts = FactsOf(name, known);
  list.off = curation_.IsOff(facts.name, facts.section, now);
  list.version = VersionOf(*known.place->index);
  return list;
}

bool SimilarityIndex::IsOff(const ArticleFacts& facts, absl::Time now) const {
  const ReaderLock lock(mutex_);
  return curation_.IsOff(facts.name, facts.section, now);
}

absl::Time SimilarityIndex::DecidedUntil(const ArticleFacts& facts,
                                         absl::Time now) const {
  const ReaderLock lock(mutex_);
  return curation_.NextEnd(facts.name, facts.section, now);
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

}  // namespace byline::recommendation
