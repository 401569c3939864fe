// The commands of the `byline` program, one file each.
#ifndef BYLINE_SERVICES_CLI_COMMANDS_COMMANDS_H_
#define BYLINE_SERVICES_CLI_COMMANDS_COMMANDS_H_

#include "services/cli/command_line.h"

namespace byline::cli {

Command DevCommand();
Command ImportCommand();
Command PublishCommand();
Command WithdrawCommand();
Command GetCommand();
Command ListCommand();
Command WatchCommand();
Command ExplainCommand();
Command ExposureCommand();
Command ReindexCommand();
Command SummarizeCommand();
Command SimilarCommand();
Command PointsCommand();
Command CheckPointsCommand();
Command CurateCommand();

}  // namespace byline::cli

#endif  // BYLINE_SERVICES_CLI_COMMANDS_COMMANDS_H_
