// How the whole index is written down and read again.
#include <utility>

#include "services/recommendation/core/similarity_index.h"

namespace byline::recommendation {

class SimilarityIndex::Frozen {
 private:
  friend class SimilarityIndex;

  std::vector<
      std::pair<std::string, std::shared_ptr<const LanguageIndex::Frozen>>>
      indexes_;
  absl::flat_hash_map<std::string, Absent> absent_;
  absl::flat_hash_map<std::string, uint16_t> sections_;
  CopyClusters copies_;
  Curation curation_;
};

std::shared_ptr<const SimilarityIndex::Frozen> SimilarityIndex::Freeze() const {
  const ReaderLock lock(mutex_);
  auto frozen = std::make_shared<Frozen>();
  for (const auto& [language, index] : indexes_) {
    frozen->indexes_.emplace_back(language, index.Freeze());
  }
  frozen->absent_ = absent_;
  frozen->sections_ = sections_;
  frozen->copies_ = copies_;
  frozen->curation_ = curation_;
  return frozen;
}

void SimilarityIndex::Save(const Frozen& frozen, SnapshotWriter& writer) {
  writer.Write(uint64_t{frozen.absent_.size()});
  for (const auto& [name, absent] : frozen.absent_) {
    writer.WriteString(name);
    writer.Write(static_cast<int32_t>(absent.state));
    writer.Write(absent.was_published);
  }
  writer.Write(uint64_t{frozen.sections_.size()});
  for (const auto& [section, number] : frozen.sections_) {
    writer.WriteString(section);
    writer.Write(number);
  }
  frozen.copies_.Save(writer);
  frozen.curation_.Save(writer);
  writer.Write(uint64_t{frozen.indexes_.size()});
  for (const auto& [language, index] : frozen.indexes_) {
    writer.WriteString(language);
    LanguageIndex::Save(*index, writer);
  }
}

bool SimilarityIndex::Load(SnapshotReader& reader) {
  const WriterLock lock(mutex_);
  const auto absent = reader.Read<uint64_t>();
  for (uint64_t i = 0; i < absent && reader.ok(); ++i) {
    const std::string name = reader.ReadString();
    Absent& known = absent_[name];
    known.state = static_cast<article::v1::State>(reader.Read<int32_t>());
    known.was_published = reader.Read<bool>();
  }
  const auto sections = reader.Read<uint64_t>();
  for (uint64_t i = 0; i < sections && reader.ok(); ++i) {
    const std::string section = reader.ReadString();
    sections_[section] = reader.Read<uint16_t>();
  }
  if (!copies_.Load(reader) || !curation_.Load(reader)) return false;
  const auto indexes = reader.Read<uint64_t>();
  for (uint64_t i = 0; i < indexes && reader.ok(); ++i) {
    LanguageIndex& index = IndexOf(reader.ReadString());
    const bool loaded = index.Load(
        reader, [&](uint64_t name, const Location& location)
                    EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
                      const Place place{&index, location};
                      places_[name] = place;
                      searchable_ += DocumentAt(place).offerable ? 1 : 0;
                    });
    if (!loaded) return false;
  }
  return reader.ok();
}

uint64_t SimilarityIndex::WriteCount() const {
  const ReaderLock lock(mutex_);
  return writes_;
}

}  // namespace byline::recommendation
