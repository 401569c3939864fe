// The header fields that every HTML answer carries: no script, no frame by
// strangers, no guessing of types. JSON-LD is data, which a
// Content-Security-Policy does not block.
#ifndef BYLINE_SERVICES_GATEWAY_PAGE_PAGE_FIELDS_H_
#define BYLINE_SERVICES_GATEWAY_PAGE_PAGE_FIELDS_H_

#include "services/gateway/http/message.h"

namespace byline::gateway {

inline void AddSecurityFields(FieldList* fields) {
  fields->emplace_back("Content-Security-Policy",
                       "default-src 'none'; style-src 'self'; img-src 'self' "
                       "https: data:; base-uri 'none'; "
                       "form-action 'none'; frame-ancestors 'self'");
  fields->emplace_back("X-Content-Type-Options", "nosniff");
  fields->emplace_back("Referrer-Policy", "strict-origin-when-cross-origin");
}

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_PAGE_PAGE_FIELDS_H_
