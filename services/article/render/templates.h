// The templates of this folder, compiled in. Thread-safe.
#ifndef BYLINE_SERVICES_ARTICLE_RENDER_TEMPLATES_H_
#define BYLINE_SERVICES_ARTICLE_RENDER_TEMPLATES_H_

#include <map>
#include <string>

namespace byline::article {

// File name ("body.tpl") and text.
const std::map<std::string, std::string>& Templates();

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_RENDER_TEMPLATES_H_
