#include "tests/fuzz/text_entry.h"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "common/text/fold.h"
#include "common/text/language.h"
#include "common/text/near_copy.h"
#include "common/text/placeholder.h"
#include "common/text/sentences.h"
#include "common/text/slug.h"
#include "common/text/term_scanner.h"
#include "common/text/words.h"

namespace byline::text {
namespace {

void Promise(bool kept, const char* what) {
  if (kept) return;
  std::fprintf(stderr, "broken promise: %s\n", what);
  std::abort();
}

void CheckRanges(const std::vector<ByteRange>& ranges, size_t size,
                 const char* what) {
  size_t last = 0;
  for (const ByteRange range : ranges) {
    Promise(last <= range.begin && range.begin < range.end && range.end <= size,
            what);
    last = range.end;
  }
}

// In some lines Terms has words of nothing but underscores, and some with "@"
// inside of them (ICU keeps addresses together).
void CheckScanner(absl::string_view bytes) {
  if (bytes.find_first_of("_@") != absl::string_view::npos) return;
  TermScanner scanner("");
  scanner.Scan(bytes);
  const std::vector<std::string> terms = Terms(bytes, "");
  Promise(scanner.terms().size() == terms.size(), "all terms are scanned");
  for (size_t i = 0; i < terms.size(); ++i) {
    Promise(scanner.terms()[i].fingerprint == TermFingerprint(terms[i]),
            "scanned terms are those of Terms");
  }
}

}  // namespace

void FuzzText(absl::string_view bytes) {
  const std::string language = RecognizeLanguage(bytes);
  for (const absl::string_view chosen :
       {absl::string_view(language), absl::string_view("de"),
        absl::string_view("fr")}) {
    CheckRanges(SplitSentences(bytes, chosen), bytes.size(),
                "sentences are in order");
  }
  CheckRanges(SplitWords(bytes), bytes.size(), "words are in order");
  Promise(CountWords(bytes) >= 0, "words are counted");
  for (const std::string& term : Terms(bytes, language))
    Promise(!term.empty(), "terms are not empty");
  CheckScanner(bytes);
  const std::string folded = Fold(bytes);
  Promise(IsValidUtf8(folded), "folded text is UTF-8");
  Promise(Fold(folded) == folded, "folding twice changes nothing");
  Promise(IsValidUtf8(RepairUtf8(bytes)), "repaired text is UTF-8");
  if (IsValidUtf8(bytes)) {
    Promise(RepairUtf8(bytes) == bytes, "good text is not repaired");
    Promise(IsValidUtf8(TruncateUtf8(bytes, bytes.size() / 2)),
            "no character is cut");
  }
  Promise(MakeSlug(bytes).size() <= kMaxSlugLength, "slugs are short");
  Promise(!SlugOrHash(bytes).empty(), "names have slugs");
  const auto shingles = Shingles(bytes);
  Promise(!shingles.empty() && IsNearCopy(shingles, shingles),
          "a text is a copy of itself");
  BandKeys(MakeMinHash(shingles));
  const absl::string_view half = bytes.substr(0, bytes.size() / 2);
  RepeatsHeadline(bytes, half);
  PlaceholderReason(half,
                    {std::string(half), std::string(bytes.substr(half.size()))},
                    language);
}

}  // namespace byline::text
