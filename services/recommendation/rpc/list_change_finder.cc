#include "services/recommendation/rpc/list_change_finder.h"

#include <algorithm>
#include <utility>

namespace byline::recommendation {
namespace {

// More changes than that at once are an import: to look at each of them would
// take longer than to make the lists anew that anyone asks for.
constexpr size_t kMostNamed = 16;
constexpr std::chrono::seconds kAllEvery(1);
// It rests so many times as long as it worked.
constexpr int kRest = 3;

}  // namespace

ListChangeFinder::~ListChangeFinder() { Stop(); }

void ListChangeFinder::Start() {
  thread_ = std::thread([this] { Run(); });
}

void ListChangeFinder::Stop() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
    changed_.NotifyAll();
  }
  if (thread_.joinable()) thread_.join();
}

void ListChangeFinder::Reset() {
  live_ = false;
  incomplete_.clear();
  all_incomplete_ = false;
  MutexLock lock(mutex_);
  pending_ = {};
}

void ListChangeFinder::Changed(absl::string_view article) {
  // One more than can be named says enough.
  if (live_ && incomplete_.size() <= kMostNamed) {
    incomplete_.emplace(article);
  }
}

void ListChangeFinder::ChangedAll() { all_incomplete_ = live_; }

void ListChangeFinder::CompleteTo(int64_t number, bool marker) {
  live_ = live_ || marker;
  if (!live_ || (incomplete_.empty() && !all_incomplete_ && !marker)) return;
  MutexLock lock(mutex_);
  pending_.number = std::max(pending_.number, number);
  pending_.restarted = pending_.restarted || marker;
  pending_.articles.merge(incomplete_);
  incomplete_.clear();
  if (all_incomplete_ || pending_.articles.size() > kMostNamed) {
    all_incomplete_ = false;
    pending_.too_many = true;
    pending_.articles.clear();
  }
  changed_.NotifyAll();
}

void ListChangeFinder::Run() {
  while (true) {
    const Changes changes = Take();
    if (changes.number == 0) return;
    const Time began = Clock::now();
    Note(changes);
    const Time ended = Clock::now();
    rests_until_ = ended + kRest * (ended - began);
  }
}

ListChangeFinder::Changes ListChangeFinder::Take() {
  MutexLock lock(mutex_);
  while (!stopping_) {
    const Time now = Clock::now();
    const Time due =
        pending_.too_many ? std::max(rests_until_, all_from_) : rests_until_;
    if (pending_.number == 0) {
      changed_.Wait(mutex_);
    } else if (now < due) {
      changed_.WaitFor(mutex_, due - now);
    } else {
      if (pending_.too_many) all_from_ = now + kAllEvery;
      return std::exchange(pending_, {});
    }
  }
  return {};
}

void ListChangeFinder::Note(const Changes& changes) {
  const Revision by = truth_.RevisionOf(changes.number);
  if (changes.restarted) lists_.Forget();
  if (changes.restarted || changes.too_many) {
    changes_.NoteAll(by);
  } else {
    changes_.Note(by, lists_.Of(changes.articles));
  }
}

}  // namespace byline::recommendation
