#include "services/recommendation/rpc/list_changes.h"

#include <chrono>
#include <utility>

#include "common/article/similar_lists.h"
#include "common/base/errors.h"

namespace byline::recommendation {

void ListChanges::Note(const Revision& by, std::vector<std::string> articles) {
  if (articles.empty()) return;
  std::vector<std::string> lists;
  lists.reserve(articles.size());
  for (const std::string& article : articles) {
    lists.push_back(SimilarListOf(article));
  }
  // Our own knowledge first: who is told and asks gets nothing old from us.
  truth_.NoteDerived(by, lists);
  ++named_notes_;
  Tell({by, std::move(articles), false});
}

void ListChanges::NoteAll(const Revision& by) {
  truth_.NoteDerived(by, {kAllSimilarLists});
  ++notes_of_all_;
  Tell({by, {}, true});
}

void ListChanges::Tell(ListNotice notice) {
  const auto told = std::make_shared<const ListNotice>(std::move(notice));
  MutexLock lock(mutex_);
  if (told->revision.epoch != newest_.epoch ||
      told->revision.number > newest_.number) {
    newest_ = told->revision;
  }
  for (Subscription* subscription : subscriptions_) {
    if (subscription->cut_off_) continue;
    if (subscription->waiting_.size() >= options_.most_waiting) {
      subscription->cut_off_ = true;
      subscription->waiting_.clear();
    } else {
      subscription->waiting_.push_back(told);
    }
  }
  told_.NotifyAll();
}

std::unique_ptr<ListChanges::Subscription> ListChanges::Subscribe() {
  return std::make_unique<Subscription>(*this);
}

void ListChanges::Wake() {
  MutexLock lock(mutex_);
  ++wakes_;
  told_.NotifyAll();
}

ListChanges::Subscription::Subscription(ListChanges& changes)
    : changes_(changes) {
  MutexLock lock(changes_.mutex_);
  since_ = changes_.newest_;
  changes_.subscriptions_.insert(this);
}

ListChanges::Subscription::~Subscription() {
  MutexLock lock(changes_.mutex_);
  changes_.subscriptions_.erase(this);
}

absl::StatusOr<ListNoticePtr> ListChanges::Subscription::Next(
    absl::Duration timeout) {
  const auto until =
      std::chrono::steady_clock::now() + absl::ToChronoNanoseconds(timeout);
  MutexLock lock(changes_.mutex_);
  const uint64_t wakes = changes_.wakes_;
  while (waiting_.empty() && !cut_off_ && changes_.wakes_ == wakes) {
    const auto left = until - std::chrono::steady_clock::now();
    if (left <= left.zero()) return ListNoticePtr();
    changes_.told_.WaitFor(changes_.mutex_, left);
  }
  if (cut_off_) {
    return ErrorWithReason(absl::StatusCode::kUnavailable, "WATCHER_TOO_SLOW",
                           "too many notices were left unread; watch anew");
  }
  if (waiting_.empty()) return ListNoticePtr();
  ListNoticePtr next = std::move(waiting_.front());
  waiting_.pop_front();
  return next;
}

}  // namespace byline::recommendation
