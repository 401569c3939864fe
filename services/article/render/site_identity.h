// Who the publisher is, as far as pages say so. A plain value.
#ifndef BYLINE_SERVICES_ARTICLE_RENDER_SITE_IDENTITY_H_
#define BYLINE_SERVICES_ARTICLE_RENDER_SITE_IDENTITY_H_

#include <string>

namespace byline::article {

struct SiteIdentity {
  std::string name;      // "The Example"; may be empty
  std::string base_url;  // "https://news.example", without "/" at the end;
                         // empty: addresses are paths
};

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_RENDER_SITE_IDENTITY_H_
