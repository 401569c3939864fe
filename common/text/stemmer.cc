#include "common/text/stemmer.h"

#include <absl/container/flat_hash_map.h>
#include <libstemmer.h>

#include <memory>
#include <string>
#include <utility>

#include "common/text/language.h"

namespace byline::text {
namespace {

constexpr size_t kMostRemembered = 16'384;
constexpr size_t kMostLanguages = 32;

struct DeleteStemmer {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};

}  // namespace

struct Stemmer::OfLanguage {
  std::unique_ptr<sb_stemmer, DeleteStemmer> stemmer;
  absl::flat_hash_map<std::string, std::string> remembered;
};

// libstemmer knows languages by ISO 639-1 codes too, and answers null for
// others. Its objects hold a buffer: one a thread and language.
struct StemmersOfThread {
  Stemmer::OfLanguage* Of(const std::string& primary) {
    const auto at = by_language.find(primary);
    if (at != by_language.end()) return at->second.get();
    if (by_language.size() == kMostLanguages) return nullptr;
    std::unique_ptr<Stemmer::OfLanguage> made;
    if (sb_stemmer* stemmer = sb_stemmer_new(primary.c_str(), "UTF_8");
        stemmer != nullptr) {
      made = std::make_unique<Stemmer::OfLanguage>();
      made->stemmer.reset(stemmer);
    }
    return by_language.try_emplace(primary, std::move(made))
        .first->second.get();
  }

  absl::flat_hash_map<std::string, std::unique_ptr<Stemmer::OfLanguage>>
      by_language;
};

Stemmer::Stemmer(absl::string_view language) {
  thread_local StemmersOfThread stemmers;
  of_language_ = stemmers.Of(PrimaryLanguage(language));
}

absl::string_view Stemmer::Stem(absl::string_view term) const {
  if (of_language_ == nullptr) return term;
  const auto known = of_language_->remembered.find(term);
  if (known != of_language_->remembered.end()) return known->second;
  sb_stemmer* const stemmer = of_language_->stemmer.get();
  const auto* const bytes =
      sb_stemmer_stem(stemmer, reinterpret_cast<const sb_symbol*>(term.data()),
                      static_cast<int>(term.size()));
  if (bytes == nullptr) return term;
  const absl::string_view stem(reinterpret_cast<const char*>(bytes),
                               static_cast<size_t>(sb_stemmer_length(stemmer)));
  if (of_language_->remembered.size() < kMostRemembered)
    of_language_->remembered.try_emplace(std::string(term), std::string(stem));
  return stem;
}

}  // namespace byline::text
