// Snapshots of running stories as a damaged or foreign file may hold them, each
// with its right digest: it is refused, or is what Serialize gives again and
// what goes on.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "common/base/crypto.h"
#include "services/recommendation/core/stories/story_clusters.h"

namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using byline::recommendation::StoryClusters;
  const std::string body(reinterpret_cast<const char*>(data), size);
  const std::string bytes = body + byline::Sha256Hex(body);
  auto stories = StoryClusters::Parse(bytes);
  if (!stories.ok()) return 0;
  Require(stories->Serialize() == bytes);
  const auto slots = static_cast<uint32_t>(stories->Counts().slots);
  for (uint32_t slot = 0; slot < slots; ++slot) {
    const auto story = stories->StoryOf(slot);
    for (const uint32_t member : stories->Members(story)) {
      Require(stories->StoryOf(member) == story);
    }
  }
  const byline::recommendation::StoryTerm terms[] = {{1, 0.6F}, {2, 0.8F}};
  for (uint32_t slot = 0; slot < slots; ++slot) {
    if (slot % 2 == 0) stories->Remove(slot);
    Require(stories->Add({slot, slot, terms}) == stories->StoryOf(slot));
  }
  return 0;
}
