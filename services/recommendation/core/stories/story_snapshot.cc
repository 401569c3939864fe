// The snapshot of StoryClusters: numbers as ByteWriter writes them, then the
// SHA-256 of these as 64 hexadecimal digits.
//
//   magic, version, next id, touches
//   articles since stories were last closed: count, first time, last time
//   story of each slot; slots of closed stories
//   active stories, by id: id, touched, mass, terms, members
#include <absl/status/status.h>

#include <algorithm>
#include <utility>

#include "common/base/crypto.h"
#include "services/recommendation/core/stories/snapshot_bytes.h"
#include "services/recommendation/core/stories/story_clusters.h"

namespace byline::recommendation {
namespace {

// "STORIES" and the number of the format.
constexpr uint64_t kMagic = 0x01'53'45'49'52'4F'54'53;
constexpr size_t kDigestSize = 64;
constexpr size_t kTermSize = 16;
constexpr size_t kMemberSize = 12;
constexpr size_t kLeastStorySize = 4 + 8 + 4 + 8 + 8;

// Whether it is a time, and not further from 1970 than that.
bool IsWithin(const StoryTime& time, int64_t farthest) {
  return -farthest <= time.first && time.first <= time.last &&
         time.last <= farthest;
}

void WriteVector(const StoryVector& vector, ByteWriter& writer) {
  writer.Write(vector.mass());
  writer.Write(uint64_t{vector.weights().size()});
  for (const StoryWeight& weight : vector.weights()) {
    writer.Write(weight.id);
    writer.Write(weight.all);
    writer.Write(weight.name);
    writer.Write(weight.headline);
  }
}

absl::optional<StoryVector> ReadVector(ByteReader& reader) {
  const auto mass = reader.Read<int32_t>();
  std::vector<StoryWeight> weights(reader.ReadCount(kTermSize));
  for (StoryWeight& weight : weights) {
    weight.id = reader.Read<uint32_t>();
    weight.all = reader.Read<int32_t>();
    weight.name = reader.Read<int32_t>();
    weight.headline = reader.Read<int32_t>();
  }
  return StoryVector::FromParts(std::move(weights), mass);
}

}  // namespace

std::string StoryClusters::Serialize() const {
  ByteWriter writer;
  writer.Write(kMagic);
  writer.Write(version_);
  writer.Write(next_id_);
  writer.Write(touches_);
  writer.Write(came_);
  writer.Write(came_time_.first);
  writer.Write(came_time_.last);
  writer.WriteAll(membership_.stories());
  writer.WriteAll(membership_.closed());

  std::vector<const Active*> stories;
  for (const auto& [id, place] : places_) stories.push_back(&active_[place]);
  std::sort(stories.begin(), stories.end(),
            [](const Active* a, const Active* b) { return a->id < b->id; });
  writer.Write(uint64_t{stories.size()});
  for (const Active* story : stories) {
    writer.Write(story->id);
    writer.Write(story->touched);
    WriteVector(story->centroid, writer);
    writer.Write(uint64_t{story->members.size()});
    for (const Member& member : story->members) {
      writer.Write(member.seconds);
      writer.Write(member.slot);
    }
  }
  return writer.bytes() + Sha256Hex(writer.bytes());
}

absl::StatusOr<StoryClusters> StoryClusters::Parse(absl::string_view bytes,
                                                   StoryOptions options) {
  if (bytes.size() < kDigestSize) {
    return absl::InvalidArgumentError("stories: the snapshot is cut off");
  }
  const absl::string_view body = bytes.substr(0, bytes.size() - kDigestSize);
  if (Sha256Hex(body) != bytes.substr(body.size())) {
    return absl::InvalidArgumentError(
        "stories: the snapshot is damaged: its digest is another one");
  }
  StoryClusters stories(options);
  if (!stories.ParseBody(body)) {
    return absl::InvalidArgumentError(
        "stories: the snapshot is of another format, or says what cannot be");
  }
  return stories;
}

bool StoryClusters::ParseBody(absl::string_view body) {
  ByteReader reader(body);
  if (reader.Read<uint64_t>() != kMagic) return false;
  version_ = reader.Read<uint32_t>();
  next_id_ = reader.Read<StoryId>();
  touches_ = reader.Read<uint64_t>();
  came_ = reader.Read<int64_t>();
  came_time_.first = reader.Read<int64_t>();
  came_time_.last = reader.Read<int64_t>();
  if (next_id_ == 0 || came_ < 0 || came_ >= kCloseEvery ||
      !IsWithin(came_time_, kFarthestSeconds)) {
    return false;
  }
  std::vector<StoryId> of_slots = reader.ReadAll();
  std::vector<uint32_t> closed = reader.ReadAll();
  for (const StoryId story : of_slots) {
    if (story >= next_id_) return false;
  }
  auto membership =
      StoryMembership::FromParts(std::move(of_slots), std::move(closed));
  if (!membership.has_value()) return false;
  membership_ = *std::move(membership);
  return ParseActive(reader) && reader.ok() && reader.AtEnd();
}

bool StoryClusters::ParseActive(ByteReader& reader) {
  const size_t count = reader.ReadCount(kLeastStorySize);
  std::vector<bool> seen(membership_.stories().size());
  StoryId last_id = 0;
  size_t members = 0;
  for (size_t i = 0; i < count; ++i) {
    const auto id = reader.Read<StoryId>();
    if (id <= last_id || !membership_.ClosedMembers(id).empty()) return false;
    last_id = id;
    const uint32_t place = Found(id);
    Active& story = active_[place];
    story.touched = reader.Read<uint64_t>();
    if (story.touched == 0 || story.touched > touches_) return false;
    auto centroid = ReadVector(reader);
    if (!centroid.has_value()) return false;
    story.centroid = *std::move(centroid);
    story.members.resize(reader.ReadCount(kMemberSize));
    for (Member& member : story.members) {
      member.seconds = reader.Read<int64_t>();
      member.slot = reader.Read<uint32_t>();
      if (membership_.StoryOf(member.slot) != id || seen[member.slot]) {
        return false;
      }
      seen[member.slot] = true;
      ++members;
    }
    if (story.members.empty() ||
        !std::is_sorted(story.members.begin(), story.members.end()) ||
        !IsWithin(story.Time(), kFarthestSeconds)) {
      return false;
    }
    Reindex(place);
  }
  // No slot says of an active story that it is in it, and is not.
  const auto& of_slots = membership_.stories();
  return members == static_cast<size_t>(std::count_if(
                        of_slots.begin(), of_slots.end(), [this](StoryId id) {
                          return FindActive(id) != nullptr;
                        }));
}

}  // namespace byline::recommendation
