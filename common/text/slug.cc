#include "common/text/slug.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <memory>

#include "common/base/crypto.h"
#include "common/base/mutex.h"
#include "common/text/fold.h"
#include "common/text/utf8.h"

namespace byline::text {
namespace {

constexpr size_t kMaxBytesRead = 1000;

// One transliterator for the process: making it takes milliseconds, and ICU
// does not promise that one may be used by two threads at a time.
class Romanizer {
 public:
  Romanizer() {
    UErrorCode error = U_ZERO_ERROR;
    transliterator_.reset(icu::Transliterator::createInstance(
        // Signs for sounds that Latin lacks (ayn, hamza) are dropped; left to
        // the end they would cut words in two.
        "Any-Latin; [\\u02B0-\\u02FF] Remove; Latin-ASCII; Lower",
        UTRANS_FORWARD, error));
  }

  std::string operator()(absl::string_view text) LOCKS_EXCLUDED(mutex_) {
    auto unicode = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
    {
      const MutexLock lock(mutex_);
      if (transliterator_ != nullptr) transliterator_->transliterate(unicode);
    }
    std::string out;
    return unicode.toUTF8String(out);
  }

 private:
  Mutex mutex_;
  std::unique_ptr<icu::Transliterator> transliterator_ GUARDED_BY(mutex_);
};

std::string Romanize(absl::string_view text) {
  if (IsAscii(text)) return std::string(text);
  static auto* const romanizer = new Romanizer;
  return (*romanizer)(text);
}

}  // namespace

std::string MakeSlug(absl::string_view headline) {
  std::string slug;
  for (const char raw : Romanize(TruncateUtf8(headline, kMaxBytesRead))) {
    const char c = IsAsciiUpper(static_cast<unsigned char>(raw))
                       ? static_cast<char>(raw + 32)
                       : raw;
    if (IsAsciiAlnum(static_cast<unsigned char>(c))) {
      slug.push_back(c);
    } else if (!slug.empty() && slug.back() != '-') {
      slug.push_back('-');
    }
  }
  if (slug.size() > kMaxSlugLength) {
    const size_t cut = slug.rfind('-', kMaxSlugLength);
    slug.resize(cut == std::string::npos ? kMaxSlugLength : cut);
  }
  if (!slug.empty() && slug.back() == '-') slug.pop_back();
  return slug;
}

std::string SlugOrHash(absl::string_view text) {
  const std::string folded = Fold(text);
  std::string slug = MakeSlug(folded);
  if (slug.empty()) slug = "x-" + Sha256Hex(folded).substr(0, 12);
  return slug;
}

}  // namespace byline::text
