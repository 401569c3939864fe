#include "services/summary/core/claims/claim_text.h"

#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "common/text/background_terms.h"
#include "common/text/fold.h"
#include "common/text/language.h"
#include "common/text/sentences.h"
#include "common/text/utf8.h"
#include "common/text/words.h"
#include "services/summary/core/claims/claim_words.h"
#include "services/summary/core/claims/quantity_words.h"

namespace byline::summary {
namespace {

constexpr size_t kStemLetters = 7;
constexpr size_t kLongestWord = 64;
// Even a common word says something of where a claim stands.
constexpr double kLeastWeight = 0.5;

bool Drop(std::string& word, absl::string_view tail, size_t keep) {
  if (word.size() < tail.size() + keep || !absl::EndsWith(word, tail))
    return false;
  word.resize(word.size() - tail.size());
  return true;
}

std::string EnglishStem(std::string word) {
  if (Drop(word, "ies", 2) || Drop(word, "ied", 2)) {
    word += 'y';
  } else if (!absl::EndsWith(word, "ss") && !absl::EndsWith(word, "us") &&
             !absl::EndsWith(word, "is")) {
    Drop(word, "s", 3);
  }
  const bool inflected = Drop(word, "ing", 3) || Drop(word, "ed", 3);
  if (inflected && word.size() > 3 && word.back() == word[word.size() - 2] &&
      word.back() != 'l' && word.back() != 's')
    word.pop_back();
  if (!inflected) {
    for (absl::string_view tail : {"ment", "ly", "er", "or", "ion", "al"}) {
      if (Drop(word, tail, 4)) break;
    }
  }
  Drop(word, "e", 3);
  if (word.size() > 3 && word.back() == 'y') word.back() = 'i';
  return word;
}

std::string ArabicStem(absl::string_view word) {
  for (absl::string_view prefix : {"وال", "بال", "لل", "ال", "و", "ب", "ل"}) {
    if (word.size() >= prefix.size() + 6 && absl::StartsWith(word, prefix)) {
      word.remove_prefix(prefix.size());
      break;
    }
  }
  return std::string(word);
}

std::string StemOf(const std::string& form, absl::string_view primary) {
  const bool has_digit = std::any_of(form.begin(), form.end(), [](char c) {
    return text::IsAsciiDigit(static_cast<unsigned char>(c));
  });
  if (has_digit) return form;
  std::string stem = primary.empty() || primary == "en" ? EnglishStem(form)
                     : primary == "ar"                  ? ArabicStem(form)
                                                        : form;
  size_t pos = 0;
  for (size_t letters = 0; letters < kStemLetters && pos < stem.size();
       ++letters)
    text::NextCodePoint(stem, &pos);
  stem.resize(pos);
  return stem;
}

// "U.S" and "US" are one, and not the pronoun.
std::string FormOf(absl::string_view raw, bool all_capitals,
                   absl::string_view primary) {
  std::string form = text::Fold(text::TruncateUtf8(raw, kLongestWord));
  if (absl::EndsWith(form, "'s")) form.resize(form.size() - 2);
  if (all_capitals) {
    form.erase(std::remove(form.begin(), form.end(), '.'), form.end());
    if (form == "us") form = "u.s";
  }
  if (primary == "ar" || primary == "fa" || primary == "ur") {
    const std::vector<std::string> terms = text::Terms(form, "");
    if (terms.size() == 1) form = terms[0];
  }
  return form;
}

bool IsAllCapitals(absl::string_view raw) {
  int capitals = 0;
  for (char c : raw) {
    const auto byte = static_cast<unsigned char>(c);
    if (text::IsAsciiLower(byte) || byte >= 0x80) return false;
    capitals += text::IsAsciiUpper(byte) ? 1 : 0;
  }
  return capitals > 1;
}

bool BeginsWithCapital(absl::string_view raw) {
  size_t pos = 0;
  const char32_t c = text::NextCodePoint(raw, &pos);
  return c <= 0x10FFFF && (u_isupper(static_cast<UChar32>(c)) ||
                           u_istitle(static_cast<UChar32>(c)));
}

bool BeginsWithCjk(absl::string_view raw) {
  size_t pos = 0;
  return text::IsCjk(text::NextCodePoint(raw, &pos));
}

// What stands between two words.
struct Gap {
  bool ends_clause = false;
  bool opens = false;  // a colon, an opening quotation mark
};

Gap ReadGap(absl::string_view between) {
  Gap gap;
  bool space_before = false;
  for (size_t pos = 0; pos < between.size();) {
    const char32_t c = text::NextCodePoint(between, &pos);
    switch (c) {
      case ':':
      case 0xFF1A:
      case '"':
      case 0x201C:
      case 0x201D:
      case 0x201E:
      case 0xAB:
      case 0xBB:
      case 0x300C:
        gap.opens = gap.ends_clause = true;
        break;
      case '\'':
      case 0x2018:
        gap.opens = gap.opens || space_before;
        break;
      case '-':
        gap.ends_clause = gap.ends_clause || space_before;
        break;
      case '.':
        gap.opens = gap.opens || pos < between.size();
        break;
      case ',':
      case ';':
      case '(':
      case ')':
      case 0x2013:
      case 0x2014:
      case 0x60C:
      case 0x61B:
      case 0xFF0C:
      case 0xFF1B:
      case 0x3001:
        gap.ends_clause = true;
        break;
      default:
        break;
    }
    space_before = text::IsSpace(c);
  }
  return gap;
}

class Reader {
 public:
  Reader(absl::string_view text, const std::string& language)
      : text_(text),
        language_(language),
        primary_(text::PrimaryLanguage(language)),
        quotations_(FindQuotedRanges(text)) {}

