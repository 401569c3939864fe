// How often the program has asked for memory, and for how much. Linking
// allocations.cc replaces operator new by one that counts; for benchmarks
// alone.
#ifndef BYLINE_TESTS_BENCH_SUMMARY_ALLOCATIONS_H_
#define BYLINE_TESTS_BENCH_SUMMARY_ALLOCATIONS_H_

#include <cstdint>

namespace byline::bench {

// Of the calling thread, since it began.
struct Allocations {
  int64_t count = 0;
  int64_t bytes = 0;
};

Allocations AllocationsSoFar();

}  // namespace byline::bench

#endif  // BYLINE_TESTS_BENCH_SUMMARY_ALLOCATIONS_H_
