#include "services/cli/commands/fault_text.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_replace.h>

#include "services/cli/output.h"

namespace byline::cli {

std::string FaultText(const std::string& point,
                      const summary::v1::PointFault& fault) {
  using summary::v1::PointFault;
  if (fault.kind() == PointFault::KIND_NO_SOURCE)
    return "no sentence of the article supports it";
  const std::string kind =
      PointFault::Kind_Name(fault.kind()).substr(sizeof("KIND_") - 1);
  const auto size = static_cast<int>(point.size());
  std::string text = absl::AsciiStrToLower(kind);
  if (fault.begin() >= 0 && fault.begin() < fault.end() && fault.end() <= size)
    absl::StrAppend(
        &text, " \"",
        Printable(point.substr(fault.begin(), fault.end() - fault.begin())),
        "\"");
  if (!fault.article_text().empty())
    absl::StrAppend(&text, ": the article has \"",
                    Printable(fault.article_text()), "\"");
  return fault.hard() ? text : absl::StrCat(text, " (to look at)");
}

}  // namespace byline::cli
