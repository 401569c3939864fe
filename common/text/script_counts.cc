#include "common/text/script_counts.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "common/text/utf8.h"

namespace byline::text {

ScriptCounts CountScripts(absl::string_view text) {
  ScriptCounts counts;
  for (size_t pos = 0; pos < text.size();) {
    const char32_t c = NextCodePoint(text, &pos);
    if (c < 0x80) {
      counts.latin += IsAsciiUpper(c) || IsAsciiLower(c);
      continue;
    }
    if (c == kIllFormed || !u_isalpha(static_cast<UChar32>(c))) continue;
    UErrorCode error = U_ZERO_ERROR;
    switch (uscript_getScript(static_cast<UChar32>(c), &error)) {
      case USCRIPT_LATIN:
        ++counts.latin;
        break;
      case USCRIPT_CYRILLIC:
        ++counts.cyrillic;
        break;
      case USCRIPT_GREEK:
        ++counts.greek;
        break;
      case USCRIPT_ARABIC:
        ++counts.arabic;
        break;
      case USCRIPT_HEBREW:
        ++counts.hebrew;
        break;
      case USCRIPT_DEVANAGARI:
        ++counts.devanagari;
        break;
      case USCRIPT_THAI:
        ++counts.thai;
        break;
      case USCRIPT_HANGUL:
        ++counts.hangul;
        break;
      case USCRIPT_HAN:
        ++counts.han;
        break;
      case USCRIPT_HIRAGANA:
      case USCRIPT_KATAKANA:
        ++counts.kana;
        break;
      case USCRIPT_COMMON:
      case USCRIPT_INHERITED:
        break;
      default:
        ++counts.other;
        break;
    }
  }
  return counts;
}

}  // namespace byline::text
