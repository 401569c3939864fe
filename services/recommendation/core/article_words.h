// ArticleWords: counts the words of an article's texts zone by zone, and finds
// its names. Names are capitalised words, and runs of two to four of them,
// inside sentences; in languages that capitalise all nouns only runs count, and
// scripts without capitals have none. Not thread-safe; never fails.
//
//   ArticleWords words("en");
//   words.AddBody("Mara Quill spoke in Osterby.", lead_sentences);
//   words.AddHeadline("Quill speaks");
//   std::vector<PreparedTerm> terms = std::move(words).Finish();
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_ARTICLE_WORDS_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_ARTICLE_WORDS_H_

#include <absl/container/flat_hash_map.h>
#include <absl/strings/string_view.h>

#include <string>
#include <vector>

#include "services/recommendation/core/prepared_article.h"

namespace byline::recommendation {

// Whether a word, folded, is one that English writes with a capital although it
// is no name: a day, a month, a title.
bool IsCalendarWordOrTitle(absl::string_view term);

class ArticleWords {
 public:
  // `language`: primary subtag, or empty.
  explicit ArticleWords(std::string language);

  // A text of the body. Its sentences count as the lead while `lead_sentences`
  // is above 0, and lower it.
  void AddBody(absl::string_view text, int& lead_sentences);
  // A standfirst or a tag: counts as the lead.
  void AddLead(absl::string_view text);
  // The headline. It often has capitals throughout: they mean nothing here, and
  // of its runs only those count that the texts before have.
  void AddHeadline(absl::string_view text);

  // The terms, by term.
  std::vector<PreparedTerm> Finish() &&;

 private:
  // A word of a sentence. The surface is empty where the script has no words
  // that could be told apart.
  struct Token {
    std::string term;
    absl::string_view surface;
    bool capital = false;
    bool stop_word = false;
    bool joined = false;  // only a space or a hyphen after the token before it
    bool leads_run = false;  // "South" of "South Osterby": no name by itself
  };
  struct Count {
    float weighted = 0;
    int capital = 0;  // inside a sentence, with a capital
    int lower = 0;    // inside a sentence, without one
    int in_run = 0;   // leads a longer name
    bool in_headline = false;
    bool is_run = false;
    std::string spelling;  // the first one with a capital
    std::string small;     // the first one without
  };

  std::vector<Token> Tokens(absl::string_view sentence) const;
  void AddSentence(absl::string_view sentence, float weight);
  // `tells_case`: whether a capital here means a name, and none means a word.
  void AddToken(const Token& token, float weight, bool tells_case);
  void AddRuns(std::vector<Token>& tokens, float weight);
  bool IsName(absl::string_view term, const Count& count) const;
  // How the texts write it, judged by what stands inside sentences.
  static std::string SpellingOf(Count& count);

  const std::string language_;
  absl::flat_hash_map<std::string, Count> counts_;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_ARTICLE_WORDS_H_
