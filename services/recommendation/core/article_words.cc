#include "services/recommendation/core/article_words.h"

#include <absl/strings/match.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <utility>

#include "common/text/background_terms.h"
#include "common/text/fingerprint_set.h"
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
constexpr size_t kUsualTerms = 512;

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
float ExactWeightOf(float weighted) {
  return weighted >= 1 ? 1 + std::log(weighted) : weighted;
}

float UpperHalf(float value) {
  const auto bits = std::bit_cast<uint32_t>(value);
  return std::bit_cast<float>((bits + 0x8000) & 0xFFFF0000);
}

// The same in the upper half of a float, which is all that is kept.
float WeightOf(float weighted) {
  // Nearly all counts are small multiples of a quarter.
  constexpr size_t kSteps = 256;
  static const auto* const steps = [] {
    auto* made = new std::array<float, kSteps>;
    for (size_t i = 0; i < kSteps; ++i) {
      (*made)[i] = UpperHalf(ExactWeightOf(static_cast<float>(i) / 4));
    }
    return made;
  }();
  const float step = weighted * 4;
  return step < kSteps ? (*steps)[static_cast<size_t>(step)]
                       : UpperHalf(ExactWeightOf(weighted));
}

// Of a name of several words, from theirs; that of one word is its own.
uint64_t RunFingerprint(uint64_t run, uint64_t word) {
  return (run * 0x9E3779B97F4A7C15 ^ word) + 0x632BE59BD9B4E019;
}

}  // namespace

bool IsCalendarWordOrTitle(uint64_t term) {
  static const auto* const words = [] {
    std::vector<uint64_t> fingerprints;
    for (const absl::string_view word :
         {"monday",    "tuesday", "wednesday", "thursday", "friday",
          "saturday",  "sunday",  "january",   "february", "march",
          "april",     "may",     "june",      "july",     "august",
          "september", "october", "november",  "december", "mr",
          "mrs",       "ms",      "dr",        "sir"}) {
      fingerprints.push_back(text::TermFingerprint(word));
    }
    return new text::FingerprintSet(fingerprints);
  }();
  return words->contains(term);
}

ArticleWords::ArticleWords(std::string language)
    : language_(std::move(language)),
      scanner_(language_),
      lead_sentences_(kLeadSentences) {
  Table table = std::exchange(SpareTable(), {});
  counts_ = std::move(table.counts);
  slots_ = std::move(table.slots);
  if (!counts_.empty()) return;
  counts_.resize(kUsualTerms);
  slots_.resize(4 * kUsualTerms);
}

ArticleWords::~ArticleWords() {
  if (counts_.size() != kUsualTerms) return;
  std::fill(counts_.begin(), counts_.begin() + taken_ + 1, Count());
  std::fill(slots_.begin(), slots_.end(), 0);
  SpareTable() = {std::move(counts_), std::move(slots_)};
}

ArticleWords::Table& ArticleWords::SpareTable() {
  thread_local Table spare;
  return spare;
}

void ArticleWords::AddBody(absl::string_view text) {
  AddText(text, /*lead=*/false);
  lead_sentences_ = std::max(0, lead_sentences_ - 1);
}

void ArticleWords::AddLead(absl::string_view text) {
  AddText(text, /*lead=*/true);
}

int ArticleWords::FindUses(absl::string_view text) {
  scanner_.Scan(text);
  const std::vector<text::ScannedTerm>& terms = scanner_.terms();
  uses_.resize(terms.size());
  // Without a branch: which words are stop words cannot be foretold.
  size_t found = 0;
  int sentence = 0;
  for (size_t i = 0; i < terms.size(); ++i) {
    sentence += terms[i].after_stop ? 1 : 0;
    uses_[found].term = static_cast<uint32_t>(i);
    uses_[found].sentence = sentence;
    found += terms[i].stop_word ? 0 : 1;
  }
  uses_.resize(found);
  return sentence;
}

