#include "tests/bench/summary/allocations.h"

#include <cstddef>
#include <cstdlib>
#include <new>

namespace byline::bench {
namespace {

thread_local Allocations so_far;

}  // namespace

Allocations AllocationsSoFar() { return so_far; }

}  // namespace byline::bench

// The other forms of new and delete come down to these.
void* operator new(size_t size) {
  ++byline::bench::so_far.count;
  byline::bench::so_far.bytes += static_cast<int64_t>(size);
  void* const memory = std::malloc(size == 0 ? 1 : size);
  // Nothing here could go on without memory.
  if (memory == nullptr) std::abort();
  return memory;
}

void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, size_t /*size*/) noexcept {
  std::free(memory);
}
