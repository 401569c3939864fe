// FakeFragmentStore: a FragmentStore in memory that forgets nothing: tests
// choose which of all puts it gives. Thread-safe.
#ifndef BYLINE_TESTS_UNIT_FRAGMENT_FAKE_FRAGMENT_STORE_H_
#define BYLINE_TESTS_UNIT_FRAGMENT_FAKE_FRAGMENT_STORE_H_

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "common/base/mutex.h"
#include "common/fragment/fragment_store.h"

namespace byline {

class FakeFragmentStore final : public FragmentStore {
 public:
  using Fragment = fragment::v1::Fragment;
  // Which of a key's puts, oldest first, a Get finds; -1: none.
  using Choice = std::function<int(size_t puts)>;

  explicit FakeFragmentStore(
      Choice choice = [](size_t puts) { return static_cast<int>(puts) - 1; })
      : choice_(std::move(choice)) {}

  std::vector<absl::optional<Fragment>> Get(
      const std::vector<std::string>& keys, absl::Time /*deadline*/) override {
    MutexLock lock(mutex_);
    std::vector<absl::optional<Fragment>> found(keys.size());
    for (size_t i = 0; i < keys.size(); ++i) {
      const std::vector<Fragment>& puts = puts_[keys[i]];
      const int chosen = puts.empty() ? -1 : choice_(puts.size());
      if (chosen >= 0) found[i] = puts[static_cast<size_t>(chosen)];
    }
    return found;
  }

  void Put(const std::string& key, const Fragment& fragment,
           absl::Duration expiry) override {
    MutexLock lock(mutex_);
    puts_[key].push_back(fragment);
    last_expiry_ = expiry;
  }

  size_t puts(const std::string& key) {
    MutexLock lock(mutex_);
    return puts_[key].size();
  }
  absl::Duration last_expiry() {
    MutexLock lock(mutex_);
    return last_expiry_;
  }

 private:
  Mutex mutex_;
  const Choice choice_;
  std::map<std::string, std::vector<Fragment>> puts_ GUARDED_BY(mutex_);
  absl::Duration last_expiry_ GUARDED_BY(mutex_);
};

}  // namespace byline

#endif  // BYLINE_TESTS_UNIT_FRAGMENT_FAKE_FRAGMENT_STORE_H_
