// The gateway's own flags, beside those of all server programs, as options. For
// main only.
#ifndef BYLINE_SERVICES_GATEWAY_GATEWAY_FLAGS_H_
#define BYLINE_SERVICES_GATEWAY_GATEWAY_FLAGS_H_

#include "common/server/flags.h"
#include "services/gateway/gateway_process.h"

namespace byline::gateway {

// After ParseServerFlags. A bad value ends the program with one clear line and
// exit code 2.
GatewayOptions GatewayOptionsFromFlags(const ServerFlags& flags);
GatewayChannels GatewayChannelsFromFlags();

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_GATEWAY_FLAGS_H_
