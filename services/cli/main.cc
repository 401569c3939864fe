// The `byline` program: one command for the newsroom, the operator and the
// curious.
#include <cstdio>
#include <string>
#include <vector>

#include "common/base/memory.h"
#include "services/cli/commands/commands.h"

namespace byline::cli {
namespace {

int Run(const std::vector<std::string>& words) {
  const std::vector<Command> commands = {
      DevCommand(),      ImportCommand(),   PublishCommand(),
      WithdrawCommand(), GetCommand(),      ListCommand(),
      WatchCommand(),    ExplainCommand(),  SummarizeCommand(),
      SimilarCommand(),  PointsCommand(),   CheckPointsCommand(),
      CurateCommand(),   ExposureCommand(), ReindexCommand()};
  const std::string name = words.empty() ? "" : words[0];
  const bool asks =
      words.size() > 1 && (words[1] == "--help" || words[1] == "-h");
  for (const Command& command : commands) {
    if (name == "help" && words.size() > 1 && words[1] == command.name)
      return std::printf("%s", HelpText(command).c_str()), kOk;
    if (name != command.name) continue;
    if (asks) return std::printf("%s", HelpText(command).c_str()), kOk;
    const auto arguments =
        ParseCommandLine(command, {words.begin() + 1, words.end()});
    if (arguments.ok()) return command.run(*arguments);
    std::fprintf(
        stderr, "byline %s: %s\nbyline %s --help says more.\n", command.name,
        std::string(arguments.status().message()).c_str(), command.name);
    return kUsage;
  }
  const bool wants_help = name == "help" || name == "--help" || name == "-h";
  std::FILE* out = wants_help ? stdout : stderr;
  if (!wants_help && !name.empty())
    std::fprintf(out, "byline: there is no command \"%s\"\n\n", name.c_str());
  std::fprintf(
      out,
      "Byline: a page for every article, with its key points and similar "
      "posts.\n\nusage: byline COMMAND [FLAGS] [ARGUMENTS]\n\n");
  for (const Command& command : commands)
    std::fprintf(out, "  %-12s %s\n", command.name, command.summary);
  std::fprintf(out,
               "\nTry it on your own archive, without a server:\n"
               "  byline summarize --input=archive.jsonl --points=3\n  byline "
               "similar --input=archive.jsonl\n"
               "Run the whole suite, then import:\n"
               "  byline dev --data=data\n  byline import archive.jsonl "
               "--token_file=data/admin.token\n\n"
               "byline COMMAND --help explains a command. Exit codes: 0 done, "
               "1 failed, 2 wrong command line.\n");
  return wants_help ? kOk : kUsage;
}

}  // namespace
}  // namespace byline::cli

int main(int argc, char** argv) {
  byline::KeepFreedMemory();
  return byline::cli::Run({argv + 1, argv + argc});
}
