#include "services/cli/command_line.h"

#include <absl/flags/commandlineflag.h>
#include <absl/flags/reflection.h>
#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_join.h>

#include <algorithm>
#include <cstdint>

namespace byline::cli {
namespace {

// The flag that `name` means for the command, and whether it is a bool's
// negation.
absl::CommandLineFlag* FindFlag(const Command& command, std::string name,
                                bool* negated) {
  *negated = false;
  const auto has = [&](const std::string& flag) {
    return std::find(command.flags.begin(), command.flags.end(), flag) !=
           command.flags.end();
  };
  std::replace(name.begin(), name.end(), '-', '_');
  if (has(name)) return absl::FindCommandLineFlag(name);
  if (absl::StartsWith(name, "no") && has(name.substr(2))) {
    absl::CommandLineFlag* flag = absl::FindCommandLineFlag(name.substr(2));
    *negated = flag != nullptr && flag->IsOfType<bool>();
    return *negated ? flag : nullptr;
  }
  return nullptr;
}

}  // namespace

absl::StatusOr<std::vector<std::string>> ParseCommandLine(
    const Command& command, const std::vector<std::string>& words) {
  std::vector<std::string> arguments;
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (word == "--") {
      arguments.insert(arguments.end(),
                       words.begin() + static_cast<ptrdiff_t>(i) + 1,
                       words.end());
      break;
    }
    if (!absl::StartsWith(word, "--")) {
      arguments.push_back(word);
      continue;
    }
    const size_t equals = word.find('=');
    const std::string name = word.substr(
        2, equals == std::string::npos ? std::string::npos : equals - 2);
    bool negated = false;
    absl::CommandLineFlag* flag = FindFlag(command, name, &negated);
    if (flag == nullptr) {
      return absl::InvalidArgumentError(absl::StrCat(
          "byline ", command.name, " has no flag --", name, "; it has ",
          absl::StrJoin(command.flags, ", ",
                        [](std::string* out, const std::string& f) {
                          absl::StrAppend(out, "--", f);
                        })));
    }
    std::string value;
    if (equals != std::string::npos) {
      value = word.substr(equals + 1);
    } else if (flag->IsOfType<bool>()) {
      value = negated ? "false" : "true";
    } else if (i + 1 < words.size()) {
      value = words[++i];
    } else {
      return absl::InvalidArgumentError(
          absl::StrCat("--", name, " needs a value: ", flag->Help()));
    }
    std::string error;
    if (!flag->ParseFrom(value, &error)) {
      return absl::InvalidArgumentError(absl::StrCat(
          "--", name, "=", value,
          " is not valid: ", error.empty() ? flag->Help() : error));
    }
  }
  if (arguments.size() < command.least_arguments ||
      arguments.size() > command.most_arguments) {
    return absl::InvalidArgumentError(
        absl::StrCat("usage: byline ", command.name, " [FLAGS] ",
                     command.arguments, " (", arguments.size(), " given)"));
  }
  return arguments;
}

std::string HelpText(const Command& command) {
  std::string text = absl::StrCat(
      "byline ", command.name, ": ", command.summary, "\n\nusage: byline ",
      command.name, " [FLAGS]", *command.arguments == '\0' ? "" : " ",
      command.arguments, "\n\n", command.help, "\n");
  if (!command.flags.empty()) absl::StrAppend(&text, "\nFlags:\n");
  for (const std::string& name : command.flags) {
    const absl::CommandLineFlag* flag = absl::FindCommandLineFlag(name);
    if (flag == nullptr) continue;
    const std::string value = flag->DefaultValue();
    absl::StrAppend(&text, "  --", name,
                    value.empty() ? "" : absl::StrCat("=", value), "\n      ",
                    flag->Help(), "\n");
  }
  return text;
}

}  // namespace byline::cli
