#include "services/cli/import/archive_line.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/strip.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "services/cli/import/timestamps.h"

namespace byline::cli {
namespace {

using nlohmann::json;

// The text under the first of `names` that is there; empty where none is.
absl::Status ReadText(const json& object,
                      std::initializer_list<const char*> names, bool required,
                      std::string* out) {
  for (const char* name : names) {
    const auto found = object.find(name);
    if (found == object.end() || found->is_null()) continue;
    if (found->is_number_integer() && name == std::string("id")) {
      *out = found->dump();
      return absl::OkStatus();
    }
    if (!found->is_string())
      return absl::InvalidArgumentError(absl::StrCat(
          name, ": is of type ", found->type_name(), "; must be a string"));
    *out = found->get<std::string>();
    return absl::OkStatus();
  }
  if (!required) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      *names.begin(), ": is missing; every line needs id and body"));
}

std::vector<std::string> ReadPoints(const json& object) {
  std::vector<std::string> points;
  const auto found = object.find("points");
  if (found == object.end() || !found->is_array()) return points;
  for (const json& point : *found) {
    if (!point.is_string()) return {};
    points.push_back(point.get<std::string>());
  }
  return points;
}

}  // namespace

absl::StatusOr<ArchiveLine> ParseArchiveLine(absl::string_view text) {
  const json object = json::parse(text.begin(), text.end(), nullptr,
                                  /*allow_exceptions=*/false);
  if (!object.is_object())
    return absl::InvalidArgumentError(
        "line: is not one JSON object (RFC 8259, UTF-8)");
  ArchiveLine line;
  std::string published;
  absl::Status status = ReadText(object, {"id"}, true, &line.id);
  status.Update(ReadText(object, {"title"}, false, &line.title));
  status.Update(ReadText(object, {"body"}, true, &line.body));
  status.Update(ReadText(object, {"published"}, false, &published));
  status.Update(ReadText(object, {"language", "lang"}, false, &line.language));
  status.Update(
      ReadText(object, {"section", "category"}, false, &line.section));
  if (!status.ok()) return status;
  line.published = ParseIsoTime(published);
  line.points = ReadPoints(object);
  return line;
}

absl::Status ReadArchive(const std::string& path,
                         const std::function<void(ArchiveLine, double)>& take) {
  std::ifstream file;
  std::error_code error;
  double size = 0;
  if (path != "-") {
    if (!std::filesystem::is_regular_file(path, error))
      return absl::NotFoundError(
          absl::StrCat("--input=", path, " is not there, or no file"));
    size = static_cast<double>(std::filesystem::file_size(path, error));
    file.open(path, std::ios::binary);
    if (!file)
      return absl::NotFoundError(
          absl::StrCat("--input=", path, " cannot be read"));
  }
  std::istream& in = path == "-" ? std::cin : file;
  std::string text;
  int64_t number = 0;
  int64_t faulty = 0;
  double read = 0;
  while (std::getline(in, text)) {
    ++number;
    read += static_cast<double>(text.size()) + 1;
    absl::string_view view = text;
    if (number == 1) view = absl::StripPrefix(view, "\xEF\xBB\xBF");
    if (absl::StripAsciiWhitespace(view).empty()) continue;
    absl::StatusOr<ArchiveLine> line = ParseArchiveLine(view);
    if (line.ok()) {
      take(*std::move(line), size > 0 ? std::min(1.0, read / size) : 0);
    } else {
      ++faulty;
      std::fprintf(stderr, "%s:%lld: %s\n", path.c_str(),
                   static_cast<long long>(number),
                   std::string(line.status().message()).c_str());
    }
  }
  if (faulty > 0)
    return absl::InvalidArgumentError(
        absl::StrCat(faulty, " of ", number, " lines of ", path,
                     " are faulty and were left out"));
  return absl::OkStatus();
}

}  // namespace byline::cli
