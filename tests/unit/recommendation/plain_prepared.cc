#include "tests/unit/recommendation/plain_prepared.h"

#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "common/article/article_text.h"
#include "common/text/abbreviations.h"
#include "common/text/background_terms.h"
#include "common/text/fold.h"
#include "common/text/language.h"
#include "common/text/near_copy.h"
#include "common/text/term_scanner.h"
#include "common/text/utf8.h"
#include "common/text/words.h"
#include "services/recommendation/core/article_words.h"

namespace byline::recommendation {
namespace {

struct PlainTerm {
  std::string term;
  uint64_t fingerprint = 0;
  bool has_place = false;
  size_t begin = 0;
  size_t end = 0;
  std::string word;  // as written
  bool capital = false;
  bool acronym = false;
  bool stop_word = false;
  bool joined = false;
  bool after_stop = false;
};

bool HasCjk(const std::string& line) {
  for (size_t pos = 0; pos < line.size();) {
    if (text::IsCjk(text::NextCodePoint(line, &pos))) return true;
  }
  return false;
}

bool IsCapital(const std::string& word) {
  size_t pos = 0;
  const char32_t c = text::NextCodePoint(word, &pos);
  if (c < 0x80) return text::IsAsciiUpper(c);
  return c != text::kIllFormed && u_isUUppercase(static_cast<UChar32>(c));
}

bool EndsSentence(const std::string& gap, const PlainTerm& before,
                  const std::string& language) {
  bool stop = false;
  for (const char* mark :
       {".", "!", "?", "\n", "\u2026", "\u3002", "\uFF01", "\uFF1F"}) {
    stop = stop || absl::StrContains(gap, mark);
  }
  if (!stop || gap[0] != '.') return stop;
  if (before.word.size() == 1 && before.capital) return false;
  return text::AbbreviationOf(before.word, language) ==
         text::StopAfter::kOrdinary;
}

std::vector<PlainTerm> ScanPlainly(const std::string& all,
                                   const std::string& language) {
  const bool elides = language == "fr" || language == "it" || language == "ca";
  std::vector<PlainTerm> scanned;
  for (size_t begin = 0; begin < all.size();) {
    const size_t end = std::min(all.find('\n', begin), all.size());
    const std::string line = all.substr(begin, end - begin);
    const auto words = text::SplitWords(line);
    const auto terms = text::Terms(line, "");
    const bool has_words = words.size() == terms.size() && !HasCjk(line);
    for (size_t i = 0; i < terms.size(); ++i) {
      PlainTerm made;
      made.term = terms[i];
      if (elides) made.term.erase(0, made.term.rfind('\'') + 1);
      if (made.term.empty()) continue;
      made.fingerprint = text::TermFingerprint(made.term);
      made.stop_word = text::IsStopWord(made.term, language);
      made.has_place = has_words;
      made.begin = begin + (has_words ? words[i].begin : 0);
      made.end = begin + (has_words ? words[i].end : 0);
      if (has_words) {
        made.word = all.substr(made.begin, made.end - made.begin);
        made.capital = IsCapital(made.word);
        made.acronym = made.word.size() > 1 &&
                       std::all_of(made.word.begin(), made.word.end(),
                                   [](char c) { return c >= 'A' && c <= 'Z'; });
        if (!scanned.empty() && scanned.back().end <= made.begin) {
          const PlainTerm& before = scanned.back();
          const std::string gap =
              all.substr(before.end, made.begin - before.end);
          made.joined = gap == " " || gap == "-";
          made.after_stop = !made.joined && EndsSentence(gap, before, language);
        }
      }
      scanned.push_back(made);
    }
    begin = end + 1;
  }
  return scanned;
}

struct PlainCount {
  uint64_t term = 0;
  float weighted = 0;
  int capital = 0;
  int lower = 0;
  int in_run = 0;
  bool in_headline = false;
  bool in_lead = false;
  bool is_run = false;
  std::string with_capital;
  std::string small;
};

std::string WithoutS(std::string word) {
  for (const std::string s : {"'s", "\u2019s"}) {
    if (absl::EndsWith(word, s)) word.resize(word.size() - s.size());
  }
  return word;
}

class PlainWords {
 public:
  explicit PlainWords(const std::string& language) : language_(language) {}

  void AddBody(const std::string& text) {
    AddText(text, false);
    lead_left_ = std::max(0, lead_left_ - 1);
  }
  void AddLead(const std::string& text) { AddText(text, true); }
  void AddHeadline(const std::string& text);
  void Finish(PreparedArticle* article) const;

 private:
  PlainCount& At(uint64_t term) {
    const auto [place, added] = places_.try_emplace(term, counts_.size());
    if (added) {
      counts_.emplace_back();
      counts_.back().term = term;
    }
    return counts_[place->second];
  }
  PlainCount& Add(const PlainTerm& term, float weight, bool tells_case,
                  bool leads_run) {
    PlainCount& count = At(term.fingerprint);
    count.weighted += weight;
    if (!term.has_place) {
      if (count.small.empty()) count.small = term.term;
      return count;
    }
    if (tells_case) ++(term.capital ? count.capital : count.lower);
    if (leads_run) ++count.in_run;
    std::string& spelling = term.capital ? count.with_capital : count.small;
    if (spelling.empty()) spelling = WithoutS(term.word);
    return count;
  }
  void AddText(const std::string& text, bool lead);
  static uint64_t Joined(uint64_t run, uint64_t word) {
    return (run * 0x9E3779B97F4A7C15 ^ word) + 0x632BE59BD9B4E019;
  }

