#include "common/text/stemmer.h"

#include <absl/container/flat_hash_map.h>
#include <libstemmer.h>

#include <memory>
#include <string>

#include "common/text/language.h"

namespace byline::text {
namespace {

struct DeleteStemmer {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};

// libstemmer knows languages by ISO 639-1 codes too, and answers null for
// others. Its objects hold a buffer: one a thread and language.
sb_stemmer* ThreadStemmer(const std::string& primary) {
  thread_local absl::flat_hash_map<std::string,
                                   std::unique_ptr<sb_stemmer, DeleteStemmer>>
      stemmers;
  constexpr size_t kMostLanguages = 64;
  const auto at = stemmers.find(primary);
  if (at != stemmers.end()) return at->second.get();
  if (stemmers.size() == kMostLanguages) return nullptr;
  return stemmers
      .try_emplace(primary, sb_stemmer_new(primary.c_str(), "UTF_8"))
      .first->second.get();
}

}  // namespace

Stemmer::Stemmer(absl::string_view language)
    : stemmer_(ThreadStemmer(PrimaryLanguage(language))) {}

absl::string_view Stemmer::Stem(absl::string_view term) const {
  if (stemmer_ == nullptr) return term;
  const auto* const bytes = sb_stemmer_stem(
      stemmer_, reinterpret_cast<const sb_symbol*>(term.data()),
      static_cast<int>(term.size()));
  if (bytes == nullptr) return term;
  return {reinterpret_cast<const char*>(bytes),
          static_cast<size_t>(sb_stemmer_length(stemmer_))};
}

}  // namespace byline::text
