// Stems: words of one kin made equal ("voted", "voting"), by the Snowball
// algorithms of libstemmer (M. Porter, 2001) for the languages that it has.
// Thread-safe, total on any bytes.
#ifndef BYLINE_COMMON_TEXT_STEMMER_H_
#define BYLINE_COMMON_TEXT_STEMMER_H_

#include <absl/strings/string_view.h>

namespace byline::text {

// The stemmer of one language on one thread: a handle to find it once and use
// it for many words. Must not outlive the thread. Each thread remembers the
// stems of the first 16,384 words that it meets in a language.
class Stemmer {
 public:
  // `language` is BCP 47; languages that have no stemmer leave words as they
  // are.
  explicit Stemmer(absl::string_view language);

  // The stem of a term as text::Terms gives it. The view holds until the next
  // call for the same language on this thread, or as long as `term` does.
  absl::string_view Stem(absl::string_view term) const;

 private:
  friend struct StemmersOfThread;
  struct OfLanguage;

  OfLanguage* of_language_;  // null: words are left as they are
};

}  // namespace byline::text

#endif  // BYLINE_COMMON_TEXT_STEMMER_H_
