#include "services/summary/core/sentence.h"

#include <absl/strings/ascii.h>
#include <absl/strings/match.h>

#include <utility>

#include "common/text/fold.h"
#include "common/text/sentences.h"
#include "common/text/words.h"
#include "services/summary/core/boilerplate.h"
#include "services/summary/core/relative_day.h"
#include "services/summary/core/standalone.h"

namespace byline::summary {
namespace {

// What is longer, in headlines, says more than the headline: it may stand there
// twice, in wider characters.
constexpr size_t kMostRepeating = 6;

}  // namespace

int CountSpacedWords(absl::string_view text) {
  int words = 0;
  bool in_word = false;
  for (char c : text) {
    const bool space = absl::ascii_isspace(static_cast<unsigned char>(c));
    if (!space && !in_word) ++words;
    in_word = !space;
  }
  return words;
}

size_t OffsetBehind(const Sentence& sentence, size_t at) {
  size_t offset = sentence.begin + at;
  for (const Deletion& deletion : sentence.deletions) {
    if (deletion.begin > offset) break;
    offset += deletion.end - deletion.begin;
  }
  return offset;
}

size_t OffsetBefore(const Sentence& sentence, size_t at) {
  return at == 0 ? sentence.begin : OffsetBehind(sentence, at - 1) + 1;
}

std::vector<Sentence> CollectSentences(const SourceDocument& document) {
  std::vector<Sentence> sentences;
  const text::HeadlineMatcher headline(document.headline);
  const std::vector<bool> own_summary = FindOwnSummary(document.blocks);
  for (size_t i = 0; i < document.blocks.size(); ++i) {
    const SourceBlock& block = document.blocks[i];
    const std::vector<text::ByteRange> ranges =
        text::SplitSentences(block.text, document.language);
    sentences.reserve(sentences.size() + ranges.size());
    for (size_t j = 0; j < ranges.size(); ++j) {
      Sentence sentence;
      sentence.block = &block;
      sentence.begin = ranges[j].begin;
      sentence.end = ranges[j].end;
      const absl::string_view whole =
          block.text.substr(ranges[j].begin, ranges[j].end - ranges[j].begin);
      sentence.deletions =
          SafeDeletions(whole, document.language, /*opens_block=*/j == 0);
      sentence.text = Without(whole, sentence.deletions);
      for (Deletion& deletion : sentence.deletions) {
        deletion.begin += sentence.begin;
        deletion.end += sentence.begin;
      }
      sentence.words = text::CountWords(sentence.text);
      if (sentence.words == 0) continue;
      sentence.spaced_words = CountSpacedWords(sentence.text);
      sentence.first_in_block = j == 0;
      sentence.last_in_block = j + 1 == ranges.size();
      sentence.own_summary = own_summary[i];
      sentence.list_item = block.kind == BlockKind::kListItem;
      sentence.boilerplate = block.kind == BlockKind::kHeading ||
                             IsBoilerplate(sentence.text, sentence.words);
      sentence.question = IsQuestion(sentence.text);
      sentence.ends_with_colon = absl::EndsWith(sentence.text, ":") ||
                                 absl::EndsWith(sentence.text, "：");
      sentence.repeats_headline =
          sentence.text.size() < kMostRepeating * document.headline.size() &&
          headline.Matches(sentence.text);
      sentence.balanced = MarksBalance(sentence.text);
      sentence.quote_led = IsQuoteLed(sentence.text);
      sentence.lone_quote =
          block.kind == BlockKind::kQuote
              ? block.speaker.empty()
              : QuoteLacksSpeaker(sentence.text, document.language);
      sentence.dangling =
          !sentences.empty() && OpensDangling(sentence.text, document.language);
      sentence.relative_day =
          TellsRelativeDay(sentence.text, document.language);
      sentences.push_back(std::move(sentence));
    }
  }
  return sentences;
}

}  // namespace byline::summary
