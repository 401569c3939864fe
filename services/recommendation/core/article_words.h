// ArticleWords: counts the words of an article's texts zone by zone, and finds
// its names. Names are capitalised words, and runs of two to four of them,
// inside sentences; in languages that capitalise all nouns only runs count, and
// scripts without capitals have none. Keeps views into the texts: they must
// outlive it. Not thread-safe; never fails.
//
//   ArticleWords words("en");
//   words.AddBody("Mara Quill spoke in Osterby.");
//   words.AddHeadline("Quill speaks");
//   std::move(words).Finish(prepared);
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_ARTICLE_WORDS_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_ARTICLE_WORDS_H_

#include <absl/strings/string_view.h>

#include <array>
#include <forward_list>
#include <string>
#include <vector>

#include "common/text/term_scanner.h"
#include "services/recommendation/core/prepared_article.h"

namespace byline::recommendation {

// Whether a word is one that English writes with a capital although it is no
// name: a day, a month, a title. Of its text::TermFingerprint.
bool IsCalendarWordOrTitle(uint64_t term);

class ArticleWords {
 public:
  // `language`: primary subtag, or empty.
  explicit ArticleWords(std::string language);
  ~ArticleWords();
  ArticleWords(const ArticleWords&) = delete;
  ArticleWords& operator=(const ArticleWords&) = delete;

  // A text of the body. The body's first three sentences count as the lead.
  void AddBody(absl::string_view text);
  // A standfirst or a tag: counts as the lead.
  void AddLead(absl::string_view text);
  // The headline. It often has capitals throughout: they mean nothing here, and
  // of its runs only those count that the texts before have.
  void AddHeadline(absl::string_view text);

  // The terms of the text that was added last.
  const std::vector<text::ScannedTerm>& scanned() const {
    return scanner_.terms();
  }

  // Puts the terms, in the order in which they first come, and their spellings
  // into `article`.
  void Finish(PreparedArticle& article) &&;

 private:
  struct Count {
    uint64_t term = 0;
    float weighted = 0;
    int capital = 0;  // inside a sentence, with a capital
    int lower = 0;    // inside a sentence, without one
    int in_run = 0;   // leads a longer name
    bool in_headline = false;
    bool in_lead = false;
    bool is_run = false;
    // As first written without a capital, and with one.
    std::array<absl::string_view, 2> spellings;
  };

  // A scanned term that is no stop word.
  struct Use {
    uint32_t term = 0;  // which one
    int sentence = 0;   // of the text, counted from 0
  };

  // Scans the text; gives the number of sentences that end inside it.
  int FindUses(absl::string_view text);
  void AddText(absl::string_view text, bool lead);
  // The i-th scanned term. `tells_case`: whether a capital here means a name,
  // and none means a word.
  Count& AddTerm(absl::string_view text, size_t i, float weight,
                 bool tells_case, bool leads_run);
  // A name of the scanned terms from `begin` to before `end`.
  void AddRun(absl::string_view text, size_t begin, size_t end, float weight,
              bool lead);
  // Where the run of capitalised words that begins at `begin` ends; `begin`
  // where there is none.
  size_t RunEnd(size_t begin) const;
  // The slot that holds the term's place, or the free one where it belongs.
  uint32_t& SlotOf(uint64_t term);
  // The term's count, a new one where it has none; valid until the next call.
  Count& At(uint64_t term);
  void Grow();
  bool IsName(const Count& count) const;
  // How the texts write it, judged by what stands inside sentences.
  static absl::string_view SpellingOf(const Count& count);

  // A hash table. Of the usual size it goes from one article to the next, empty
  // again: to make it takes longer than to clear what was used of it.
  struct Table {
    std::vector<Count> counts;
    std::vector<uint32_t> slots;
  };
  static Table& SpareTable();

  const std::string language_;
  text::TermScanner scanner_;
  std::vector<Use> uses_;  // of the text scanned last
  // `taken_` of them from the second one on, then free ones.
  std::vector<Count> counts_;
  uint32_t taken_ = 0;
  // A hash table of places in `counts_`, four times as large; a power of two.
  // 0 is a free slot.
  std::vector<uint32_t> slots_;
  std::forward_list<std::string> pairs_;  // spellings that stand in no text
  int lead_sentences_;  // so many sentences of the body are lead still
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_ARTICLE_WORDS_H_
