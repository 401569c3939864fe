// What commands print. Text from outside is printed with control characters
// taken out, so that it cannot drive a terminal.
#ifndef BYLINE_SERVICES_CLI_OUTPUT_H_
#define BYLINE_SERVICES_CLI_OUTPUT_H_

#include <absl/strings/string_view.h>
#include <google/protobuf/message.h>

#include <string>

namespace byline::cli {

// Whether --format=json.
bool WantsJson();

// The message as one line of JSON on standard output.
void PrintJson(const google::protobuf::Message& message);

// `text` without control characters (a line break becomes a space).
std::string Printable(absl::string_view text);

}  // namespace byline::cli

#endif  // BYLINE_SERVICES_CLI_OUTPUT_H_
