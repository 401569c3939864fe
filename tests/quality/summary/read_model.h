// Reads a file of weights for the measuring commands.
#ifndef BYLINE_TESTS_QUALITY_SUMMARY_READ_MODEL_H_
#define BYLINE_TESTS_QUALITY_SUMMARY_READ_MODEL_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/strings/str_cat.h>

#include <fstream>
#include <sstream>
#include <string>

#include "services/summary/core/model.h"

namespace byline::summary {

// The weights of `path`, or those that are compiled in where it is empty.
// Errors: INVALID_ARGUMENT with path and line.
inline absl::StatusOr<SummaryModel> ReadModel(const std::string& path) {
  if (path.empty()) return SummaryModel::Shipped();
  std::ifstream file(path);
  if (!file) return absl::InvalidArgumentError(path + ": cannot be read");
  std::stringstream text;
  text << file.rdbuf();
  absl::StatusOr<SummaryModel> parsed = SummaryModel::Parse(text.str());
  if (parsed.ok()) return parsed;
  return absl::InvalidArgumentError(
      absl::StrCat(path, ": ", std::string(parsed.status().message())));
}

}  // namespace byline::summary

#endif  // BYLINE_TESTS_QUALITY_SUMMARY_READ_MODEL_H_
