// CommandLine: what the user typed behind `byline COMMAND`: flags of that
// command (absl flags, so that types and their messages are those of Abseil)
// and arguments. A flag that the command does not have is an error which names
// those that it has.
#ifndef BYLINE_SERVICES_CLI_COMMAND_LINE_H_
#define BYLINE_SERVICES_CLI_COMMAND_LINE_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>

#include <string>
#include <vector>

namespace byline::cli {

// Exit codes of the program.
enum ExitCode {
  kOk = 0,
  // The operation failed, or a part of it (a rejected line).
  kFailed = 1,
  // The command line was wrong; nothing was done.
  kUsage = 2,
};

struct Command {
  const char* name;
  // One line for the list of commands.
  const char* summary;
  // What follows the name in the usage line: "FILE...".
  const char* arguments;
  // What it does, with an example; several lines.
  const char* help;
  // Names of its flags.
  std::vector<std::string> flags;
  // How many arguments it takes.
  size_t least_arguments;
  size_t most_arguments;
  // Runs it and returns an ExitCode.
  int (*run)(const std::vector<std::string>& arguments);
};

// Sets the flags given in `words` and returns the arguments. Both --name=value
// and --name value are taken; for a bool also --name and
// --noname; "--" ends the flags. INVALID_ARGUMENT says what is wrong.
absl::StatusOr<std::vector<std::string>> ParseCommandLine(
    const Command& command, const std::vector<std::string>& words);

// The text of `byline COMMAND --help`.
std::string HelpText(const Command& command);

}  // namespace byline::cli

#endif  // BYLINE_SERVICES_CLI_COMMAND_LINE_H_
