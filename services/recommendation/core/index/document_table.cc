#include "services/recommendation/core/index/document_table.h"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <type_traits>
#include <utility>

namespace byline::recommendation {
namespace {

void AppendBitmap(uint64_t bits, std::vector<uint8_t>& bytes) {
  const size_t at = bytes.size();
  bytes.resize(at + sizeof bits);
  std::memcpy(bytes.data() + at, &bits, sizeof bits);
}

uint64_t ReadBitmap(const uint8_t*& at) {
  uint64_t bits = 0;
  std::memcpy(&bits, at, sizeof bits);
  at += sizeof bits;
  return bits;
}

}  // namespace

void AppendVarint(uint32_t value, std::vector<uint8_t>& bytes) {
  std::array<uint8_t, kMostVarintBytes> varint{};
  uint8_t* at = varint.data();
  WriteVarint(value, at);
  bytes.insert(bytes.end(), varint.data(), at);
}

void DocumentTable::Reserve(size_t articles) {
  constexpr size_t kUsualBytes = 240;  // of packed terms
  documents_.reserve(articles);
  days_.reserve(articles);
  latent_.reserve(articles);
  lengths_.reserve(articles);
  sketches_.reserve(articles);
  packed_begin_.reserve(articles + 1);
  packed_.reserve(articles * kUsualBytes);
}

Slot DocumentTable::Add(const Document& document,
                        const WeightedArticle& article,
                        const CopySketch& sketch) {
  const auto slot = static_cast<Slot>(documents_.size());
  documents_.push_back(document);
  latent_.push_back(article.latent);
  lengths_.push_back(LatentLengths::Of(article.latent));
  sketches_.push_back(sketch);
  AddDay();

  std::array<uint8_t, kMostTerms> order{};
  const size_t size = std::min(article.terms.size(), kMostTerms);
  std::iota(order.begin(), order.begin() + size, uint8_t{0});
  const auto by_number = [&article](uint8_t a, uint8_t b) {
    return article.terms[a].number < article.terms[b].number;
  };
  if (!std::is_sorted(order.begin(), order.begin() + size, by_number)) {
    std::sort(order.begin(), order.begin() + size, by_number);
  }
  // Here first: to ask the table for room byte by byte takes longer.
  std::array<uint8_t, 1 + kMostTerms*(kMostVarintBytes + 1)> packed;
  uint8_t* at = packed.data();
  *at++ = static_cast<uint8_t>(size);
  uint32_t before = 0;
  uint64_t headline = 0;
  uint64_t lead = 0;
  uint64_t names = 0;
  for (size_t i = 0; i < size; ++i) {
    const WeightedTerm& term = article.terms[order[i]];
    WriteVarint(term.number - before, at);
    *at++ = term.weight;
    before = term.number;
    headline |= static_cast<uint64_t>(term.in_headline) << i;
    lead |= static_cast<uint64_t>(term.in_lead) << i;
    names |= static_cast<uint64_t>(term.is_name) << i;
  }
  packed_.insert(packed_.end(), packed.data(), at);
  AppendBitmap(headline, packed_);
  AppendBitmap(lead, packed_);
  AppendBitmap(names, packed_);
  packed_begin_.push_back(static_cast<uint32_t>(packed_.size()));
  return slot;
}

void DocumentTable::AddDay() {
  if (days_.size() % kBlockArticles == 0) block_days_.emplace_back();
  const Day day = DayOf(documents_[days_.size()].publish_second);
  days_.push_back(day);
  if (day == kNoDay) return;
  Days& block = block_days_.back();
  block.first = std::min(block.first, day);
  block.last = std::max(block.last, day);
}

void DocumentTable::TakeDays() {
  days_.clear();
  days_.reserve(documents_.size());
  block_days_.clear();
  while (days_.size() < documents_.size()) AddDay();
}

void DocumentTable::Reorder(const std::vector<Slot>& slots) {
  // One array after the other, so that only one of them is there twice.
  const auto reorder = [&slots](auto& values) {
    std::remove_reference_t<decltype(values)> reordered;
    reordered.reserve(slots.size());
    for (const Slot slot : slots) reordered.push_back(values[slot]);
    values = std::move(reordered);
  };
  reorder(documents_);
  reorder(latent_);
  reorder(lengths_);
  reorder(sketches_);
  std::vector<uint32_t> begin{0};
  begin.reserve(packed_begin_.size());
  std::vector<uint8_t> packed;
  packed.reserve(packed_.size());
  for (const Slot slot : slots) {
    packed.insert(packed.end(), packed_.begin() + packed_begin_[slot],
                  packed_.begin() + packed_begin_[slot + 1]);
    begin.push_back(static_cast<uint32_t>(packed.size()));
  }
  packed_ = std::move(packed);
  packed_begin_ = std::move(begin);
  TakeDays();
}

void DocumentTable::Unpack(Slot slot, UnpackedTerms& terms) const {
  const uint8_t* at = packed_.data() + packed_begin_[slot];
  terms.size = *at++;
  uint32_t number = 0;
  for (size_t i = 0; i < terms.size; ++i) {
    number += ReadVarint(at);
    terms.terms[i] = {number, *at++};
  }
  terms.headline = ReadBitmap(at);
  terms.lead = ReadBitmap(at);
  terms.names = ReadBitmap(at);
}

void DocumentTable::Save(const std::vector<Document>& documents,
                         SnapshotWriter& writer) const {
  writer.WriteVector(documents);
  writer.WriteVector(latent_);
  writer.WriteVector(lengths_);
  writer.WriteVector(sketches_);
  writer.WriteVector(packed_begin_);
  writer.WriteVector(packed_);
}

bool DocumentTable::Load(SnapshotReader& reader) {
  documents_ = reader.ReadVector<Document>();
  latent_ = reader.ReadVector<LatentVector>();
  lengths_ = reader.ReadVector<LatentLengths>();
  sketches_ = reader.ReadVector<CopySketch>();
  packed_begin_ = reader.ReadVector<uint32_t>();
  packed_ = reader.ReadVector<uint8_t>();
  TakeDays();
  return reader.ok() && latent_.size() == documents_.size() &&
         lengths_.size() == documents_.size() &&
         sketches_.size() == documents_.size() &&
         packed_begin_.size() == documents_.size() + 1 &&
         packed_begin_.back() == packed_.size();
}

size_t DocumentTable::Bytes() const {
  return documents_.capacity() * sizeof(Document) +
         days_.capacity() * sizeof(Day) +
         block_days_.capacity() * sizeof(Days) +
         latent_.capacity() * sizeof(LatentVector) +
         lengths_.capacity() * sizeof(LatentLengths) +
         sketches_.capacity() * sizeof(CopySketch) +
         packed_begin_.capacity() * sizeof(uint32_t) + packed_.capacity();
}

}  // namespace byline::recommendation
