#include "tests/quality/recommendation/ranked_lists.h"

#include <absl/strings/str_cat.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <utility>

namespace byline::recommendation {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

std::optional<std::string> IdOf(const json& record) {
  if (!record.is_object()) return std::nullopt;
  const auto id = record.find("id");
  if (id == record.end() || !id->is_string()) return std::nullopt;
  return id->get<std::string>();
}

// The list of one line; absent where an entry of "similar" has no id.
std::optional<RankedList> ListOf(const json& record) {
  RankedList list;
  const auto similar = record.find("similar");
  if (similar != record.end() && similar->is_array()) {
    for (const json& entry : *similar) {
      std::optional<std::string> id = IdOf(entry);
      if (!id) return std::nullopt;
      list.similar.push_back(*std::move(id));
    }
  }
  const auto milliseconds = record.find("ms");
  if (milliseconds != record.end() && milliseconds->is_number()) {
    list.milliseconds = milliseconds->get<double>();
  }
  return list;
}

}  // namespace

absl::StatusOr<RankedLists> ReadRankedLists(const std::string& path) {
  std::ifstream file(path);
  if (!file) return absl::NotFoundError(absl::StrCat(path, ": cannot be read"));
  RankedLists lists;
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    if (line.empty()) continue;
    const auto fault = [&](const char* what) {
      return absl::InvalidArgumentError(
          absl::StrCat(path, ":", number, ": ", what));
    };
    const json record = json::parse(line, nullptr, /*allow_exceptions=*/false);
    const std::optional<std::string> id = IdOf(record);
    if (!id) return fault("is no JSON object with a string \"id\"");
    std::optional<RankedList> list = ListOf(record);
    if (!list) return fault("\"similar\" has an entry without a string \"id\"");
    if (!lists.emplace(*id, *std::move(list)).second) {
      return fault("its \"id\" has a list already");
    }
  }
  return lists;
}

absl::Status WriteRankedLists(const std::vector<OfflineList>& lists,
                              double milliseconds, const std::string& path) {
  std::ofstream out(path);
  for (const OfflineList& list : lists) {
    ordered_json similar = ordered_json::array();
    for (const OfflineSimilar& entry : list.similar) {
      similar.push_back({{"id", entry.id},
                         {"score", entry.score},
                         {"reasons", entry.reasons}});
    }
    const ordered_json record = {
        {"id", list.id}, {"similar", similar}, {"ms", milliseconds}};
    out << record.dump(-1, ' ', false, json::error_handler_t::replace) << "\n";
  }
  out.close();
  if (!out) {
    return absl::UnavailableError(absl::StrCat(path, ": cannot be written"));
  }
  return absl::OkStatus();
}

RankedLists ToRankedLists(const std::vector<OfflineList>& lists,
                          double milliseconds) {
  RankedLists ranked;
  for (const OfflineList& list : lists) {
    RankedList& made = ranked[list.id];
    made.milliseconds = milliseconds;
    for (const OfflineSimilar& entry : list.similar) {
      made.similar.push_back(entry.id);
    }
  }
  return ranked;
}

}  // namespace byline::recommendation
