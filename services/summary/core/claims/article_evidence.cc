#include "services/summary/core/claims/article_evidence.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <set>

#include "common/text/language.h"
#include "common/text/sentences.h"
#include "services/summary/core/claims/claim_words.h"
#include "services/summary/core/claims/names.h"

namespace byline::summary {
namespace {

constexpr size_t kLongestInitials = 6;

void AddOnce(size_t sentence, std::vector<size_t>* sentences) {
  if (sentences->empty() || sentences->back() != sentence)
    sentences->push_back(sentence);
}

}  // namespace

ArticleEvidence::ArticleEvidence(const SourceDocument& document)
    : language_(document.language),
      primary_(text::PrimaryLanguage(document.language)),
      key_(" ") {
  around_ = ReadClaim(document.headline, language_);
  headline_key_ = VerbatimKey(around_);
  for (const SourceBlock& block : document.blocks) {
    for (const text::ByteRange& range :
         text::SplitSentences(block.text, language_))
      AddSentence(block, range.begin, range.end);
    const std::vector<ClaimWord> speaker = ReadClaim(block.speaker, language_);
    around_.insert(around_.end(), speaker.begin(), speaker.end());
  }
  for (size_t i = 0; i < sentences_.size(); ++i) IndexInitials(i);
  for (const auto& [form, spelling] : by_form_) {
    if (spelling.small == 0 && spelling.capital_inside > 0 &&
        CalendarWord(form, primary_) == 0 && !IsTitleWord(form))
      most_mentions_ = std::max(most_mentions_, spelling.sentences.size());
  }
}

void ArticleEvidence::AddSentence(const SourceBlock& block, size_t begin,
                                  size_t end) {
  EvidenceSentence sentence;
  sentence.span = {block.block, block.offset + begin, block.offset + end};
  sentence.text = block.text.substr(begin, end - begin);
  sentence.speaker = block.speaker;
  sentence.words = ReadClaimSentence(sentence.text, language_);
  if (sentence.words.empty()) return;
  sentence.quantities = FindQuantities(sentence.text, sentence.words, primary_);
  const size_t id = sentences_.size();
  first_word_.push_back(key_begins_.size());
  for (size_t i = 0; i + 1 < sentence.words.size(); ++i)
    AddOnce(id, &by_neighbours_[absl::StrCat(sentence.words[i].stem, " ",
                                             sentence.words[i + 1].stem)]);
  for (const ClaimWord& word : sentence.words) {
    key_begins_.push_back(key_.size() - 1);
    absl::StrAppend(&key_, word.sign, word.form, " ");
    AddOnce(id, &by_stem_[word.stem]);
    Spelling& spelling = by_form_[word.form];
    AddOnce(id, &spelling.sentences);
    if (!word.capital) {
      ++spelling.small;
    } else if (!word.initial) {
      ++spelling.capital_inside;
    }
    sentence.has_pronoun = sentence.has_pronoun || IsPersonalPronoun(word.form);
    if (!word.capital || word.function) continue;
    AddOnce(id, &by_canonical_[CanonicalName(word.form)]);
    if (spelling.sentences.size() == 1 && word.form.size() >= kNamePrefix)
      by_prefix_[word.form.substr(0, kNamePrefix)].push_back(word.form);
  }
  sentences_.push_back(std::move(sentence));
}

void ArticleEvidence::IndexInitials(size_t sentence) {
  const std::vector<ClaimWord>& words = sentences_[sentence].words;
  for (size_t i = 0; i < words.size(); ++i) {
    if (!words[i].capital) continue;
    std::string initials(1, words[i].form.empty() ? ' ' : words[i].form[0]);
    int small = 0;
    for (size_t j = i + 1; j < words.size(); ++j) {
      if (!words[j].capital) {
        if (++small > 2) break;
        continue;
      }
      small = 0;
      if (!words[j].form.empty()) initials += words[j].form[0];
      if (initials.size() > kLongestInitials) break;
      AddOnce(sentence, &by_initials_[initials]);
    }
  }
}

size_t ArticleEvidence::FindVerbatim(const std::string& key) const {
  if (key.size() < 2) return std::string::npos;
  const size_t at = key_.find(key);
  if (at == std::string::npos) return at;
  return static_cast<size_t>(
      std::lower_bound(key_begins_.begin(), key_begins_.end(), at) -
      key_begins_.begin());
}

ArticleEvidence::Place ArticleEvidence::PlaceOf(size_t word) const {
  const auto after =
      std::upper_bound(first_word_.begin(), first_word_.end(), word);
  const auto sentence = static_cast<size_t>(after - first_word_.begin()) - 1;
  return {sentence, word - first_word_[sentence]};
}

bool ArticleEvidence::HeadlineHolds(const std::string& key) const {
  return headline_key_.find(key) != std::string::npos;
}

std::vector<double> ArticleEvidence::Support(
    const std::vector<ClaimWord>& words) const {
  std::vector<double> support(sentences_.size(), 0);
  std::set<absl::string_view> seen;
  for (const ClaimWord& word : words) {
    if (word.weight <= 0 || !seen.insert(word.stem).second) continue;
    const auto at = by_stem_.find(word.stem);
    if (at == by_stem_.end()) continue;
    for (size_t sentence : at->second) support[sentence] += word.weight;
  }
  return support;
}

std::vector<double> ArticleEvidence::SharedNeighbours(
    const std::vector<ClaimWord>& words) const {
  std::vector<double> shared(sentences_.size(), 0);
  for (size_t i = 0; i + 1 < words.size(); ++i) {
    const auto at = by_neighbours_.find(
        absl::StrCat(words[i].stem, " ", words[i + 1].stem));
    if (at == by_neighbours_.end()) continue;
    for (size_t sentence : at->second) shared[sentence] += 1;
  }
  return shared;
}

std::vector<size_t> ArticleEvidence::SentencesNaming(
    absl::string_view form) const {
  std::set<size_t> found;
  const auto add = [&](const std::vector<size_t>& sentences) {
    found.insert(sentences.begin(), sentences.end());
  };
  if (const auto at = by_form_.find(form); at != by_form_.end())
    add(at->second.sentences);
  if (const auto at = by_canonical_.find(CanonicalName(form));
      at != by_canonical_.end())
    add(at->second);
  if (const auto at = by_initials_.find(form); at != by_initials_.end())
    add(at->second);
  if (form.size() >= kNamePrefix) {
    const auto at = by_prefix_.find(form.substr(0, kNamePrefix));
    if (at != by_prefix_.end()) {
      for (const std::string& other : at->second) {
        if (SameName(form, other)) add(by_form_.find(other)->second.sentences);
      }
    }
  }
  return {found.begin(), found.end()};
}

std::vector<size_t> ArticleEvidence::SentencesWith(
    const Quantity& quantity) const {
  std::vector<size_t> found;
  for (size_t i = 0; i < sentences_.size(); ++i) {
    for (const Quantity& other : sentences_[i].quantities) {
      if (SameValue(quantity, other)) AddOnce(i, &found);
    }
  }
  return found;
}

bool ArticleEvidence::NamedAround(absl::string_view form) const {
  return std::any_of(
      around_.begin(), around_.end(),
      [form](const ClaimWord& word) { return SameName(word.form, form); });
}

bool ArticleEvidence::WritesAsName(absl::string_view form) const {
  const auto at = by_form_.find(form);
  return at != by_form_.end() &&
         at->second.capital_inside > 4 * at->second.small;
}

bool ArticleEvidence::WritesSmall(absl::string_view form) const {
  const auto at = by_form_.find(form);
  return at != by_form_.end() && at->second.small > 0;
}

std::vector<size_t> ArticleEvidence::SentencesHolding(
    const std::string& stem) const {
  const auto at = by_stem_.find(stem);
  return at == by_stem_.end() ? std::vector<size_t>() : at->second;
}

bool ArticleEvidence::HoldsStem(const std::string& stem) const {
  return by_stem_.contains(stem);
}

}  // namespace byline::summary
