#include "services/recommendation/core/changed_lists.h"

#include <utility>

namespace byline::recommendation {
namespace {

// More than a list on a page shows: of the lists that have an article among
// their first six, it has 98 to 99% among its own first 50, 90 to 92% among its
// first 20.
constexpr int kMostTouched = 50;
constexpr size_t kMostRemembered = 10'000;

}  // namespace

std::vector<std::string> ChangedLists::Of(
    const std::set<std::string>& changed) {
  std::set<std::string> lists;
  for (const std::string& article : changed) {
    const auto before = last_.find(article);
    if (before != last_.end()) {
      lists.insert(before->second.begin(), before->second.end());
    }
    std::vector<std::string> touched = Touched(article);
    lists.insert(touched.begin(), touched.end());
    Remember(article, std::move(touched));
  }
  return {lists.begin(), lists.end()};
}

void ChangedLists::Forget() {
  last_.clear();
  order_.clear();
}

std::vector<std::string> ChangedLists::Touched(
    const std::string& article) const {
  const absl::Time now = absl::Now();
  // One that may not be shown yet waits there.
  std::vector<std::string> touched = index_.ListsWithPin(article, now);
  const auto list =
      index_.List(article, {.page_size = kMostTouched, .now = now});
  if (!list.ok()) return touched;
  touched.push_back(article);
  for (const SimilarResult& result : *list) {
    touched.push_back(result.article.article());
  }
  return touched;
}

void ChangedLists::Remember(const std::string& article,
                            std::vector<std::string> touched) {
  const bool is_new =
      last_.insert_or_assign(article, std::move(touched)).second;
  if (!is_new) return;
  order_.push_back(article);
  if (order_.size() <= kMostRemembered) return;
  last_.erase(order_.front());
  order_.pop_front();
}

}  // namespace byline::recommendation
