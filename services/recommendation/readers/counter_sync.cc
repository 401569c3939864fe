#include "services/recommendation/readers/counter_sync.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "common/article/article_name.h"

namespace byline::recommendation {
namespace {

// Counts from further in the future are those of a clock that is wrong; taken,
// they would make all others worth nothing.
constexpr absl::Duration kWrongClock = absl::Minutes(10);

bool IsCountsName(const std::string& name) {
  return name == kAllArticlesCounts || IsArticleName(name);
}

}  // namespace

void CounterSync::Tell() {
  // What was put back because another replica came first waits for the next
  // round, so this ends.
  std::vector<CounterTable::Named> pending =
      table_.TakePending(limits_.articles + 1);
  for (size_t begin = 0; begin < pending.size(); begin += options_.batch) {
    const size_t end = std::min(begin + options_.batch, pending.size());
    const auto from = pending.begin() + static_cast<ptrdiff_t>(begin);
    const auto to = pending.begin() + static_cast<ptrdiff_t>(end);
    if (TellBatch({std::make_move_iterator(from), std::make_move_iterator(to)}))
      continue;
    ++counters_.away;
    std::for_each(to, pending.end(), [this](const CounterTable::Named& named) {
      table_.PutBack(named);
    });
    return;
  }
}

bool CounterSync::TellBatch(std::vector<CounterTable::Named> pending) {
  std::vector<std::string> names;
  names.reserve(pending.size());
  for (const auto& [name, counts] : pending) names.push_back(name);
  auto found = values_.Get(names, Deadline());
  if (!found.has_value() || found->size() != pending.size()) {
    for (const CounterTable::Named& named : pending) table_.PutBack(named);
    return false;
  }
  std::vector<ReaderCounts> merged;
  for (size_t i = 0; i < pending.size(); ++i) {
    absl::optional<ReaderCounts> base = CountsIn((*found)[i]);
    if (base.has_value()) {
      base->Add(pending[i].second);
    } else {
      // Nobody knows more than we do.
      base = table_.TakeWhole(pending[i].first, pending[i].second);
    }
    base->KeepPairs(2 * limits_.pairs_per_article);
    (*found)[i].bytes = base->Serialize();
    merged.push_back(*std::move(base));
  }
  const std::vector<bool> is_put = values_.Put(*found, Deadline());
  for (size_t i = 0; i < pending.size(); ++i) {
    if (i < is_put.size() && is_put[i]) {
      table_.SetShared(pending[i].first, std::move(merged[i]));
      ++counters_.told;
    } else {
      table_.PutBack(pending[i]);
      ++counters_.conflicts;
    }
  }
  return true;
}

void CounterSync::Read() {
  while (true) {
    const auto changes = values_.ChangedSince(position_, Deadline());
    if (!changes.has_value()) {
      ++counters_.away;
      return;
    }
    std::vector<std::string> names;
    std::copy_if(changes->names.begin(), changes->names.end(),
                 std::back_inserter(names), IsCountsName);
    for (size_t begin = 0; begin < names.size(); begin += options_.batch) {
      const size_t end = std::min(begin + options_.batch, names.size());
      const auto found =
          values_.Get({names.begin() + static_cast<ptrdiff_t>(begin),
                       names.begin() + static_cast<ptrdiff_t>(end)},
                      Deadline());
      if (!found.has_value()) {
        ++counters_.away;
        return;
      }
      for (const SharedValues::Value& value : *found) {
        absl::optional<ReaderCounts> counts = CountsIn(value);
        if (!counts.has_value()) continue;
        table_.SetShared(value.name, *std::move(counts));
        ++counters_.read;
      }
    }
    position_ = changes->position;
    if (!changes->are_more) return;
  }
}

absl::optional<ReaderCounts> CounterSync::CountsIn(
    const SharedValues::Value& value) {
  if (value.bytes.empty()) return absl::nullopt;
  absl::optional<ReaderCounts> counts = ReaderCounts::Parse(value.bytes);
  if (counts.has_value() && counts->as_of <= clock_.Now() + kWrongClock) {
    return counts;
  }
  ++counters_.refused;
  return absl::nullopt;
}

}  // namespace byline::recommendation
