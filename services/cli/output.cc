#include "services/cli/output.h"

#include <absl/flags/flag.h>
#include <google/protobuf/util/json_util.h>

#include <cstdio>

#include "services/cli/flags.h"

namespace byline::cli {

bool WantsJson() { return absl::GetFlag(FLAGS_format) == OutputFormat::kJson; }

void PrintJson(const google::protobuf::Message& message) {
  std::string json;
  const auto status =
      google::protobuf::util::MessageToJsonString(message, &json);
  if (status.ok()) std::printf("%s\n", json.c_str());
}

std::string Printable(absl::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    // U+0080 to U+009F, which some terminals obey, are 0xC2 0x80 to 0xC2 0x9F.
    const bool c1 = byte == 0xC2 && i + 1 < text.size() &&
                    static_cast<unsigned char>(text[i + 1]) < 0xA0;
    if (c1) ++i;
    if (byte == '\n' || byte == '\t') {
      out += ' ';
    } else if (byte >= 0x20 && byte != 0x7F && !c1) {
      out += text[i];
    }
  }
  return out;
}

}  // namespace byline::cli
