#include "common/article/embedding_vector.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>

#include <algorithm>
#include <cmath>

namespace byline {
namespace {

constexpr size_t kMostModelBytes = 100;
constexpr int kMostDimensions = 1536;

}  // namespace

std::vector<FieldViolation> EmbeddingVectorFaults(
    const std::string& path, const article::v1::EmbeddingVector& vector) {
  std::vector<FieldViolation> faults;
  const std::string& model = vector.model();
  if (model.empty() || model.size() > kMostModelBytes ||
      !std::all_of(model.begin(), model.end(), absl::ascii_isprint)) {
    faults.push_back(
        {path + ".model", absl::StrCat("must be 1 to ", kMostModelBytes,
                                       " printable ASCII characters")});
  }
  const auto& values = vector.values();
  const std::string field = path + ".values";
  if (values.size() > kMostDimensions) {
    faults.push_back(
        {field, absl::StrCat("has ", values.size(), " elements; at most ",
                             kMostDimensions, " are allowed")});
  }
  if (std::all_of(values.begin(), values.end(),
                  [](float value) { return value == 0; })) {
    faults.push_back(
        {field, absl::StrCat("are none, or all 0; 1 to ", kMostDimensions,
                             " numbers are needed, not all 0")});
  }
  const auto wrong =
      std::find_if(values.begin(), values.end(),
                   [](float value) { return !std::isfinite(value); });
  if (wrong != values.end()) {
    faults.push_back({absl::StrCat(field, "[", wrong - values.begin(), "]"),
                      "is no finite number of 32 bits"});
  }
  return faults;
}

}  // namespace byline
