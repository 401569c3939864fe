// Sentence segmentation for news prose in any language.
//
// A scanner decides each candidate end by its context: abbreviations of the
// language, initials, numbers, ellipses, quotes and brackets, list markers.
// Marks that only ever end sentences (U+3002, U+061F and all others that
// Unicode calls STerm) end one in any script. All functions are pure,
// thread-safe, take linear time, and give a result for any bytes; ill-formed
// UTF-8 counts as opaque characters. Limitation: Thai, which has no such marks,
// is split at line breaks only.
//
//   SplitSentences("He left at 5 p.m. today. She stayed.", "en")
//   // {0, 24}, {25, 36}
#ifndef BYLINE_COMMON_TEXT_SENTENCES_H_
#define BYLINE_COMMON_TEXT_SENTENCES_H_

#include <absl/strings/string_view.h>

#include <cstddef>
#include <vector>

namespace byline::text {

// A range of bytes of a UTF-8 text, [begin, end).
struct ByteRange {
  size_t begin = 0;
  size_t end = 0;

  bool operator==(const ByteRange&) const = default;
};

// The sentences of `text`, in order, trimmed of white space, never empty, never
// overlapping; all that is between them is white space. A line break always
// ends a sentence. Nothing is split inside a quote or bracket that closes on
// the same line: a quote of several sentences stays whole, with its sentence.
// Offsets fall on character boundaries. `language` is BCP 47 or empty; it
// chooses the abbreviations ("z. B." in German, "M." in French); unknown ones
// get the English list and the common rules.
std::vector<ByteRange> SplitSentences(absl::string_view text,
                                      absl::string_view language);

}  // namespace byline::text

#endif  // BYLINE_COMMON_TEXT_SENTENCES_H_
