#include "common/server/startup.h"

#include <absl/strings/str_replace.h>
#include <errno.h>  // NOLINT: program_invocation_short_name is not in <cerrno>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace byline {

void ExitOnError(const absl::Status& status) {
  if (status.ok()) return;
  const std::string line = absl::StrReplaceAll(status.message(), {{"\n", " "}});
  std::fprintf(stderr, "%s: %s\n", program_invocation_short_name, line.c_str());
  std::exit(1);
}

}  // namespace byline
