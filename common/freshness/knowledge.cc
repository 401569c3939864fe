#include "common/freshness/knowledge.h"

#include <absl/strings/match.h>
#include <xxhash.h>

#include <algorithm>
#include <utility>

namespace byline {
namespace {

constexpr char kArticlePrefix[] = "articles/";
constexpr char kSectionSettingsPrefix[] = "sectionSettings/";
constexpr char kAllArticles[] = "articles/-";

uint64_t Fingerprint(absl::string_view name) {
  // The same in every process: it is written down.
  return XXH3_64bits(name.data(), name.size());
}

DependencyKey::Kind KindOf(absl::string_view name) {
  if (name == kAllArticles) return DependencyKey::Kind::kCollection;
  if (IsDerivedName(name)) return DependencyKey::Kind::kDerived;
  return absl::StartsWith(name, kArticlePrefix) ||
                 absl::StartsWith(name, kSectionSettingsPrefix)
             ? DependencyKey::Kind::kArticle
             : DependencyKey::Kind::kCollection;
}

}  // namespace

DependencyKeys MakeDependencyKeys(const std::vector<std::string>& names) {
  DependencyKeys keys;
  keys.reserve(names.size());
  for (const std::string& name : names) {
    keys.push_back({Fingerprint(name), KindOf(name)});
  }
  return keys;
}

absl::Status Knowledge::Resume(EpochTable epochs) {
  if (!complete_) {
    return absl::OutOfRangeError(
        "nothing complete is known to resume from; start at 0");
  }
  // What was seen beyond applied_ is in the maps too. If a restore lost it, its
  // numbers will be given to other changes.
  for (const int64_t number : {applied_, seen_}) {
    if (!epochs.Knows({epochs_.EpochOf(number), number})) {
      return absl::OutOfRangeError(
          "what was followed is not of this store's history; start at 0");
    }
  }
  epochs_ = std::move(epochs);
  return absl::OkStatus();
}

void Knowledge::Restart(EpochTable epochs) {
  epochs_ = std::move(epochs);
  complete_ = false;
  applied_ = 0;
  seen_ = 0;
  collections_since_ = 0;
  // The memory is kept: as many articles will come again.
  articles_.clear();
  collections_.clear();
  derived_.Clear();
}

void Knowledge::Apply(const FollowedChange& change) {
  seen_ = std::max(seen_, change.number);
  Raise(articles_, Fingerprint(change.name), change.number, change.withdrawn);
  // Of the present state, collections say where an article is now, not where
  // it was before.
  if (!complete_) return;
  for (const std::string& collection : change.collections) {
    Raise(collections_, Fingerprint(collection), change.number, false);
  }
}

void Knowledge::CompleteTo(int64_t number, bool marker) {
  if (!complete_) {
    if (!marker) return;
    complete_ = true;
    collections_since_ = number;
    derived_.ForgetBefore(number);
  }
  applied_ = std::max(applied_, number);
  seen_ = std::max(seen_, applied_);
}

void Knowledge::SaveChanges(const LastChanges& changes,
                            SnapshotWriter& writer) {
  writer.Write(uint64_t{changes.size()});
  for (const auto& [fingerprint, last] : changes) {
    writer.Write(fingerprint);
    writer.Write(last);
  }
}

bool Knowledge::LoadChanges(SnapshotReader& reader, LastChanges& changes) {
  const auto count = reader.Read<uint64_t>();
  for (uint64_t i = 0; i < count && reader.ok(); ++i) {
    const auto fingerprint = reader.Read<uint64_t>();
    changes[fingerprint] = reader.Read<LastChange>();
  }
  return reader.ok();
}

void Knowledge::Save(int64_t applied, SnapshotWriter& writer) const {
  writer.Write(uint64_t{epochs_.starts().size()});
  for (const EpochStart& epoch : epochs_.starts()) {
    writer.WriteString(epoch.id);
    writer.Write(epoch.first_number);
  }
  writer.Write(std::min(applied, applied_));
  writer.Write(seen_);
  writer.Write(collections_since_);
  SaveChanges(articles_, writer);
  SaveChanges(collections_, writer);
}

bool Knowledge::Load(SnapshotReader& reader) {
  std::vector<EpochStart> starts;
  const auto count = reader.Read<uint64_t>();
  for (uint64_t i = 0; i < count && reader.ok(); ++i) {
    std::string id = reader.ReadString();
    starts.push_back({std::move(id), reader.Read<int64_t>()});
  }
  Restart({});
  const int64_t applied = reader.Read<int64_t>();
  const int64_t seen = reader.Read<int64_t>();
  const int64_t collections_since = reader.Read<int64_t>();
  absl::StatusOr<EpochTable> epochs = EpochTable::Make(std::move(starts));
  if (!LoadChanges(reader, articles_) || !LoadChanges(reader, collections_) ||
      !epochs.ok() || applied <= 0 || seen < applied) {
    Restart({});
    return false;
  }
  epochs_ = *std::move(epochs);
  complete_ = true;
  applied_ = applied;
  seen_ = seen;
  collections_since_ = collections_since;
  derived_.ForgetBefore(applied);
  return true;
}

bool Knowledge::ChangedAfter(int64_t number, const DependencyKeys& keys) const {
  for (const DependencyKey& key : keys) {
    if (key.kind == DependencyKey::Kind::kDerived) continue;
    const bool is_collection = key.kind == DependencyKey::Kind::kCollection;
    if (is_collection && collections_since_ > number) return true;
    const LastChanges& changes = is_collection ? collections_ : articles_;
    const auto found = changes.find(key.fingerprint);
    if (found != changes.end() &&
        static_cast<int64_t>(found->second.number) > number) {
      return true;
    }
  }
  return false;
}

bool Knowledge::DerivedChangedAfter(int64_t number,
                                    const DependencyKeys& keys) const {
  for (const DependencyKey& key : keys) {
    if (key.kind != DependencyKey::Kind::kDerived) continue;
    const int64_t last = derived_.LastChange(key.fingerprint);
    if (last > number && last <= applied_) return true;
  }
  return false;
}

void Knowledge::NoteDerived(int64_t number, const DependencyKeys& keys) {
  for (const DependencyKey& key : keys) {
    if (key.kind != DependencyKey::Kind::kDerived) continue;
    derived_.Note(key.fingerprint, number);
  }
}

bool Knowledge::IsWithdrawn(absl::string_view article_name) const {
  const auto found = articles_.find(Fingerprint(article_name));
  return found != articles_.end() && found->second.withdrawn;
}

void Knowledge::Raise(LastChanges& changes, uint64_t fingerprint,
                      int64_t number, bool withdrawn) {
  LastChange& last = changes[fingerprint];
  if (static_cast<int64_t>(last.number) > number) return;
  last.number = static_cast<uint64_t>(number);
  last.withdrawn = withdrawn ? 1 : 0;
}

}  // namespace byline
