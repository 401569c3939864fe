// byline-bench-recommended [ROUNDS [ARTICLES]]: over a running suite (`byline
// dev`, all in one process) with so many invented articles, the time from the
// acknowledged publish of an article until the page of another one, which was
// kept, recommends it; and from the acknowledged withdrawal until it no longer
// does; seen by a reader who asks again and again. Prints JSON.
#include <absl/strings/match.h>
#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_replace.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "tests/bench/invented_news.h"
#include "tests/bench/latencies.h"
#include "tests/bench/newsroom.h"

namespace byline::bench {
namespace {

class RecommendedBench {
 public:
  explicit RecommendedBench(int articles) {
    Import(articles);
    const Newsroom::Article older = newsroom_.Publish(
        "older", "Quorvane towed into Saltreach",
        "The Quorvane was towed into Saltreach after her rudder broke on the "
        "Venn bank. Harbour master Orla Kestrow met the Quorvane at the north "
        "mole before dawn. Nobody aboard was hurt. The crew waits for a new "
        "rudder from the yard at Dunmarrow, which has none in store. " +
            news_.Sentence());
    path_ = "/articles/" + older.slug();
    // The index has caught up with the import.
    Newsroom::Until([this] {
      return newsroom_.suite()
                 .Get("/fragments/articles/older/similar")
                 .status == 200;
    });
    Settle();
  }

  // An article's life beside the older one: published, recommended, withdrawn,
  // gone.
  void Round(int number) {
    const Newsroom::Article newer = newsroom_.Publish(
        absl::StrCat("newer-", number),
        absl::StrCat("Rudder ", number, " for the Quorvane"),
        absl::StrCat("A rudder for the Quorvane has left the yard at "
                     "Dunmarrow, harbour master Orla Kestrow said in "
                     "Saltreach. The Quorvane has lain at the north mole since "
                     "the Venn bank took hers. It is number ",
                     number, ". ", news_.Sentence(), " ", news_.Sentence()));
    const std::string link = absl::StrCat("/articles/", newer.slug(), "\"");
    recommended_.Add(
        Newsroom::Until([&] { return absl::StrContains(Page().body, link); }));
    Settle();
    newsroom_.Withdraw(newer);
    gone_.Add(Newsroom::Until([&] {
      const testing::HttpResponse page = Page();
      return page.status == 200 && !absl::StrContains(page.body, link);
    }));
    Settle();
  }

  void Print(int rounds, int articles) {
    std::printf("{\"rounds\": %d, \"articles\": %d,\n", rounds, articles);
    Part("publish_to_recommended_ms", recommended_);
    std::printf(",\n");
    Part("withdrawal_to_gone_ms", gone_);
    std::printf("}\n");
  }

 private:
  void Import(int articles) {
    if (articles == 0) return;
    const testing::TempFolder folder;
    const std::string path = folder.File("archive.jsonl");
    std::ofstream file(path);
    for (int i = 0; i < articles; ++i) {
      file << "{\"id\":\"invented-" << i << "\",\"title\":\""
           << news_.Headline() << "\",\"body\":\""
           << absl::StrReplaceAll(news_.Body(), {{"\n", "\\n"}})
           << "\",\"section\":\"City\",\"language\":\"en\"}\n";
    }
    file.close();
    const testing::RunResult result =
        newsroom_.suite().Byline({"import", "--quiet", path});
    if (result.exit_code == 0) return;
    std::fprintf(stderr, "import: %s\n", result.output.c_str());
    std::exit(1);
  }
  testing::HttpResponse Page() const { return newsroom_.suite().Get(path_); }
  // Until the page comes from the gateway's memory.
  void Settle() const {
    Newsroom::Until([this] {
      const testing::HttpResponse page = Page();
      const auto timing = page.headers.find("server-timing");
      return page.status == 200 && timing != page.headers.end() &&
             absl::StrContains(timing->second, "hit");
    });
  }
  static void Part(const char* name, Latencies& latencies) {
    std::printf(" \"%s\": {\"p50\": %.1f, \"p99\": %.1f, \"max\": %.1f}", name,
                absl::ToDoubleMilliseconds(latencies.At(0.5)),
                absl::ToDoubleMilliseconds(latencies.At(0.99)),
                absl::ToDoubleMilliseconds(latencies.At(1)));
  }

  Newsroom newsroom_;
  InventedNews news_{7};
  std::string path_;
  Latencies recommended_;
  Latencies gone_;
};

}  // namespace
}  // namespace byline::bench

int main(int argc, char** argv) {
  int rounds = 200, articles = 0;
  if (argc > 3 ||
      (argc > 1 && (!absl::SimpleAtoi(argv[1], &rounds) || rounds < 1)) ||
      (argc > 2 && (!absl::SimpleAtoi(argv[2], &articles) || articles < 0))) {
    std::fprintf(stderr,
                 "usage: byline-bench-recommended [ROUNDS [ARTICLES]]\n");
    return 2;
  }
  byline::bench::RecommendedBench bench(articles);
  for (int i = 0; i < rounds; ++i) bench.Round(i);
  bench.Print(rounds, articles);
}
