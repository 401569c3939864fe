// A store of shared values in memory that can be away, lose everything, or
// refuse. Thread-safe.
#ifndef BYLINE_TESTS_UNIT_RECOMMENDATION_FAKE_SHARED_VALUES_H_
#define BYLINE_TESTS_UNIT_RECOMMENDATION_FAKE_SHARED_VALUES_H_

#include <absl/strings/str_cat.h>

#include <atomic>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "common/base/mutex.h"
#include "common/base/shared_values.h"

namespace byline::recommendation {

class FakeSharedValues final : public SharedValues {
 public:
  std::atomic<bool> is_away = false;
  // Called within Get, before it answers.
  std::function<void()> on_get;

  void LoseAll() {
    MutexLock lock(mutex_);
    values_.clear();
  }
  void Set(const std::string& name, const std::string& bytes) {
    MutexLock lock(mutex_);
    values_[name] = {bytes, ++position_};
  }
  size_t size() const {
    MutexLock lock(mutex_);
    return values_.size();
  }

  absl::optional<std::vector<Value>> Get(const std::vector<std::string>& names,
                                         absl::Time) override {
    if (is_away) return absl::nullopt;
    std::vector<Value> found;
    {
      MutexLock lock(mutex_);
      for (const std::string& name : names) {
        const auto value = values_.find(name);
        found.push_back(value == values_.end()
                            ? Value{name, "", ""}
                            : Value{name, value->second.bytes,
                                    absl::StrCat(value->second.position)});
      }
    }
    if (on_get) on_get();
    return found;
  }
  std::vector<bool> Put(const std::vector<Value>& values, absl::Time) override {
    std::vector<bool> is_put;
    MutexLock lock(mutex_);
    for (const Value& value : values) {
      const auto there = values_.find(value.name);
      const std::string version =
          there == values_.end() ? "" : absl::StrCat(there->second.position);
      is_put.push_back(!is_away && version == value.version);
      if (is_put.back()) values_[value.name] = {value.bytes, ++position_};
    }
    return is_put;
  }
  absl::optional<Changes> ChangedSince(int64_t position, absl::Time) override {
    if (is_away) return absl::nullopt;
    MutexLock lock(mutex_);
    std::map<int64_t, std::string> changed;
    for (const auto& [name, stored] : values_) {
      if (stored.position > position) changed[stored.position] = name;
    }
    Changes changes;
    changes.position = position;
    for (const auto& [at, name] : changed) {
      changes.names.push_back(name);
      changes.position = at;
      if (changes.names.size() == kMostChanges) break;
    }
    changes.are_more = changes.names.size() < changed.size();
    return changes;
  }

 private:
  struct Stored {
    std::string bytes;
    int64_t position = 0;
  };
  static constexpr size_t kMostChanges = 3;

  mutable Mutex mutex_;
  std::map<std::string, Stored> values_ GUARDED_BY(mutex_);
  int64_t position_ GUARDED_BY(mutex_) = 0;
};

}  // namespace byline::recommendation

#endif  // BYLINE_TESTS_UNIT_RECOMMENDATION_FAKE_SHARED_VALUES_H_
