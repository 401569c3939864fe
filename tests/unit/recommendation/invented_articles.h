// Invented articles for the tests of the recommendation service: an island
// newspaper's stories.
#ifndef BYLINE_TESTS_UNIT_RECOMMENDATION_INVENTED_ARTICLES_H_
#define BYLINE_TESTS_UNIT_RECOMMENDATION_INVENTED_ARTICLES_H_

#include <absl/strings/str_cat.h>
#include <absl/strings/string_view.h>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "byline/article/v1/article.pb.h"

namespace byline::recommendation {

inline article::v1::Article MakeArticle(absl::string_view id,
                                        absl::string_view headline,
                                        absl::string_view body) {
  article::v1::Article article;
  article.set_name(absl::StrCat("articles/", id));
  article.set_headline(std::string(headline));
  article.set_slug(std::string(id));
  article.set_language_code("en");
  article.set_state(article::v1::STATE_PUBLISHED);
  article.set_revision(1);
  article.add_blocks()->mutable_paragraph()->mutable_text()->set_text(
      std::string(body));
  return article;
}

inline article::v1::Article On(article::v1::Article article, int64_t day) {
  article.mutable_publish_time()->set_seconds(1'700'000'000 + day * 86'400);
  return article;
}

inline article::v1::Article In(article::v1::Article article,
                               absl::string_view section) {
  article.set_section(std::string(section));
  return article;
}

// Two about a ferry, one more about the harbour, two about a bakery, one about
// neither.
inline article::v1::Article FerryStrike() {
  return MakeArticle(
      "ferry-strike", "Ferry crews strike in Osterby",
      "Ferry crews in Osterby walked out on Monday over night shifts. Mara "
      "Quill, who leads the Seafarers Guild, said the Halvard Line had broken "
      "its promise. The Halvard Line called the strike reckless.");
}
inline article::v1::Article FerryDeal() {
  return MakeArticle(
      "ferry-deal", "Halvard Line and ferry crews reach deal",
      "The Halvard Line agreed on Thursday to end night shifts for ferry "
      "crews. Mara Quill called the deal with the Seafarers Guild fair. "
      "Ferries from Osterby sail again on Friday.");
}
inline article::v1::Article HarbourDredging() {
  return MakeArticle(
      "harbour-dredging", "Osterby harbour to be dredged",
      "The harbour of Osterby will be dredged next spring, so that larger "
      "ferries of the Halvard Line can moor. Fishermen fear for the oyster "
      "beds behind the breakwater.");
}
inline article::v1::Article BakeryOpens() {
  return MakeArticle(
      "bakery-opens", "Rye bakery opens in Lindmoor",
      "A bakery that sells nothing but rye loaves has opened in Lindmoor. Its "
      "sourdough is older than its baker, Tobin Vex, who learned the craft "
      "from an aunt.");
}
inline article::v1::Article BakeryPrize() {
  return MakeArticle(
      "bakery-prize", "Prize for sourdough from Lindmoor",
      "Tobin Vex of Lindmoor has won the island prize for his sourdough. "
      "Judges praised the rye loaves of his bakery for their crust.");
}
inline article::v1::Article ComputerChess() {
  return MakeArticle(
      "computer-chess", "Schoolgirl beats chess machine",
      "Eleven moves were enough: a pupil named Ilse Arno trapped the queen of "
      "a computer that has beaten grandmasters. Nobody could explain its "
      "blunder.");
}

inline std::vector<article::v1::Article> IslandArchive() {
  return {FerryStrike(), FerryDeal(),   HarbourDredging(),
          BakeryOpens(), BakeryPrize(), ComputerChess()};
}

// An article of words drawn from a small vocabulary, some of them names, with a
// date, a section and a language at random. Every fourth one copies most of the
// words that seed 0 gives.
inline article::v1::Article RandomArticle(absl::string_view id,
                                          std::mt19937_64& random) {
  const auto draw = [&random](int limit) {
    return static_cast<int>(random() % static_cast<uint64_t>(limit));
  };
  std::mt19937_64 copied(0);
  const bool copy = draw(4) == 0;
  std::string body;
  for (int i = 0; i < 60; ++i) {
    const uint64_t number = (copy ? copied() : random()) % 80;
    absl::StrAppend(&body, i == 0 ? "" : (i % 12 == 0 ? ". " : " "),
                    number % 7 == 0 ? "Name" : "word", number);
  }
  if (copy) absl::StrAppend(&body, " ending", draw(4));
  article::v1::Article article =
      MakeArticle(id, absl::StrCat("word", draw(80), " word", draw(80)), body);
  if (draw(4) > 0) article = On(std::move(article), draw(30));
  if (draw(2) > 0) article.set_section(draw(2) > 0 ? "World" : "Sport");
  const char* const languages[] = {"en", "en", "en", "fr"};
  article.set_language_code(languages[draw(4)]);
  return article;
}

// An archive with a hub, "hub": the others, "n0" on, are each of 40 words that
// one other shares half of, and of 10 of the hundred words that the hub is made
// of: more for those that come first. Dated, by and large from old to new.
inline std::vector<article::v1::Article> ArchiveWithAHub(int others) {
  std::string words;
  for (int i = 0; i < 60; ++i) absl::StrAppend(&words, " island", i);
  std::vector<article::v1::Article> archive = {
      On(MakeArticle("hub", "Notes from all parishes", words + "."), 50)};
  std::mt19937_64 random(7);
  for (int i = 0; i < others; ++i) {
    std::string body = absl::StrCat("Parish", i, " wrote");
    for (int word = 0; word < 20; ++word) {
      absl::StrAppend(&body, " own", i, "x", word, " pair", i / 2, "x", word);
    }
    for (int word = 0; word < 10; ++word) {
      absl::StrAppend(&body, " island", random() % (i < 40 ? 60U : 100U));
    }
    archive.push_back(
        On(MakeArticle(absl::StrCat("n", i), absl::StrCat("News of parish", i),
                       body + "."),
           i % 100));
  }
  return archive;
}

}  // namespace byline::recommendation

#endif  // BYLINE_TESTS_UNIT_RECOMMENDATION_INVENTED_ARTICLES_H_
