// PageFrame: the frame that all pages share: doctype, head, skip link, the
// site's name, main, footer. Markup that it is given comes from the suite's own
// templates; text is escaped by context (ctemplate). Thread-safe once made.
#ifndef BYLINE_SERVICES_GATEWAY_PAGE_FRAME_H_
#define BYLINE_SERVICES_GATEWAY_PAGE_FRAME_H_

#include <absl/strings/string_view.h>

#include <string>

namespace byline::gateway {

struct SiteOptions {
  std::string name = "Byline";
  // A line at the foot of every page. May be empty.
  std::string footer;
  // BCP 47; of pages that have no article to take it from, such as "not found".
  std::string language = "en";
  // Whether pages tell what readers do (beacon.js) and show what is read most.
  bool reader_events = false;
  // Whether readers have consented to a random id for their visit.
  bool reader_consent = false;
};

struct FrameContent {
  std::string lang;       // empty: the site's
  std::string dir;        // empty: by the language
  std::string title;      // of pages whose head_html has none
  std::string head_html;  // from our templates
  std::string main_html;  // from our templates
  bool is_indexed = true;
  // "articles/{article}" of an article's page, for the beacon; empty: none.
  std::string article;
};

class PageFrame {
 public:
  explicit PageFrame(SiteOptions site);

  std::string Wrap(const FrameContent& content) const;

  const SiteOptions& site() const { return site_; }

 private:
  const SiteOptions site_;
  const std::string style_path_;
  const std::string icon_path_;
  const std::string beacon_path_;
};

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_PAGE_FRAME_H_
