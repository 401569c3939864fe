#include "services/recommendation/core/article_words.h"

#include <absl/container/flat_hash_set.h>
#include <absl/strings/match.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "common/text/background_terms.h"
#include "common/text/fold.h"

namespace byline::recommendation {
namespace {

constexpr float kHeadlineWeight = 3.0F;
constexpr float kLeadWeight = 1.5F;
constexpr float kBodyWeight = 1.0F;
// A run says again what its words say: it counts half.
constexpr float kRunShare = 0.5F;
constexpr size_t kLongestRun = 4;
constexpr int kLeadSentences = 3;
constexpr size_t kUsualTerms = 256;
constexpr size_t kLongestSpelling = 200;

// Whether the language writes every noun with a capital.
bool CapitalisesNouns(absl::string_view language) {
  return language == "de" || language == "lb";
}

// "Quill's" -> "Quill".
absl::string_view WithoutPossessive(absl::string_view word) {
  for (const absl::string_view possessive : {"'s", "\u2019s"}) {
    if (absl::EndsWith(word, possessive)) word.remove_suffix(possessive.size());
  }
  return word;
}

// 1 + ln of a count; ln of less than 1 (a run that is met once) would be
// negative.
float WeightOf(float weighted) {
  // Nearly all counts are small multiples of a quarter.
  constexpr size_t kSteps = 256;
  static const auto* const steps = [] {
    auto* made = new std::array<float, kSteps>;
    for (size_t i = 0; i < kSteps; ++i) {
      const float count = static_cast<float>(i) / 4;
      (*made)[i] = count >= 1 ? 1 + std::log(count) : count;
    }
    return made;
  }();
  const float step = weighted * 4;
  return step < kSteps ? (*steps)[static_cast<size_t>(step)]
                       : 1 + std::log(weighted);
}

// Of a name of several words, from theirs; that of one word is its own.
uint64_t RunFingerprint(uint64_t run, uint64_t word) {
  return (run * 0x9E3779B97F4A7C15 ^ word) + 0x632BE59BD9B4E019;
}

}  // namespace

bool IsCalendarWordOrTitle(uint64_t term) {
  static const auto* const words = [] {
    auto* made = new absl::flat_hash_set<uint64_t>;
    for (const absl::string_view word :
         {"monday",    "tuesday", "wednesday", "thursday", "friday",
          "saturday",  "sunday",  "january",   "february", "march",
          "april",     "may",     "june",      "july",     "august",
          "september", "october", "november",  "december", "mr",
          "mrs",       "ms",      "dr",        "sir"}) {
      made->insert(text::TermFingerprint(word));
    }
    return made;
  }();
  return words->contains(term);
}

ArticleWords::ArticleWords(std::string language)
    : language_(std::move(language)),
      scanner_(language_),
      lead_sentences_(kLeadSentences) {
  counts_.reserve(kUsualTerms);
  places_.reserve(kUsualTerms);
}

void ArticleWords::AddBody(absl::string_view text) {
  AddText(text, /*lead=*/false);
  lead_sentences_ = std::max(0, lead_sentences_ - 1);
}

void ArticleWords::AddLead(absl::string_view text) {
  AddText(text, /*lead=*/true);
}

void ArticleWords::AddText(absl::string_view text, bool lead) {
  scanner_.Scan(text);
  const std::vector<text::ScannedTerm>& terms = scanner_.terms();
  bool opens = true;  // the sentence begins here
  size_t run_end = 0;
  for (size_t i = 0; i < terms.size(); ++i) {
    const text::ScannedTerm& term = terms[i];
    if (term.after_stop) {
      opens = true;
      lead_sentences_ = std::max(0, lead_sentences_ - (lead ? 0 : 1));
    }
    const bool in_lead = lead || lead_sentences_ > 0;
    const float weight = in_lead ? kLeadWeight : kBodyWeight;
    // A common word that opens the sentence has its capital from there.
    if (i >= run_end && term.capital &&
        !(opens && text::IsCommonTerm(term.fingerprint, language_))) {
      run_end = RunEnd(i);
      if (run_end - i >= 2 && run_end - i <= kLongestRun) {
        AddRun(text, i, run_end, weight, in_lead);
      }
    }
    const bool leads_run = i + 1 < run_end;
    if (!term.stop_word) {
      AddTerm(text, i, weight, (!opens || term.acronym) && !leads_run,
              leads_run)
          .in_lead |= in_lead;
    }
    opens = false;
  }
}

size_t ArticleWords::RunEnd(size_t begin) const {
  const std::vector<text::ScannedTerm>& terms = scanner_.terms();
  size_t end = begin;
  while (end < terms.size() && terms[end].capital && !terms[end].stop_word &&
         !IsCalendarWordOrTitle(terms[end].fingerprint) &&
         (end == begin || terms[end].joined)) {
    ++end;
  }
  return end;
}

void ArticleWords::AddRun(absl::string_view text, size_t begin, size_t end,
                          float weight, bool lead) {
  const std::vector<text::ScannedTerm>& terms = scanner_.terms();
  uint64_t run = terms[begin].fingerprint;
  for (size_t i = begin + 1; i < end; ++i) {
    run = RunFingerprint(run, terms[i].fingerprint);
  }
  Count& count = At(run);
  count.weighted += weight * kRunShare;
  count.is_run = true;
  count.in_lead |= lead;
  if (count.spelling.empty()) {
    count.spelling = WithoutPossessive(text.substr(
        terms[begin].begin, terms[end - 1].end - terms[begin].begin));
  }
}

void ArticleWords::AddHeadline(absl::string_view text) {
  scanner_.Scan(text);
  const std::vector<text::ScannedTerm>& terms = scanner_.terms();
  for (size_t i = 0; i < terms.size(); ++i) {
    if (!terms[i].stop_word) {
      Count& count = AddTerm(text, i, kHeadlineWeight, /*tells_case=*/false,
                             /*leads_run=*/false);
      count.in_headline = true;
      count.in_lead = true;
    }
    uint64_t run = terms[i].fingerprint;
    for (size_t j = i + 1;
         j < terms.size() && terms[j].joined && j - i < kLongestRun; ++j) {
      run = RunFingerprint(run, terms[j].fingerprint);
      const auto known = places_.find(run);
      if (known == places_.end()) continue;
      Count& count = counts_[known->second];
      count.weighted += kHeadlineWeight * kRunShare;
      count.in_headline = true;
      count.in_lead = true;
    }
  }
}

ArticleWords::Count& ArticleWords::At(uint64_t term) {
  const auto [place, added] =
      places_.try_emplace(term, static_cast<uint32_t>(counts_.size()));
  if (added) counts_.emplace_back().term = term;
  return counts_[place->second];
}

ArticleWords::Count& ArticleWords::AddTerm(absl::string_view text, size_t i,
                                           float weight, bool tells_case,
                                           bool leads_run) {
  const text::ScannedTerm& term = scanner_.terms()[i];
  Count& count = At(term.fingerprint);
  count.weighted += weight;
  if (term.begin == term.end) {
    if (count.small.empty()) {
      count.small = pairs_.emplace_back(scanner_.Pair(i));
    }
    return count;
  }
  if (tells_case) ++(term.capital ? count.capital : count.lower);
  if (leads_run) ++count.in_run;
  absl::string_view& spelling = term.capital ? count.spelling : count.small;
  if (spelling.empty()) {
    spelling =
        WithoutPossessive(text.substr(term.begin, term.end - term.begin));
  }
  return count;
}

bool ArticleWords::IsName(const Count& count) const {
  if (count.is_run) return true;
  return count.capital > count.lower && !CapitalisesNouns(language_) &&
         !IsCalendarWordOrTitle(count.term);
}

absl::string_view ArticleWords::SpellingOf(const Count& count) {
  if (count.small.empty()) return count.spelling;
  if (count.spelling.empty()) return count.small;
  // A capital that only opens sentences or stands in a headline says nothing.
  const int capitals = count.capital + count.in_run;
  return capitals > 0 && capitals >= count.lower ? count.spelling : count.small;
}

void ArticleWords::Finish(PreparedArticle& article) && {
  article.terms.reserve(counts_.size());
  article.spellings.reserve(8 * counts_.size());
  for (const Count& count : counts_) {
    PreparedTerm& term = article.terms.emplace_back();
    term.term = count.term;
    term.weight = WeightOf(count.weighted);
    term.in_headline = count.in_headline;
    term.in_lead = count.in_lead;
    term.is_name = IsName(count);
    const absl::string_view spelling =
        text::TruncateUtf8(SpellingOf(count), kLongestSpelling);
    term.spelling_begin = static_cast<uint32_t>(article.spellings.size());
    term.spelling_size = static_cast<uint16_t>(spelling.size());
    article.spellings.append(spelling.data(), spelling.size());
  }
}

}  // namespace byline::recommendation
