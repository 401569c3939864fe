#include "services/summary/core/claims/quantities.h"

#include <absl/strings/ascii.h>
#include <absl/strings/numbers.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>

#include "common/text/utf8.h"
#include "services/summary/core/claims/quantity_words.h"

namespace byline::summary {
namespace {

// What is said to be rounded may be this far off.
constexpr double kRounding = 0.1;

// A word that begins with digits: the number and what is glued to it ("bn" of
// "1.13bn").
struct Digits {
  double value = 0;
  std::string tail;
};

bool SwapsMarks(absl::string_view primary) {
  return primary == "de" || primary == "fr" || primary == "es" ||
         primary == "it" || primary == "pt" || primary == "nl";
}

std::optional<Digits> ReadDigits(absl::string_view form,
                                 absl::string_view primary) {
  std::string number;
  std::string digits_since_mark;
  bool point = false;
  size_t pos = 0;
  const char decimal = SwapsMarks(primary) ? ',' : '.';
  const char thousands = SwapsMarks(primary) ? '.' : ',';
  while (pos < form.size()) {
    const size_t at = pos;
    const char32_t c = text::NextCodePoint(form, &pos);
    const int32_t digit =
        c <= 0x10FFFF ? u_charDigitValue(static_cast<UChar32>(c)) : -1;
    const bool digit_follows = pos < form.size() && [&] {
      size_t next = pos;
      const char32_t d = text::NextCodePoint(form, &next);
      return d <= 0x10FFFF && u_charDigitValue(static_cast<UChar32>(d)) >= 0;
    }();
    if (digit >= 0) {
      number += static_cast<char>('0' + digit);
    } else if (c == static_cast<char32_t>(decimal) && digit_follows && !point &&
               !number.empty()) {
      number += '.';
      point = true;
    } else if ((c == static_cast<char32_t>(thousands) || c == 0x66C ||
                c == '\'') &&
               digit_follows && !number.empty()) {
      continue;
    } else {
      pos = at;
      break;
    }
  }
  Digits digits;
  if (number.empty() || !absl::SimpleAtod(number, &digits.value))
    return std::nullopt;
  digits.tail = std::string(form.substr(pos));
  return digits;
}

class Finder {
 public:
  Finder(absl::string_view text, const std::vector<ClaimWord>& words,
         absl::string_view primary)
      : text_(text), words_(words), primary_(primary) {}

  std::vector<Quantity> Find() {
    for (size_t i = 0; i < words_.size();) i = ReadAt(i);
    ShareUnits();
    return std::move(found_);
  }

 private:
  absl::string_view Between(size_t i) const {
    return text_.substr(words_[i].end, words_[i + 1].begin - words_[i].end);
  }
  // Whether the word behind `i` belongs to the same number: only a space or a
  // hyphen between.
  bool Joined(size_t i) const {
    if (i + 1 >= words_.size()) return false;
    const absl::string_view between = absl::StripAsciiWhitespace(Between(i));
    return (between.empty() || between == "-" || between == "\u00A0" ||
            between == "\u2011") &&
           between.size() < 4;
  }

  // "500" of "2 500", which French and its like write with a space.
  bool IsGroupOfThousands(size_t i) const {
    if (!SwapsMarks(primary_) || i >= words_.size() ||
        words_[i].form.size() != 3 || words_[i - 1].form.size() > 3)
      return false;
    const absl::string_view between = Between(i - 1);
    const bool space =
        between == " " || between == "\u00A0" || between == "\u202F";
    return space &&
           words_[i].form.find_first_not_of("0123456789") == std::string::npos;
  }

  // Reads the number at word `i`, if there is one; the word behind it.
  size_t ReadAt(size_t i) {
    Quantity quantity;
    quantity.first = i;
    quantity.begin = words_[i].begin;
    size_t last = i;
    const std::optional<Digits> digits = ReadDigits(words_[i].form, primary_);
    double scale = 1;
    if (digits.has_value()) {
      quantity.mantissa = digits->value;
      while (digits->tail.empty() && IsGroupOfThousands(last + 1)) {
        ++last;
        quantity.mantissa = quantity.mantissa * 1000 +
                            ReadDigits(words_[last].form, primary_)->value;
      }
      if (ScaleWord(digits->tail) > 0) {
        scale = ScaleWord(digits->tail);
      } else {
        quantity.unit = UnitWord(digits->tail);
      }
    } else {
      const std::optional<double> value = ReadWords(i, &last);
      if (!value.has_value()) return i + 1;
      quantity.mantissa = *value;
    }
    while (Joined(last) && ScaleWord(words_[last + 1].form) > 0 &&
           words_[last + 1].form.size() > 1 &&
           words_[last + 1].form != "cent") {
      scale *= ScaleWord(words_[last + 1].form);
      ++last;
    }
    quantity.value = quantity.mantissa * scale;
    quantity.last = last;
    quantity.end = words_[last].end;
    ReadUnit(&quantity);
    for (size_t back = 1; back <= 3 && back <= i; ++back)
      quantity.rounded =
          quantity.rounded || IsRoundingWord(words_[i - back].form);
    found_.push_back(quantity);
    return last + 1;
  }

