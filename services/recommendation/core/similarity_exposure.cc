// Where SimilarityIndex shows an article: lists that have it, and its copies.
#include <algorithm>
#include <set>

#include "services/recommendation/core/index_errors.h"
#include "services/recommendation/core/list_choice.h"
#include "services/recommendation/core/similarity_index.h"

namespace byline::recommendation {
namespace {

// Lists are looked at to twice the length of a page's cards, of so many
// articles: likeness is nearly mutual, so whose list has it is near it.
constexpr int kCards = 6;
constexpr int kListLength = 12;
constexpr size_t kNearest = 500;

}  // namespace

std::vector<std::string> SimilarityIndex::CopiesOf(
    absl::string_view name) const {
  const ReaderLock lock(mutex_);
  std::vector<std::string> copies;
  const uint32_t cluster = copies_.ClusterOf(std::string(name));
  for (const CopyClusters::Member& member : copies_.Members(cluster)) {
    if (member.name != name) copies.push_back(member.name);
  }
  return copies;
}

absl::StatusOr<ArticleExposure> SimilarityIndex::Exposure(
    absl::string_view name, absl::Time now) const {
  ArticleExposure exposure;
  CopySketch sketch;
  std::vector<uint32_t> shingles;
  std::set<std::string> candidates;
  {
    const ReaderLock lock(mutex_);
    const Known known = LookUp(name);
    if (known.place == nullptr) {
      // What is not published is shown nowhere.
      if (known.absent == nullptr) return NoSuchArticle(name);
      return exposure;
    }
    const PreparedArticle article =
        records_->Article(DocumentAt(*known.place).record);
    if (article.facts.name.empty()) return DamagedArticle(name);
    const FoundArticle found = ArticleAt(*known.place);
    sketch = found.segment->documents().Sketch(found.slot);
    shingles = SortedShingles(article.Shingles());
    candidates = ListsThatMayHave(*known.place, article, now);
    const std::vector<std::string> everywhere =
        PinnedEverywhere(article.facts.language, now);
    const auto end =
        everywhere.begin() + static_cast<ptrdiff_t>(std::min(
                                 everywhere.size(), kMostPinnedEverywhere));
    exposure.everywhere = std::find(everywhere.begin(), end, name) != end;
  }
  // One after the other, so that writes come in between.
  for (const std::string& other : candidates) {
    const ReaderLock lock(mutex_);
    const Known list = LookUp(other);
    if (list.place == nullptr || other == name) continue;
    AddExposure(name, *list.place, now, exposure);
    const FoundArticle found = ArticleAt(*list.place);
    if (!MayBeCopies(sketch, found.segment->documents().Sketch(found.slot))) {
      continue;
    }
    const CopyOverlap overlap = CompareShingles(
        shingles, SortedShingles(records_->Shingles(found.document().record)));
    if (!IsCopy(overlap)) continue;
    auto& told = exposure.near_copies.emplace_back();
    told.set_article(other);
    told.set_jaccard(overlap.jaccard);
    told.set_containment(overlap.containment);
  }
  std::sort(exposure.near_copies.begin(), exposure.near_copies.end(),
            [](const auto& a, const auto& b) {
              return a.jaccard() != b.jaccard() ? a.jaccard() > b.jaccard()
                                                : a.article() < b.article();
            });
  return exposure;
}

std::set<std::string> SimilarityIndex::ListsThatMayHave(
    const Place& place, const PreparedArticle& article, absl::Time now) const {
  std::set<std::string> lists;
  SimilarityOptions wide = options_;
  wide.candidates = kNearest;
  const Query query = MakeQuery(place, article);
  const std::vector<FoundArticle> nearest =
      SearchFor(query, /*any_language=*/true, wide).Nearest();
  for (const FoundArticle& found : nearest) {
    lists.insert(records_->Facts(found.document().record).name);
  }
  // A copy that another article stands for is in no list, but has one.
  const auto add_copies = [&](const Document& document)
                              SHARED_LOCKS_REQUIRED(mutex_) {
                                for (const CopyClusters::Member& member :
                                     copies_.Members(document.copies)) {
                                  lists.insert(member.name);
                                }
                              };
  add_copies(DocumentAt(place));
  for (const FoundArticle& found : nearest) add_copies(found.document());
  for (const std::string& list :
       curation_.ListsWithPin(article.facts.name, now)) {
    lists.insert(list);
  }
  return lists;
}

void SimilarityIndex::AddExposure(absl::string_view name, const Place& list,
                                  absl::Time now,
                                  ArticleExposure& exposure) const {
  const PreparedArticle text = records_->Article(DocumentAt(list).record);
  if (!HasOwnList(text.facts)) return;
  const std::vector<SimilarResult> results =
      Answer(MakeQuery(list, text), ArticleText(text),
             {.page_size = kListLength, .now = now});
  for (size_t i = 0; i < results.size(); ++i) {
    if (results[i].article.article() != name) continue;
    auto& entry = exposure.lists.emplace_back();
    entry.set_article(text.facts.name);
    entry.set_rank(static_cast<int32_t>(i + 1));
    entry.set_card(i < kCards);
    entry.set_pinned(results[i].article.pinned());
  }
}

std::vector<std::string> SimilarityIndex::ListsWithPin(absl::string_view name,
                                                       absl::Time now) const {
  const ReaderLock lock(mutex_);
  return curation_.ListsWithPin(name, now);
}

}  // namespace byline::recommendation
