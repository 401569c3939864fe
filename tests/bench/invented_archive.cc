// byline-invented-archive COUNT [SEED]: writes COUNT invented articles as JSON
// Lines, for benchmarks of imports and lists.
#include <absl/strings/numbers.h>
#include <absl/time/time.h>

#include <cstdio>

#include "tests/bench/invented_news.h"

int main(int argc, char** argv) {
  int count = 0;
  int seed = 1;
  if (argc < 2 || argc > 3 || !absl::SimpleAtoi(argv[1], &count) ||
      (argc == 3 && !absl::SimpleAtoi(argv[2], &seed))) {
    std::fprintf(stderr, "usage: byline-invented-archive COUNT [SEED]\n");
    return 2;
  }
  byline::bench::InventedNews news(static_cast<uint32_t>(seed));
  static constexpr const char* kSections[] = {"City",    "Politics", "Business",
                                              "Science", "Culture",  "Sport"};
  const absl::Time begin = absl::FromUnixSeconds(1'600'000'000);
  for (int i = 0; i < count; ++i) {
    std::string body;
    for (const char c : news.Body())
      body += c == '\n' ? std::string("\\n") : std::string(1, c);
    std::printf(
        "{\"id\":\"invented-%d-%d\",\"title\":\"%s\",\"body\":\"%s\","
        "\"published\":\"%s\",\"section\":\"%s\",\"language\":\"en\"}\n",
        seed, i, news.Headline().c_str(), body.c_str(),
        absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", begin + absl::Minutes(10) * i,
                         absl::UTCTimeZone())
            .c_str(),
        kSections[i % 6]);
  }
}