void ArticleWords::AddText(absl::string_view text, bool lead) {
  const int sentences = FindUses(text);
  const std::vector<text::ScannedTerm>& terms = scanner_.terms();
  size_t run_end = 0;
  for (const Use& use : uses_) {
    const size_t i = use.term;
    const text::ScannedTerm& term = terms[i];
    const bool opens = i == 0 || term.after_stop;  // a sentence
    const bool in_lead = lead || use.sentence < lead_sentences_;
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
    AddTerm(text, i, weight, (!opens || term.acronym) && !leads_run, leads_run)
        .in_lead |= in_lead;
  }
  if (!lead) lead_sentences_ = std::max(0, lead_sentences_ - sentences);
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
  if (count.spellings[1].empty()) {
    count.spellings[1] = WithoutPossessive(text.substr(
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
      const uint32_t place = SlotOf(run);
      if (place == 0) continue;
      Count& count = counts_[place];
      count.weighted += kHeadlineWeight * kRunShare;
      count.in_headline = true;
      count.in_lead = true;
    }
  }
}

uint32_t& ArticleWords::SlotOf(uint64_t term) {
  counts_[0].term = term;  // so a free slot ends the search too
  const size_t mask = slots_.size() - 1;
  size_t slot = term & mask;
  while (counts_[slots_[slot]].term != term) slot = (slot + 1) & mask;
  return slots_[slot];
}

ArticleWords::Count& ArticleWords::At(uint64_t term) {
  if (taken_ + 1 == counts_.size()) Grow();
  uint32_t& slot = SlotOf(term);
  // Without a branch: which terms are new cannot be foretold.
  const uint32_t place = slot == 0 ? taken_ + 1 : slot;
  taken_ += slot == 0 ? 1 : 0;
  slot = place;
  counts_[place].term = term;
  return counts_[place];
}

void ArticleWords::Grow() {
  counts_.resize(2 * counts_.size());
  slots_.assign(4 * counts_.size(), 0);
  for (uint32_t i = 1; i <= taken_; ++i) SlotOf(counts_[i].term) = i;
}

ArticleWords::Count& ArticleWords::AddTerm(absl::string_view text, size_t i,
                                           float weight, bool tells_case,
                                           bool leads_run) {
  const text::ScannedTerm& term = scanner_.terms()[i];
  Count& count = At(term.fingerprint);
  count.weighted += weight;
  if (term.begin == term.end) {
    if (count.spellings[0].empty()) {
      count.spellings[0] = pairs_.emplace_front(scanner_.Pair(i));
    }
    return count;
  }
  if (tells_case) ++(term.capital ? count.capital : count.lower);
  if (leads_run) ++count.in_run;
  absl::string_view word = text.substr(term.begin, term.end - term.begin);
  if (!term.plain) word = WithoutPossessive(word);
  // Without a branch, as in At.
  absl::string_view& spelling = count.spellings[term.capital ? 1 : 0];
  absl::string_view unused;
  *(spelling.empty() ? &spelling : &unused) = word;
  return count;
}

bool ArticleWords::IsName(const Count& count) const {
  if (count.is_run) return true;
  return count.capital > count.lower && !CapitalisesNouns(language_) &&
         !IsCalendarWordOrTitle(count.term);
}

absl::string_view ArticleWords::SpellingOf(const Count& count) {
  // A capital that only opens sentences or stands in a headline says nothing.
  const int capitals = count.capital + count.in_run;
  const int least = count.spellings[0].empty() ? 0 : std::max(1, count.lower);
  const bool as_name = capitals >= least;
  return count.spellings[as_name ? 1 : 0];
}

void ArticleWords::Finish(PreparedArticle& article) && {
  article.terms.reserve(taken_);
  article.spellings.reserve(8 * taken_);
  for (uint32_t i = 1; i <= taken_; ++i) {
    const Count& count = counts_[i];
    absl::string_view spelling = SpellingOf(count);
    if (spelling.size() > kLongestSpelling) {
      spelling = text::TruncateUtf8(spelling, kLongestSpelling);
    }
    PreparedTerm& term = article.terms.emplace_back();
    term.term = count.term;
    term.weight = WeightOf(count.weighted);
    term.in_headline = count.in_headline;
    term.in_lead = count.in_lead;
    term.is_name = IsName(count);
    term.spelling_begin = static_cast<uint32_t>(article.spellings.size());
    term.spelling_size = static_cast<uint16_t>(spelling.size());
    article.spellings.append(spelling.data(), spelling.size());
  }
}

}  // namespace byline::recommendation
