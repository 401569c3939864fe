#include "services/recommendation/core/index/term_record.h"

#include <bit>
#include <cstring>

namespace byline::recommendation {
namespace {

// Numbers of elements.
struct Sizes {
  uint32_t terms = 0;
  uint32_t shingles = 0;
  uint32_t values = 0;
  uint32_t model = 0;      // bytes
  uint32_t spellings = 0;  // bytes
};

// A term without its spelling's place, which is the sum of the sizes before.
struct [[gnu::packed]] Entry {
  uint64_t term = 0;
  uint16_t weight = 0;        // the upper half of the float
  uint8_t spelling_size = 0;  // at most kLongestSpelling
  uint8_t flags = 0;
};
static_assert(sizeof(Entry) == 12, "an entry has no gaps");
static_assert(kLongestSpelling <= UINT8_MAX);

constexpr size_t kShingleBytes = 3;
static_assert(8 * kShingleBytes == kShingleBits);

uint16_t Upper(float weight) {
  return static_cast<uint16_t>(std::bit_cast<uint32_t>(weight) >> 16);
}
float FromUpper(uint16_t bits) {
  return std::bit_cast<float>(uint32_t{bits} << 16);
}

constexpr uint8_t kInHeadline = 1;
constexpr uint8_t kInLead = 2;
constexpr uint8_t kIsName = 4;

template <typename Element>
void Append(const Element* elements, size_t count, std::string& bytes) {
  bytes.append(reinterpret_cast<const char*>(elements),
               count * sizeof(Element));
}

// The arrays of a record, where they are.
struct Arrays {
  bool whole = false;
  Sizes sizes;
  const char* terms = nullptr;
  const char* shingles = nullptr;
  const char* values = nullptr;
  const char* model = nullptr;
  const char* spellings = nullptr;
};

Arrays ArraysOf(absl::string_view bytes) {
  Arrays arrays;
  Sizes& sizes = arrays.sizes;
  if (bytes.size() < sizeof sizes) return arrays;
  std::memcpy(&sizes, bytes.data(), sizeof sizes);
  const uint64_t terms = sizeof sizes;
  const uint64_t shingles = terms + uint64_t{sizes.terms} * sizeof(Entry);
  const uint64_t values =
      shingles + uint64_t{sizes.shingles} * kShingleBytes + 1;
  const uint64_t model = values + uint64_t{sizes.values} * sizeof(float);
  const uint64_t spellings = model + sizes.model;
  if (bytes.size() != spellings + sizes.spellings) return arrays;
  arrays.whole = true;
  arrays.terms = bytes.data() + terms;
  arrays.shingles = bytes.data() + shingles;
  arrays.values = bytes.data() + values;
  arrays.model = bytes.data() + model;
  arrays.spellings = bytes.data() + spellings;
  return arrays;
}

void AppendTerms(const Arrays& arrays, std::vector<PreparedTerm>& terms) {
  if (!arrays.whole) return;
  terms.reserve(terms.size() + arrays.sizes.terms);
  uint32_t begin = 0;
  for (size_t i = 0; i < arrays.sizes.terms; ++i) {
    Entry entry;
    std::memcpy(&entry, arrays.terms + i * sizeof entry, sizeof entry);
    terms.push_back({entry.term, FromUpper(entry.weight), begin,
                     entry.spelling_size, (entry.flags & kInHeadline) != 0,
                     (entry.flags & kInLead) != 0,
                     (entry.flags & kIsName) != 0});
    begin += entry.spelling_size;
  }
}

template <typename Element>
std::vector<Element> Elements(const char* bytes, size_t count) {
  std::vector<Element> elements(count);
  if (count > 0) std::memcpy(elements.data(), bytes, count * sizeof(Element));
  return elements;
}

// Three bytes each, the lowest first, and one unused behind them all: they are
// written and read as four.
void AppendShingles(const std::vector<uint32_t>& shingles, std::string& bytes) {
  const size_t begin = bytes.size();
  bytes.resize(begin + shingles.size() * kShingleBytes + 1);
  char* at = bytes.data() + begin;
  for (const uint32_t shingle : shingles) {
    std::memcpy(at, &shingle, sizeof shingle);
    at += kShingleBytes;
  }
}

std::vector<uint32_t> ShinglesOf(const Arrays& arrays) {
  std::vector<uint32_t> shingles(arrays.sizes.shingles);
  const char* at = arrays.shingles;
  for (uint32_t& shingle : shingles) {
    std::memcpy(&shingle, at, sizeof shingle);
    shingle &= (1U << kShingleBits) - 1;
    at += kShingleBytes;
  }
  return shingles;
}

}  // namespace

void AppendTermRecord(const PreparedArticle& article, std::string& bytes) {
  const Sizes sizes{static_cast<uint32_t>(article.terms.size()),
                    static_cast<uint32_t>(article.shingles.size()),
                    static_cast<uint32_t>(article.vector.values.size()),
                    static_cast<uint32_t>(article.vector.model.size()),
                    static_cast<uint32_t>(article.spellings.size())};
  Append(&sizes, 1, bytes);
  const size_t begin = bytes.size();
  bytes.resize(begin + article.terms.size() * sizeof(Entry));
  char* at = bytes.data() + begin;
  for (const PreparedTerm& term : article.terms) {
    const Entry entry{
        term.term, Upper(term.weight), static_cast<uint8_t>(term.spelling_size),
        static_cast<uint8_t>((term.in_headline ? kInHeadline : 0) |
                             (term.in_lead ? kInLead : 0) |
                             (term.is_name ? kIsName : 0))};
    std::memcpy(at, &entry, sizeof entry);
    at += sizeof entry;
  }
  AppendShingles(article.shingles, bytes);
  Append(article.vector.values.data(), sizes.values, bytes);
  bytes += article.vector.model;
  bytes += article.spellings;
}

void AppendTermsOfRecord(absl::string_view bytes,
                         std::vector<PreparedTerm>& terms) {
  AppendTerms(ArraysOf(bytes), terms);
}

std::vector<uint32_t> ShinglesOfRecord(absl::string_view bytes) {
  const Arrays arrays = ArraysOf(bytes);
  if (!arrays.whole) return {};
  return ShinglesOf(arrays);
}

void ReadTermRecord(absl::string_view bytes, PreparedArticle& article) {
  const Arrays arrays = ArraysOf(bytes);
  if (!arrays.whole) return;
  AppendTerms(arrays, article.terms);
  article.shingles = ShinglesOf(arrays);
  article.vector.values = Elements<float>(arrays.values, arrays.sizes.values);
  article.vector.model.assign(arrays.model, arrays.sizes.model);
  article.spellings.assign(arrays.spellings, arrays.sizes.spellings);
}

}  // namespace byline::recommendation
