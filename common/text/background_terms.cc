#include "common/text/background_terms.h"

#include <absl/container/flat_hash_map.h>

#include <algorithm>
#include <cmath>

#include "common/text/language.h"
#include "common/text/term_fingerprint.h"

namespace byline::text {
namespace {

struct TermShare {
  absl::string_view term;
  int documents;  // of 10,000
};

constexpr TermShare kEnglish[] = {
#include "common/text/background_terms_en.inc"
};

}  // namespace

double BackgroundIdf(absl::string_view term, absl::string_view language) {
  return BackgroundIdf(TermFingerprint(term), language);
}

double BackgroundIdf(uint64_t fingerprint, absl::string_view language) {
  static const auto* const english = [] {
    auto* made = new absl::flat_hash_map<uint64_t, double, FingerprintHash>;
    for (const TermShare& entry : kEnglish) {
      (*made)[TermFingerprint(entry.term)] =
          std::min(kUnknownBackgroundIdf, std::log(10'000.0 / entry.documents));
    }
    return made;
  }();
  if (language != "en" && PrimaryLanguage(language) != "en")
    return kUnknownBackgroundIdf;
  const auto found = english->find(fingerprint);
  return found == english->end() ? kUnknownBackgroundIdf : found->second;
}

}  // namespace byline::text