  void AddSentence(size_t begin, size_t end) {
    size_t last_end = begin;
    bool first = true;
    for (const text::ByteRange& range :
         text::SplitWords(text_.substr(begin, end - begin))) {
      const size_t at = begin + range.begin;
      const size_t stop = begin + range.end;
      const Gap gap = ReadGap(text_.substr(last_end, at - last_end));
      if (gap.ends_clause && !first) ++clause_;
      const absl::string_view raw = text_.substr(at, stop - at);
      if (BeginsWithCjk(raw)) {
        for (size_t pos = at; pos < stop;) {
          const size_t from = pos;
          text::NextCodePoint(text_, &pos);
          AddWord(from, pos, first || gap.opens);
        }
      } else {
        AddWord(at, stop, first || gap.opens);
      }
      first = false;
      last_end = stop;
    }
    ++sentence_;
    ++clause_;
  }

  std::vector<ClaimWord> Words() {
    for (size_t i = 0; i < words_.size(); ++i) {
      ClaimWord& word = words_[i];
      const absl::string_view raw =
          text_.substr(word.begin, word.end - word.begin);
      if (!BeginsWithCjk(raw)) continue;
      word.function = i + 1 == words_.size() || words_[i + 1].begin != word.end;
      if (!word.function) word.stem = word.form + words_[i + 1].form;
      word.weight = word.function ? 0 : 1;
    }
    return std::move(words_);
  }

 private:
  void AddWord(size_t begin, size_t end, bool initial) {
    const absl::string_view raw = text_.substr(begin, end - begin);
    ClaimWord word;
    word.begin = begin;
    word.end = end;
    word.capital = BeginsWithCapital(raw);
    word.all_capitals = word.capital && IsAllCapitals(raw);
    word.form = FormOf(raw, word.all_capitals, primary_);
    word.stem = StemOf(word.form, primary_);
    word.initial = initial;
    if (!word.form.empty() && text::IsAsciiDigit(word.form[0]))
      word.sign = SignBeside(begin, end);
    word.function = text::IsStopWord(word.form, language_) ||
                    word.form.size() < 2 || IsNegator(word.form, primary_);
    if (!word.function)
      word.weight =
          std::max(kLeastWeight, text::BackgroundIdf(word.form, language_));
    while (next_quotation_ < quotations_.size() &&
           quotations_[next_quotation_].end <= begin)
      ++next_quotation_;
    word.quoted = next_quotation_ < quotations_.size() &&
                  quotations_[next_quotation_].begin <= begin;
    if (ConjunctionsOfClauses().contains(word.form)) ++clause_;
    word.clause = clause_;
    word.sentence = sentence_;
    words_.push_back(std::move(word));
  }

  std::string SignBeside(size_t begin, size_t end) const {
    const absl::string_view sign = UnitSignAtEnd(text_.substr(0, begin));
    return std::string(sign.empty() ? UnitSignAtFront(text_.substr(end))
                                    : sign);
  }

  absl::string_view text_;
  const std::string& language_;
  std::string primary_;
  std::vector<Quotation> quotations_;
  size_t next_quotation_ = 0;
  int clause_ = 0;
  int sentence_ = 0;
  std::vector<ClaimWord> words_;
};

}  // namespace

std::vector<ClaimWord> ReadClaim(absl::string_view text,
                                 const std::string& language) {
  Reader reader(text, language);
  for (const text::ByteRange& range : text::SplitSentences(text, language))
    reader.AddSentence(range.begin, range.end);
  return reader.Words();
}

std::vector<ClaimWord> ReadClaimSentence(absl::string_view sentence,
                                         const std::string& language) {
  Reader reader(sentence, language);
  reader.AddSentence(0, sentence.size());
  return reader.Words();
}

std::string VerbatimKey(const std::vector<ClaimWord>& words) {
  std::string key = " ";
  for (const ClaimWord& word : words)
    absl::StrAppend(&key, word.sign, word.form, " ");
  return key;
}

}  // namespace byline::summary
