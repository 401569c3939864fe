#include "services/recommendation/core/index/term_record.h"

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
struct Entry {
  uint64_t term = 0;
  float weight = 0;
  uint16_t spelling_size = 0;
  uint8_t flags = 0;
  uint8_t unused = 0;
};
static_assert(sizeof(Entry) == 16, "an entry has no gaps");

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
      shingles + uint64_t{sizes.shingles} * sizeof(uint32_t);
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

std::vector<PreparedTerm> TermsOf(const Arrays& arrays) {
  std::vector<PreparedTerm> terms;
  if (!arrays.whole) return terms;
  terms.resize(arrays.sizes.terms);
  uint32_t begin = 0;
  for (size_t i = 0; i < terms.size(); ++i) {
    Entry entry;
    std::memcpy(&entry, arrays.terms + i * sizeof entry, sizeof entry);
    terms[i] = {entry.term,
                entry.weight,
                begin,
                entry.spelling_size,
                (entry.flags & kInHeadline) != 0,
                (entry.flags & kInLead) != 0,
                (entry.flags & kIsName) != 0};
    begin += entry.spelling_size;
  }
  return terms;
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
                    static_cast<uint32_t>(article.shingles.size()),
                    static_cast<uint32_t>(article.vector.values.size()),
                    static_cast<uint32_t>(article.vector.model.size()),
                    static_cast<uint32_t>(article.spellings.size())};
  Append(&sizes, 1, bytes);
  for (const PreparedTerm& term : article.terms) {
    const Entry entry{
        term.term, term.weight, term.spelling_size,
        static_cast<uint8_t>((term.in_headline ? kInHeadline : 0) |
                             (term.in_lead ? kInLead : 0) |
                             (term.is_name ? kIsName : 0)),
        0};
    Append(&entry, 1, bytes);
  }
  Append(article.shingles.data(), sizes.shingles, bytes);
  Append(article.vector.values.data(), sizes.values, bytes);
  bytes += article.vector.model;
  bytes += article.spellings;
}

std::vector<PreparedTerm> TermsOfRecord(absl::string_view bytes) {
  return TermsOf(ArraysOf(bytes));
}

std::vector<uint32_t> ShinglesOfRecord(absl::string_view bytes) {
  const Arrays arrays = ArraysOf(bytes);
  if (!arrays.whole) return {};
  return Elements<uint32_t>(arrays.shingles, arrays.sizes.shingles);
}

void ReadTermRecord(absl::string_view bytes, PreparedArticle& article) {
  const Arrays arrays = ArraysOf(bytes);
  if (!arrays.whole) return;
  article.terms = TermsOf(arrays);
  article.shingles = Elements<uint32_t>(arrays.shingles, arrays.sizes.shingles);
  article.vector.values = Elements<float>(arrays.values, arrays.sizes.values);
  article.vector.model.assign(arrays.model, arrays.sizes.model);
  article.spellings.assign(arrays.spellings, arrays.sizes.spellings);
}

}  // namespace byline::recommendation
