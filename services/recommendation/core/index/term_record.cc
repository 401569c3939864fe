#include "services/recommendation/core/index/term_record.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace byline::recommendation {
namespace {

// Numbers of elements.
struct Sizes {
  uint32_t terms = 0;
  uint32_t words = 0;
  uint32_t values = 0;
  uint32_t model = 0;      // bytes
  uint32_t spellings = 0;  // bytes
};

// A term without its spelling's place, which is the sum of the sizes before.
struct [[gnu::packed]] Entry {
  uint64_t term = 0;
  uint16_t weight_and_flags = 0;
  uint8_t spelling_size = 0;  // at most kLongestSpelling
};
static_assert(sizeof(Entry) == 11, "an entry has no gaps");
static_assert(kLongestSpelling <= UINT8_MAX);

constexpr uint16_t kInHeadline = 1;
constexpr uint16_t kInLead = 2;
constexpr uint16_t kIsName = 4;

// A weight's upper half has 16 bits, of which those of its sign and of very
// great and small numbers say nothing: flags stand there. From 2^-32 to 2^32.
constexpr int kFlagBits = 3;
constexpr uint16_t kLeastUpper = (127 - 32) << 7;
constexpr uint16_t kGreatestUpper = kLeastUpper + (1 << (16 - kFlagBits)) - 1;

uint16_t WeightBits(float weight) {
  const auto upper =
      static_cast<uint16_t>(std::bit_cast<uint32_t>(weight) >> 16);
  const int clamped = std::clamp(upper, kLeastUpper, kGreatestUpper);
  return static_cast<uint16_t>((clamped - kLeastUpper) << kFlagBits);
}
float WeightOf(uint16_t weight_and_flags) {
  const uint32_t upper =
      kLeastUpper + (uint32_t{weight_and_flags} >> kFlagBits);
  return std::bit_cast<float>(upper << 16);
}

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
  const char* words = nullptr;
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
  const uint64_t words = terms + uint64_t{sizes.terms} * sizeof(Entry);
  const uint64_t values = words + uint64_t{sizes.words} * sizeof(uint16_t);
  const uint64_t model = values + uint64_t{sizes.values} * sizeof(float);
  const uint64_t spellings = model + sizes.model;
  if (bytes.size() != spellings + sizes.spellings) return arrays;
  arrays.whole = true;
  arrays.terms = bytes.data() + terms;
  arrays.words = bytes.data() + words;
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
    const uint16_t flags = entry.weight_and_flags;
    terms.push_back({entry.term, WeightOf(flags), begin, entry.spelling_size,
                     (flags & kInHeadline) != 0, (flags & kInLead) != 0,
                     (flags & kIsName) != 0});
    begin += entry.spelling_size;
  }
}

template <typename Element>
std::vector<Element> Elements(const char* bytes, size_t count) {
  std::vector<Element> elements(count);
  if (count > 0) std::memcpy(elements.data(), bytes, count * sizeof(Element));
  return elements;
}

}  // namespace

void AppendTermRecord(const PreparedArticle& article, std::string& bytes) {
  const Sizes sizes{static_cast<uint32_t>(article.terms.size()),
                    static_cast<uint32_t>(article.copy_words.size()),
                    static_cast<uint32_t>(article.vector.values.size()),
                    static_cast<uint32_t>(article.vector.model.size()),
                    static_cast<uint32_t>(article.spellings.size())};
  Append(&sizes, 1, bytes);
  const size_t begin = bytes.size();
  bytes.resize(begin + article.terms.size() * sizeof(Entry));
  char* at = bytes.data() + begin;
  for (const PreparedTerm& term : article.terms) {
    const int flags = (term.in_headline ? kInHeadline : 0) |
                      (term.in_lead ? kInLead : 0) |
                      (term.is_name ? kIsName : 0);
    const Entry entry{term.term,
                      static_cast<uint16_t>(WeightBits(term.weight) | flags),
                      static_cast<uint8_t>(term.spelling_size)};
    std::memcpy(at, &entry, sizeof entry);
    at += sizeof entry;
  }
  Append(article.copy_words.data(), sizes.words, bytes);
  Append(article.vector.values.data(), sizes.values, bytes);
  bytes += article.vector.model;
  bytes += article.spellings;
}

void AppendTermsOfRecord(absl::string_view bytes,
                         std::vector<PreparedTerm>& terms) {
  AppendTerms(ArraysOf(bytes), terms);
}

CopyWords CopyWordsOfRecord(absl::string_view bytes) {
  const Arrays arrays = ArraysOf(bytes);
  if (!arrays.whole) return {};
  return Elements<uint16_t>(arrays.words, arrays.sizes.words);
}

void ReadTermRecord(absl::string_view bytes, PreparedArticle& article) {
  const Arrays arrays = ArraysOf(bytes);
  if (!arrays.whole) return;
  AppendTerms(arrays, article.terms);
  article.copy_words = Elements<uint16_t>(arrays.words, arrays.sizes.words);
  article.vector.values = Elements<float>(arrays.values, arrays.sizes.values);
  article.vector.model.assign(arrays.model, arrays.sizes.model);
  article.spellings.assign(arrays.spellings, arrays.sizes.spellings);
}

}  // namespace byline::recommendation
