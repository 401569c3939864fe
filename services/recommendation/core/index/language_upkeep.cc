// Upkeep of a language's index.
#include <absl/types/optional.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "services/recommendation/core/index/copy_bands.h"
#include "services/recommendation/core/index/copy_pairs.h"
#include "services/recommendation/core/index/language_index.h"
#include "services/recommendation/core/index/sample_order.h"
#include "services/recommendation/core/index/segment_stories.h"

namespace byline::recommendation {
namespace {

// New articles are packed from so many on.
constexpr size_t kMergeFrom = 16'384;
// Segments of about one size are merged into one when there are so many.
constexpr size_t kMostSegments = 10;
// Weights are made anew when so many articles have come or gone since, over
// those that were there: a small archive's change with every few articles, a
// large one's hardly at all.
double ReindexShare(size_t articles) {
  constexpr size_t kSmallArchive = 1'024;
  constexpr size_t kLargeArchive = 4'096;
  if (articles < kSmallArchive) return 0.25;
  return articles < kLargeArchive ? 1 : 3;
}
constexpr size_t kReindexLeast = 4;
// The latent space is trained from at most so many articles.
constexpr size_t kLatentSample = 12'000;

std::vector<uint32_t> Offerable(const std::vector<SourceArticle>& articles) {
  std::vector<uint32_t> offerable;
  for (uint32_t i = 0; i < articles.size(); ++i) {
    if (articles[i].document.offerable) offerable.push_back(i);
  }
  return offerable;
}

// The articles that it is trained from, in the order of training.
std::vector<uint32_t> LatentSample(const std::vector<SourceArticle>& articles) {
  std::vector<uint32_t> sample = Offerable(articles);
  std::sort(sample.begin(), sample.end(), [&](uint32_t a, uint32_t b) {
    return SampleOrder(articles[a].document.name) <
           SampleOrder(articles[b].document.name);
  });
  sample.resize(std::min(sample.size(), kLatentSample));
  return sample;
}

}  // namespace

std::shared_ptr<LanguageIndex::Upkeep> LanguageIndex::BeginMerge() {
  if (Delta().documents().size() < kMergeFrom) return nullptr;
  auto upkeep = std::make_shared<Upkeep>();
  upkeep->cells_ = weights_->cells();
  // The new ones alone or, where segments have become many, with all that are
  // not much greater than what they make together.
  size_t together = segments_.back().segment->AliveCount();
  upkeep->inputs_.push_back(segments_.back());
  if (segments_.size() > kMostSegments) {
    for (size_t i = segments_.size() - 1; i-- > 0;) {
      const size_t alive = segments_[i].segment->AliveCount();
      if (alive > 2 * together) break;
      together += alive;
      upkeep->inputs_.push_back(segments_[i]);
    }
  }
  for (const Numbered& input : upkeep->inputs_) TakeArticles(input, *upkeep);
  OpenDelta();
  return upkeep;
}

void LanguageIndex::TakeArticles(const Numbered& segment, Upkeep& upkeep) {
  const DocumentTable& documents = segment.segment->documents();
  upkeep.articles_.reserve(upkeep.articles_.size() +
                           segment.segment->AliveCount());
  for (Slot slot = 0; slot < documents.size(); ++slot) {
    const Document& document = documents.At(slot);
    if (document.alive) {
      upkeep.articles_.push_back({segment.segment.get(), slot, document});
    }
  }
}

std::shared_ptr<LanguageIndex::Upkeep> LanguageIndex::BeginReindex(
    bool forced) {
  const auto changed = static_cast<double>(changes_.added + changes_.removed);
  const double due = std::max(
      static_cast<double>(kReindexLeast),
      ReindexShare(changes_.alive) * static_cast<double>(changes_.alive));
  if (!forced && changed < due) return nullptr;
  auto upkeep = std::make_shared<Upkeep>();
  upkeep->reindexes_ = true;
  upkeep->language_ = language_;
  upkeep->records_ = &records_;
  upkeep->stories_ = StoryClusters({}, stories_.version());
  upkeep->counts_ = std::move(taken_);
  upkeep->inputs_ = segments_;
  for (const Numbered& input : segments_) TakeArticles(input, *upkeep);
  upkeep->changes_ = changes_;
  OpenDelta();
  return upkeep;
}

std::shared_ptr<TermWeights> LanguageIndex::MakeWeights(
    Upkeep& upkeep, const UpkeepHooks& hooks) {
  if (upkeep.counts_ == nullptr && !CountTerms(upkeep, hooks)) return nullptr;
  auto weights =
      std::make_shared<TermWeights>(upkeep.language_, *upkeep.counts_);
  upkeep.counts_.reset();
  if (!TrainLatentSpace(upkeep, hooks, *weights)) return nullptr;
  return weights;
}

bool LanguageIndex::CountTerms(Upkeep& upkeep, const UpkeepHooks& hooks) {
  auto counts = std::make_unique<TermCounts>();
  std::vector<PreparedTerm> terms;
  ArticleRecords::TextScan texts(*upkeep.records_);
  for (const SourceArticle& article : upkeep.articles_) {
    if (hooks.gives_up()) return false;
    texts.Read(article.document.record, terms);
    counts->Add(terms, article.document.publish_second);
  }
  upkeep.counts_ = std::move(counts);
  return true;
}

bool LanguageIndex::TrainLatentSpace(const Upkeep& upkeep,
                                     const UpkeepHooks& hooks,
                                     TermWeights& weights) {
  const std::vector<SourceArticle>& articles = upkeep.articles_;
  const std::vector<uint32_t> sample = LatentSample(articles);
  // Read as their records lie, kept in the order of the sample.
  std::vector<uint32_t> by_record(sample.size());
  std::iota(by_record.begin(), by_record.end(), 0);
  std::sort(by_record.begin(), by_record.end(),
            [&](uint32_t a, uint32_t b) { return sample[a] < sample[b]; });
  std::vector<SparseVector> vectors(sample.size());
  std::vector<PreparedTerm> terms;
  ArticleRecords::TextScan texts(*upkeep.records_);
  for (const uint32_t place : by_record) {
    if (hooks.gives_up()) return false;
    texts.Read(articles[sample[place]].document.record, terms);
    vectors[place] = weights.Sparse(terms);
  }
  weights.TrainLatentSpace(vectors, articles.size());
  return true;
}

bool LanguageIndex::WeighArticles(const Upkeep& upkeep, TermWeights& weights,
                                  const UpkeepHooks& hooks,
                                  CopyPairFinder* copies,
                                  BaseSegment::Builder& builder) {
  weights.MakeLookup();
  const std::vector<SourceArticle>& articles = upkeep.articles_;
  ArticleRecords::TextScan texts(*upkeep.records_);
  std::vector<PreparedTerm> terms;
  // Each is read while memory brings what is known of the terms of the one
  // before it.
  std::vector<PreparedTerm> next_terms;
  const auto read_next = [&](uint32_t i) {
    if (i == articles.size()) return;
    const uint64_t record = articles[i].document.record;
    if (copies != nullptr && copies->Wants(i)) {
      CopyWords words;
      texts.Read(record, next_terms, &words);
      copies->Take(std::move(words));
    } else {
      texts.Read(record, next_terms);
    }
    weights.Prefetch(next_terms);
  };
  read_next(0);
  for (uint32_t i = 0; i < articles.size(); ++i) {
    if (hooks.gives_up()) return false;
    terms.swap(next_terms);
    read_next(i + 1);
    builder.Add(articles[i].document, weights.Weigh(terms, /*counted=*/true),
                articles[i].Sketch());
  }
  weights.DropLookup();
  return true;
}

bool LanguageIndex::MakeSegment(Upkeep& upkeep, TermWeights& weights,
                                const UpkeepHooks& hooks) {
  std::vector<SourceArticle>& articles = upkeep.articles_;
  BaseSegment::Builder builder(weights.terms(), weights.cells(),
                               articles.size());
  std::vector<Slot> slots;
  if (hooks.join_copies == nullptr) {
    if (!WeighArticles(upkeep, weights, hooks, nullptr, builder)) return false;
    upkeep.merged_ = std::move(builder).Finish(slots);
  } else {
    const auto sketch_of = [&articles](uint32_t i) -> const CopySketch& {
      return articles[i].Sketch();
    };
    CopyBands bands(Offerable(articles), sketch_of);
    absl::optional<std::vector<CopyPair>> pairs;
    {
      CopyPairFinder copies(bands, sketch_of);
      if (!WeighArticles(upkeep, weights, hooks, &copies, builder)) {
        return false;
      }
      const auto words_of = [&](uint32_t i) {
        return upkeep.records_->Words(articles[i].document.record);
      };
      pairs = std::move(copies).Find(words_of, hooks.gives_up);
    }  // The words that it kept are freed.
    if (!pairs.has_value()) return false;
    upkeep.merged_ = std::move(builder).Finish(slots, std::move(bands));
    Renumber(slots, *pairs);
    hooks.join_copies(*pairs, *upkeep.merged_);
  }
  PutInOrder(slots, articles);
  return true;
}

bool LanguageIndex::Run(Upkeep& upkeep, const UpkeepHooks& hooks) {
  std::vector<SourceArticle>& articles = upkeep.articles_;
  if (!upkeep.reindexes_) {
    upkeep.merged_ = PackSegment(upkeep.cells_, articles, hooks.gives_up);
    return upkeep.merged_ != nullptr;
  }
  // As their records lie: so they are read in large pieces.
  std::sort(articles.begin(), articles.end(),
            [](const SourceArticle& a, const SourceArticle& b) {
              return a.document.record < b.document.record;
            });
  const std::shared_ptr<TermWeights> weights = MakeWeights(upkeep, hooks);
  if (weights == nullptr || !MakeSegment(upkeep, *weights, hooks)) return false;
  if (hooks.gives_up()) return false;
  upkeep.weights_ = weights;
  upkeep.stories_ = MakeStories(*upkeep.merged_, upkeep.stories_);
  if (hooks.gives_up()) return false;
  upkeep.lists_looked_at_ = hooks.mark_hubs(*weights, *upkeep.merged_);
  return !hooks.gives_up();
}

void LanguageIndex::Finish(
    Upkeep& upkeep,
    const std::function<void(uint64_t name, const Location&)>& moved) {
  // Those that went meanwhile, and what became of the others' near-copies.
  for (Slot slot = 0; slot < upkeep.articles_.size(); ++slot) {
    const SourceArticle& source = upkeep.articles_[slot];
    const Document& document = source.segment->documents().At(source.slot);
    upkeep.merged_->SetCopies(slot, document.copies, document.repeats);
    if (document.alive) continue;
    upkeep.merged_->Remove(slot);
    upkeep.stories_.Remove(document.number);
  }
  std::vector<Numbered> kept;
  for (Numbered& numbered : segments_) {
    const bool is_input = std::any_of(
        upkeep.inputs_.begin(), upkeep.inputs_.end(),
        [&](const Numbered& input) { return input.number == numbered.number; });
    if (!is_input) kept.push_back(std::move(numbered));
  }
  const uint32_t number = next_number_++;
  const Segment* const merged = upkeep.merged_.get();
  segments_.clear();
  segments_.push_back({number, std::move(upkeep.merged_)});
  for (Slot slot = 0; slot < merged->documents().size(); ++slot) {
    const Document& document = merged->documents().At(slot);
    if (document.alive) moved(document.name, {number, slot});
  }
  if (upkeep.weights_ == nullptr) {
    segments_.insert(segments_.end(), std::make_move_iterator(kept.begin()),
                     std::make_move_iterator(kept.end()));
    return;
  }
  changes_.added -= upkeep.changes_.added;
  changes_.removed -= upkeep.changes_.removed;
  changes_.alive = upkeep.articles_.size();
  // Those that came meanwhile are weighed anew.
  weights_ = std::move(upkeep.weights_);
  stories_ = std::move(upkeep.stories_);
  lists_looked_at_ = upkeep.lists_looked_at_;
  OpenDelta();
  for (const Numbered& numbered : kept) {
    const DocumentTable& documents = numbered.segment->documents();
    for (Slot slot = 0; slot < documents.size(); ++slot) {
      const Document& document = documents.At(slot);
      if (!document.alive) continue;
      const Location location{
          segments_.back().number,
          Delta().Add(document,
                      weights_->Weigh(records_.Terms(document.record)),
                      documents.Sketch(slot))};
      AddToStories(Delta(), location.slot);
      moved(document.name, location);
    }
  }
}

}  // namespace byline::recommendation
