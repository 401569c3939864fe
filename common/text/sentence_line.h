// One line of text, decoded, and what the sentence scanner asks of it. For the
// inside of common/text.
//
// Decides by context whether a mark ends a sentence: what stands ahead of it
// (abbreviation, initial, number, list marker) and behind it (lower case, a
// common opener, a reporting verb). Every look back and ahead is bounded, so
// that a line takes linear time.
#ifndef BYLINE_COMMON_TEXT_SENTENCE_LINE_H_
#define BYLINE_COMMON_TEXT_SENTENCE_LINE_H_

#include <absl/strings/string_view.h>

#include <cstddef>
#include <string>
#include <vector>

namespace byline::text {

// An upper-case or title-case letter of any script.
bool IsUpper(char32_t c);

class SentenceLine {
 public:
  // `line` must outlive this; it has no line break and no white space at its
  // ends.
  SentenceLine(absl::string_view line, absl::string_view primary_language);

  // The sentences, as [begin, end) bytes of the line.
  struct Piece {
    size_t begin;
    size_t end;
  };
  std::vector<Piece> Sentences();

 private:
  // A mark or run of marks that may end the sentence that began at `start_`.
  // All are indices of characters.
  struct Candidate {
    size_t begin;      // first mark
    size_t marks_end;  // behind the last mark
    size_t end;        // behind closing quotes and brackets
    size_t next;       // first character that is no space
    int dots;          // number of full stops, where there is nothing else
    bool spaced;       // ". . ."
    bool asks;         // has a question or exclamation mark
    bool absolute;     // a mark that only ever ends sentences (U+3002)
  };

  // What the character at which a sentence would begin is.
  enum class Next { kLower, kUpper, kCaseless, kDigit, kOther };

  void Emit(size_t end);
  void FindListItems();
  // The number or letter of a list marker at `at` with its style; 0 if there is
  // none.
  int ListMarkerAt(size_t at, int* style) const;
  bool ReadCandidate(size_t at, Candidate* candidate) const;
  bool Ends(const Candidate& candidate) const;
  bool FullStopEnds(const Candidate& candidate, size_t first, Next next) const;
  bool AttributionFollows(const Candidate& candidate, size_t first) const;
  bool ClosesQuote(const Candidate& candidate) const;
  Next NextAt(size_t at) const;
  // The word that ends ahead of `end` / begins at `begin`, at most 32
  // characters.
  size_t WordBegin(size_t end) const;
  std::string WordFrom(size_t begin) const;
  absl::string_view Slice(size_t begin, size_t end) const;
  int WordsBefore(size_t end, int limit) const;
  bool HasAlnum(size_t begin, size_t end) const;

  absl::string_view line_;
  absl::string_view language_;
  std::vector<char32_t> chars_;
  std::vector<size_t> offsets_;    // of each character, and of the end
  std::vector<int> depths_;        // quotes and brackets around each character
  std::vector<int> alnum_;         // letters and digits ahead of each character
  std::vector<bool> begins_item_;  // a list item begins here
  size_t start_ = 0;               // of the present sentence
  std::vector<Piece> pieces_;
};

}  // namespace byline::text

#endif  // BYLINE_COMMON_TEXT_SENTENCE_LINE_H_