  const std::string language_;
  int lead_left_ = 3;
  std::vector<PlainCount> counts_;
  std::map<uint64_t, size_t> places_;
};

void PlainWords::AddText(const std::string& text, bool lead) {
  const auto terms = ScanPlainly(text, language_);
  bool opens = true;
  size_t run_end = 0;
  for (size_t i = 0; i < terms.size(); ++i) {
    if (terms[i].after_stop) {
      opens = true;
      if (!lead) lead_left_ = std::max(0, lead_left_ - 1);
    }
    const bool in_lead = lead || lead_left_ > 0;
    const float weight = in_lead ? 1.5F : 1.0F;
    const bool opener =
        opens && text::IsCommonTerm(terms[i].fingerprint, language_);
    if (i >= run_end && terms[i].capital && !opener) {
      run_end = i;
      while (run_end < terms.size() && terms[run_end].capital &&
             !terms[run_end].stop_word &&
             !IsCalendarWordOrTitle(terms[run_end].fingerprint) &&
             (run_end == i || terms[run_end].joined)) {
        ++run_end;
      }
      if (run_end - i >= 2 && run_end - i <= 4) {
        uint64_t run = terms[i].fingerprint;
        for (size_t j = i + 1; j < run_end; ++j) {
          run = Joined(run, terms[j].fingerprint);
        }
        PlainCount& count = At(run);
        count.weighted += weight / 2;
        count.is_run = true;
        count.in_lead = count.in_lead || in_lead;
        if (count.with_capital.empty()) {
          count.with_capital = WithoutS(text.substr(
              terms[i].begin, terms[run_end - 1].end - terms[i].begin));
        }
      }
    }
    const bool leads_run = i + 1 < run_end;
    if (!terms[i].stop_word) {
      PlainCount& count =
          Add(terms[i], weight, (!opens || terms[i].acronym) && !leads_run,
              leads_run);
      count.in_lead = count.in_lead || in_lead;
    }
    opens = false;
  }
}

void PlainWords::AddHeadline(const std::string& text) {
  const auto terms = ScanPlainly(text, language_);
  for (size_t i = 0; i < terms.size(); ++i) {
    if (!terms[i].stop_word) {
      PlainCount& count = Add(terms[i], 3, false, false);
      count.in_headline = count.in_lead = true;
    }
    uint64_t run = terms[i].fingerprint;
    for (size_t j = i + 1; j < terms.size() && terms[j].joined && j < i + 4;
         ++j) {
      run = Joined(run, terms[j].fingerprint);
      if (places_.count(run) == 0) continue;
      PlainCount& count = At(run);
      count.weighted += 1.5F;
      count.in_headline = count.in_lead = true;
    }
  }
}

void PlainWords::Finish(PreparedArticle* article) const {
  const bool nouns = language_ == "de" || language_ == "lb";
  for (const PlainCount& count : counts_) {
    PreparedTerm term;
    term.term = count.term;
    int exponent = 0;
    const float digits = std::frexp(
        count.weighted >= 1 ? 1 + std::log(count.weighted) : count.weighted,
        &exponent);
    // To 8 binary digits.
    term.weight = std::ldexp(std::floor(digits * 256 + 0.5F), exponent - 8);
    term.in_headline = count.in_headline;
    term.in_lead = count.in_lead;
    term.is_name = count.is_run || (count.capital > count.lower && !nouns &&
                                    !IsCalendarWordOrTitle(count.term));
    const int capitals = count.capital + count.in_run;
    const bool as_name =
        count.small.empty() || (!count.with_capital.empty() && capitals > 0 &&
                                capitals >= count.lower);
    const std::string spelling(
        text::TruncateUtf8(as_name ? count.with_capital : count.small, 200));
    term.spelling_begin = static_cast<uint32_t>(article->spellings.size());
    term.spelling_size = static_cast<uint16_t>(spelling.size());
    article->spellings += spelling;
    article->terms.push_back(term);
  }
}

}  // namespace

CopyWords PlainCopyWords(absl::string_view text) {
  CopyWords words;
  std::string word;
  const auto finish = [&] {
    if (word.empty()) return;
    words.push_back(static_cast<uint16_t>(text::TermFingerprint(word) >> 48));
    word.clear();
  };
  for (size_t pos = 0; pos < text.size();) {
    const char32_t c = text::NextCodePoint(text, &pos);
    if (text::IsShingleCharacter(c)) {
      text::AppendUtf8(text::ShingleLower(c), &word);
    }
    if (!text::IsShingleCharacter(c) || c == 0x130) finish();
  }
  finish();
  while (words.size() < 4) words.insert(words.begin(), 0);
  return words;
}

PreparedArticle PlainPrepared(const article::v1::Article& article) {
  PreparedArticle prepared;
  const std::string whole =
      absl::StrCat(article.headline(), "\n\n", PlainText(article));
  std::string& language = prepared.facts.language;
  language = text::PrimaryLanguage(article.language_code());
  if (language.empty() || language == "und") {
    language = text::RecognizeLanguage(whole);
  }
  PlainWords words(language);
  for (const TextBlock& block : TextBlocks(article)) {
    words.AddBody(std::string(block.text));
  }
  words.AddLead(article.standfirst());
  for (const std::string& tag : article.tags()) words.AddLead(tag);
  words.AddHeadline(article.headline());
  words.Finish(&prepared);
  prepared.copy_words = PlainCopyWords(whole);
  prepared.sketch = MakeCopySketch(prepared.copy_words);
  return prepared;
}

}  // namespace byline::recommendation
