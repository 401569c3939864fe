// What the article does not bear out in a key point, in one line for people.
#ifndef BYLINE_SERVICES_CLI_COMMANDS_FAULT_TEXT_H_
#define BYLINE_SERVICES_CLI_COMMANDS_FAULT_TEXT_H_

#include <string>

#include "byline/summary/v1/summary.pb.h"

namespace byline::cli {

// "number \"40\": the article has \"14\"".
std::string FaultText(const std::string& point,
                      const summary::v1::PointFault& fault);

}  // namespace byline::cli

#endif  // BYLINE_SERVICES_CLI_COMMANDS_FAULT_TEXT_H_
