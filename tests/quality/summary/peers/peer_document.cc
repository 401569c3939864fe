#include "tests/quality/summary/peers/peer_document.h"

#include <absl/container/flat_hash_map.h>
#include <libstemmer.h>

#include <algorithm>
#include <memory>
#include <numeric>

#include "common/text/language.h"
#include "common/text/words.h"

namespace byline::quality {
namespace {

// Porter's stemmer for English; leaves words of other languages alone.
class Stemmer {
 public:
  explicit Stemmer(absl::string_view language)
      : stemmer_(text::PrimaryLanguage(language) == "en"
                     ? sb_stemmer_new("porter", "UTF_8")
                     : nullptr,
                 &sb_stemmer_delete) {}

  std::string Stem(std::string word) const {
    if (stemmer_ == nullptr) return word;
    const sb_symbol* const stem = sb_stemmer_stem(
        stemmer_.get(), reinterpret_cast<const sb_symbol*>(word.data()),
        static_cast<int>(word.size()));
    if (stem == nullptr) return word;
    return std::string(reinterpret_cast<const char*>(stem),
                       static_cast<size_t>(sb_stemmer_length(stemmer_.get())));
  }

 private:
  std::unique_ptr<sb_stemmer, decltype(&sb_stemmer_delete)> stemmer_;
};

}  // namespace

PeerDocument MakePeerDocument(absl::string_view body,
                              absl::string_view language) {
  const Stemmer stemmer(language);
  PeerDocument document;
  absl::flat_hash_map<std::string, int> numbers;
  for (const text::ByteRange& place : text::SplitSentences(body, language)) {
    PeerSentence sentence;
    sentence.place = place;
    sentence.text = body.substr(place.begin, place.end - place.begin);
    if (text::SplitWords(sentence.text).empty()) continue;
    for (std::string& term : text::Terms(sentence.text, language)) {
      std::string stem = stemmer.Stem(std::move(term));
      const auto [at, is_new] =
          numbers.try_emplace(stem, static_cast<int>(document.terms.size()));
      if (is_new) document.terms.push_back(std::move(stem));
      sentence.terms.push_back(at->second);
    }
    document.sentences.push_back(std::move(sentence));
  }
  return document;
}

std::vector<size_t> BestSentences(const std::vector<double>& scores,
                                  size_t count) {
  std::vector<size_t> order(scores.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return scores[a] > scores[b]; });
  order.resize(std::min(count, order.size()));
  std::sort(order.begin(), order.end());
  return order;
}

}  // namespace byline::quality