  // "twenty-five", "three hundred": units and tens; scales are read by ReadAt.
  std::optional<double> ReadWords(size_t i, size_t* last) const {
    double value = NumberWord(words_[i].form, primary_);
    if (value < 0) {
      // "a hundred", "one million"; "hundreds" is no number.
      const bool counted =
          i > 0 && (words_[i - 1].form == "a" || words_[i - 1].form == "one");
      const double scale = ScaleWord(words_[i].form);
      if (!counted || scale < 100 || words_[i].form.size() < 7)
        return std::nullopt;
      value = scale;
    }
    *last = i;
    if (value >= 20 && std::fmod(value, 10) == 0 && Joined(i)) {
      const double unit = NumberWord(words_[i + 1].form, primary_);
      if (unit > 0 && unit < 10) {
        value += unit;
        ++*last;
      } else if (words_[i + 1].form == "one" || words_[i + 1].form == "first") {
        value += 1;
        ++*last;
      }
    }
    return value;
  }

  void ReadUnit(Quantity* quantity) {
    absl::string_view before = text_.substr(0, quantity->begin);
    before = absl::StripTrailingAsciiWhitespace(before);
    const absl::string_view sign = UnitSignAtEnd(before);
    if (!sign.empty() && sign != "percent") {
      quantity->unit = sign;
      return;
    }
    const absl::string_view behind =
        absl::StripLeadingAsciiWhitespace(text_.substr(quantity->end));
    if (!UnitSignAtFront(behind).empty()) {
      quantity->unit = UnitSignAtFront(behind);
      return;
    }
    if (!quantity->unit.empty() || !Joined(quantity->last)) return;
    const size_t next = quantity->last + 1;
    const std::string& form = words_[next].form;
    const bool two_words = Joined(next);
    if ((form == "per" || form == "pour" || form == "por") && two_words) {
      quantity->unit = "percent";
    } else if (form == "m" && quantity->mantissa != quantity->value) {
      quantity->unit = {};
    } else {
      quantity->unit = UnitWord(form);
      // "5 square miles", "20 US dollars"
      if (quantity->unit.empty() && two_words)
        quantity->unit = UnitWord(words_[next + 1].form);
    }
  }

  // "3 to 5 miles": the first has the second's unit.
  void ShareUnits() {
    for (size_t i = found_.size(); i-- > 1;) {
      const Quantity& next = found_[i];
      Quantity& quantity = found_[i - 1];
      if (!quantity.unit.empty() || next.unit.empty()) continue;
      if (next.first - quantity.last == 1 && Joined(quantity.last)) {
        quantity.unit = next.unit;
      } else if (next.first - quantity.last == 2) {
        const std::string& word = words_[quantity.last + 1].form;
        if (word == "to" || word == "or" || word == "and" || word == "bis" ||
            word == "und" || word == "à" || word == "ou" || word == "y")
          quantity.unit = next.unit;
      }
    }
  }

  absl::string_view text_;
  const std::vector<ClaimWord>& words_;
  absl::string_view primary_;
  std::vector<Quantity> found_;
};

}  // namespace

std::vector<Quantity> FindQuantities(absl::string_view text,
                                     const std::vector<ClaimWord>& words,
                                     absl::string_view primary_language) {
  return Finder(text, words, primary_language).Find();
}

namespace {

// Digits up to the last one that is not 0, of a whole number.
int SignificantDigits(double value) {
  if (value < 1 || value > 1e15 || std::floor(value) != value) return 15;
  auto whole = static_cast<int64_t>(value);
  while (whole % 10 == 0) whole /= 10;
  int digits = 0;
  for (; whole > 0; whole /= 10) ++digits;
  return digits;
}

}  // namespace

bool SameValue(const Quantity& point, const Quantity& source) {
  const double difference = std::fabs(point.value - source.value);
  const double size = std::max(std::fabs(point.value), std::fabs(source.value));
  if (difference <= 1e-9 * size) return true;
  return point.rounded && point.value >= 20 &&
         SignificantDigits(point.value) < SignificantDigits(source.value) &&
         difference <= kRounding * size;
}

}  // namespace byline::summary
