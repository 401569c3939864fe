// ReaderSignals: what readers' behaviour says of a pair of articles, as the
// score may use it. Implementations are thread-safe and answer from memory
// within a microsecond; nothing is known of a new article.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_READER_SIGNALS_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_READER_SIGNALS_H_

#include <absl/strings/string_view.h>

namespace byline::recommendation {

class ReaderSignals {
 public:
  virtual ~ReaderSignals() = default;

  // How strongly readers of `article` turn to `other`, 0 to 1; 0 where too
  // little is known. Names are "articles/{article}".
  virtual double Strength(absl::string_view article,
                          absl::string_view other) const = 0;
  // Whether readers of `article` read `other` too, more often than by chance:
  // for the reason "readers also read".
  virtual bool IsAlsoRead(absl::string_view article,
                          absl::string_view other) const = 0;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_READER_SIGNALS_H_
