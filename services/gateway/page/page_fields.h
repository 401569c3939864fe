// The header fields that every HTML answer carries: no script but the beacon of
// an article's page, no frame by strangers, no guessing of types. JSON-LD is
// data, which a Content-Security-Policy does not block.
#ifndef BYLINE_SERVICES_GATEWAY_PAGE_PAGE_FIELDS_H_
#define BYLINE_SERVICES_GATEWAY_PAGE_PAGE_FIELDS_H_

#include "services/gateway/http/message.h"

namespace byline::gateway {

// `has_beacon`: the page has our own script, which sends to our own address.
inline void AddSecurityFields(FieldList* fields, bool has_beacon = false) {
  fields->emplace_back(
      "Content-Security-Policy",
      has_beacon ? "default-src 'none'; script-src 'self'; connect-src 'self'; "
                   "style-src 'self'; img-src 'self' https: data:; base-uri "
                   "'none'; form-action 'none'; frame-ancestors 'self'"
                 : "default-src 'none'; style-src 'self'; img-src 'self' "
                   "https: data:; base-uri 'none'; form-action 'none'; "
                   "frame-ancestors 'self'");
  fields->emplace_back("X-Content-Type-Options", "nosniff");
  fields->emplace_back("Referrer-Policy", "strict-origin-when-cross-origin");
}

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_PAGE_PAGE_FIELDS_H_
