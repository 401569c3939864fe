// byline-bench-freshness [ROUNDS]: over a running suite (`byline dev`, all in
// one process), the time from the acknowledged publish until the new text is
// served, and from the acknowledged withdrawal until the article is gone, seen
// by a reader who asks again and again.
#include <absl/strings/match.h>
#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>

#include <cstdio>

#include "tests/bench/invented_news.h"
#include "tests/bench/latencies.h"
#include "tests/bench/newsroom.h"

namespace byline::bench {
namespace {

class FreshnessBench {
 public:
  // One article's life: published, seen, changed, seen, withdrawn, gone.
  void Round(int number) {
    const auto get = [this](const std::string& path) {
      return newsroom_.suite().Get(path);
    };
    const Newsroom::Article article = newsroom_.Publish(
        absl::StrCat("bench-", number),
        absl::StrCat("Bench ", number, " ", news_.Headline()),
        absl::StrCat("First text ", number, ". ", news_.Body()));
    const std::string path = "/articles/" + article.slug();
    published_.Add(Newsroom::Until([&] { return get(path).status == 200; }));

    const std::string expected = absl::StrCat("Second text ", number, ".");
    newsroom_.Update(article, absl::StrCat(expected, " ", news_.Body()));
    updated_.Add(Newsroom::Until(
        [&] { return absl::StrContains(get(path).body, expected); }));

    newsroom_.Withdraw(article);
    withdrawn_.Add(Newsroom::Until([&] { return get(path).status == 410; }));
  }

  void Print() {
    std::printf(
        "| from the acknowledgement | n | p50 ms | p99 ms | max ms "
        "|\n|---|---|---|---|---|\n");
    Row("publish until the page is there", published_);
    Row("update until the new text is served", updated_);
    Row("withdrawal until the page is gone", withdrawn_);
  }

 private:
  static void Row(const char* what, Latencies& latencies) {
    std::printf("| %s | %zu | %.1f | %.1f | %.1f |\n", what, latencies.size(),
                absl::ToDoubleMilliseconds(latencies.At(0.5)),
                absl::ToDoubleMilliseconds(latencies.At(0.99)),
                absl::ToDoubleMilliseconds(latencies.At(1)));
  }

  Newsroom newsroom_;
  InventedNews news_{7};
  Latencies published_;
  Latencies updated_;
  Latencies withdrawn_;
};

}  // namespace
}  // namespace byline::bench

int main(int argc, char** argv) {
  int rounds = 300;
  if (argc > 2 ||
      (argc == 2 && (!absl::SimpleAtoi(argv[1], &rounds) || rounds < 1))) {
    std::fprintf(stderr, "usage: byline-bench-freshness [ROUNDS]\n");
    return 2;
  }
  byline::bench::FreshnessBench bench;
  for (int i = 0; i < rounds; ++i) bench.Round(i);
  bench.Print();
}
