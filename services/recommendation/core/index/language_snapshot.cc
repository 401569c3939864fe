// How a language's index is written down and read again. Packed segments go as
// they are; what stands in others is few and is weighed anew from its records.
#include <utility>

#include "services/recommendation/core/index/language_index.h"

namespace byline::recommendation {

class LanguageIndex::Frozen {
 private:
  friend class LanguageIndex;

  struct Packed {
    std::shared_ptr<const Segment> segment;
    std::vector<Document> documents;
  };
  std::shared_ptr<const TermWeights> weights_;
  std::vector<Packed> packed_;
  std::vector<Document> others_;  // those that are there
  StoryClusters stories_;
  Changes changes_;
  uint64_t lists_looked_at_ = 0;
};

std::shared_ptr<const LanguageIndex::Frozen> LanguageIndex::Freeze() const {
  auto frozen = std::make_shared<Frozen>();
  frozen->weights_ = weights_;
  for (const Numbered& numbered : segments_) {
    const std::vector<Document>& documents =
        numbered.segment->documents().all();
    if (numbered.segment->AsBase() != nullptr) {
      frozen->packed_.push_back({numbered.segment, documents});
      continue;
    }
    for (const Document& document : documents) {
      if (document.alive) frozen->others_.push_back(document);
    }
  }
  frozen->stories_ = stories_;
  frozen->changes_ = changes_;
  frozen->lists_looked_at_ = lists_looked_at_;
  return frozen;
}

void LanguageIndex::Save(const Frozen& frozen, SnapshotWriter& writer) {
  frozen.weights_->Save(writer);
  writer.Write(uint64_t{frozen.packed_.size()});
  for (const Frozen::Packed& packed : frozen.packed_) {
    packed.segment->AsBase()->Save(packed.documents, frozen.weights_->terms(),
                                   writer);
  }
  writer.WriteVector(frozen.others_);
  writer.WriteString(frozen.stories_.Serialize());
  writer.Write(frozen.changes_);
  writer.Write(frozen.lists_looked_at_);
}

bool LanguageIndex::Load(
    SnapshotReader& reader,
    const std::function<void(uint64_t name, const Location&)>& placed) {
  weights_ = TermWeights::Load(reader);
  if (weights_ == nullptr) return false;
  segments_.clear();
  std::vector<bool> used;
  const auto place = [&](const Document& document, const Location& location) {
    if (document.number >= names_.size()) {
      names_.resize(document.number + 1);
      used.resize(document.number + 1);
    }
    names_[document.number] = document.name;
    used[document.number] = true;
    placed(document.name, location);
  };
  const auto packed = reader.Read<uint64_t>();
  for (uint64_t i = 0; i < packed && reader.ok(); ++i) {
    std::unique_ptr<BaseSegment> segment =
        BaseSegment::Load(weights_->terms(), weights_->cells(), reader);
    if (segment == nullptr) return false;
    const DocumentTable& documents = segment->documents();
    const uint32_t number = next_number_++;
    segments_.push_back({number, std::move(segment)});
    for (Slot slot = 0; slot < documents.size(); ++slot) {
      const Document& document = documents.At(slot);
      if (document.alive) place(document, {number, slot});
    }
  }
  OpenDelta();
  for (const Document& document : reader.ReadVector<Document>()) {
    const PreparedArticle article = records_.Article(document.record);
    place(document, {segments_.back().number,
                     Delta().Add(document, weights_->Weigh(article.terms),
                                 MakeCopySketch(article.copy_words))});
  }
  for (uint32_t number = 0; number < used.size(); ++number) {
    if (!used[number]) free_numbers_.push_back(number);
  }
  auto stories = StoryClusters::Parse(reader.ReadString());
  if (!stories.ok()) return false;
  stories_ = *std::move(stories);
  changes_ = reader.Read<Changes>();
  lists_looked_at_ = reader.Read<uint64_t>();
  return reader.ok();
}

}  // namespace byline::recommendation
