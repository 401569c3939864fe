#include "services/article/reads/watch_feed.h"

#include <utility>

#include "common/base/timestamps.h"
#include "services/article/core/article_errors.h"
#include "services/article/core/article_state.h"
#include "services/article/core/reader_view.h"

namespace byline::article {

absl::StatusOr<WatchFeed> WatchFeed::Begin(const ArticleStore& store,
                                           const TruthJudge& judge,
                                           const Revision& from,
                                           const Options& options) {
  WatchFeed feed(store, options);
  if (from.number == 0) {
    feed.state_number_ = store.NewestNumber();
    return feed;
  }
  if (!judge.MayResumeAt(from)) return CannotResumeAt(from);
  feed.phase_ = Phase::kLog;
  feed.next_number_ = from.number;
  // Now, not with the first message: whether the log still keeps it.
  ReadLimit one = options.limit;
  one.changes = 1;
  const auto kept = store.ReadChanges(from.number, one, false);
  if (!kept.ok()) return kept.status();
  return feed;
}

absl::StatusOr<std::optional<v1::WatchResponse>> WatchFeed::Next(
    absl::Duration timeout) {
  v1::WatchResponse message;
  if (first_) {
    for (const EpochStart& epoch : store_->Epochs()) {
      fragment::v1::Epoch& told = *message.add_epochs();
      told.set_id(epoch.id);
      told.set_first_number(epoch.first_number);
    }
  }
  if (phase_ == Phase::kLog && !first_ &&
      store_->WaitForChange(next_number_ - 1, timeout) < next_number_) {
    return std::nullopt;
  }
  const absl::Status status =
      phase_ == Phase::kState ? AddState(message) : AddLog(message);
  if (!status.ok()) return status;
  first_ = false;
  return message;
}

absl::Status WatchFeed::AddState(v1::WatchResponse& message) {
  auto page = store_->ReadState(state_cursor_, options_.limit, options_.full);
  if (!page.ok()) return page.status();
  for (StoredChange& change : page->changes) AddChange(change, message);
  state_cursor_ = page->next;
  if (state_cursor_ == 0) {
    phase_ = Phase::kLog;
    next_number_ = state_number_ + 1;
    message.set_complete_to(state_number_);
    message.set_marker(true);
  }
  return absl::OkStatus();
}

absl::Status WatchFeed::AddLog(v1::WatchResponse& message) {
  auto changes =
      store_->ReadChanges(next_number_, options_.limit, options_.full);
  if (!changes.ok()) return changes.status();
  for (StoredChange& change : *changes) AddChange(change, message);
  next_number_ += static_cast<int64_t>(changes->size());
  message.set_complete_to(next_number_ - 1);
  return absl::OkStatus();
}

void WatchFeed::AddChange(StoredChange& stored,
                          v1::WatchResponse& message) const {
  v1::Change& change = *message.add_changes();
  change.set_number(stored.number);
  change.set_name(stored.name);
  if (stored.section_settings) {
    // Decisions of the newsroom, which nobody publishes.
    if (!options_.sees_unpublished) return;
    *change.mutable_section_settings() = *std::move(stored.section_settings);
    *change.mutable_commit_time() = ToTimestamp(stored.commit_time);
    return;
  }
  const bool is_public = stored.state == v1::STATE_PUBLISHED;
  const bool was_public =
      stored.state == v1::STATE_WITHDRAWN && stored.was_published;
  if (!options_.sees_unpublished && !is_public && !was_public) return;
  change.set_state(stored.state);
  change.set_was_published(stored.was_published);
  for (std::string& collection : stored.collections) {
    change.add_collections(std::move(collection));
  }
  *change.mutable_commit_time() = ToTimestamp(stored.commit_time);
  // Readers do not get what has been taken down.
  if (stored.article && (options_.sees_unpublished || is_public)) {
    *change.mutable_article() = *std::move(stored.article);
    if (!options_.sees_unpublished) {
      WithholdFromReaders(*change.mutable_article());
    }
  }
}

}  // namespace byline::article
