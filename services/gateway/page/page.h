// Page: a finished answer for readers, in plain and gzip coding, with all that
// is needed to judge whether it may be given. Never changes once made; shared
// by the cache and the connections that send it.
#ifndef BYLINE_SERVICES_GATEWAY_PAGE_PAGE_H_
#define BYLINE_SERVICES_GATEWAY_PAGE_PAGE_H_

#include <absl/strings/string_view.h>
#include <absl/time/time.h>

#include <memory>
#include <string>
#include <vector>

#include "byline/fragment/v1/fragment.pb.h"
#include "common/freshness/judge.h"
#include "common/freshness/revision.h"

namespace byline::gateway {

// What one part of a page was made from.
struct PartBasis {
  Revision as_of;
  std::vector<std::string> depends_on;
  // Whether the article service made it for this very page, so that the
  // requests which the page was made for need no lease.
  bool is_from_truth = false;

  static PartBasis Of(const fragment::v1::Fragment& fragment,
                      bool is_from_truth);
};

// One coding of a page as it goes out.
struct PageBytes {
  std::string etag;                                      // with its quotes
  std::shared_ptr<const std::string> head;               // of 200
  std::shared_ptr<const std::string> not_modified_head;  // of 304
  std::shared_ptr<const std::string> body;
};

struct Page {
  PageBytes plain;
  PageBytes gzip;
  std::vector<PartBasis> parts;
  bool is_complete = true;
  absl::Duration made_at;  // by Clock::SinceBoot()
  absl::Duration life;

  size_t Bytes() const;
  bool IsExpired(absl::Duration now) const { return now >= made_at + life; }
};

struct PageContent {
  std::string html;
  std::string lang;
  std::vector<PartBasis> parts;
  bool is_complete = true;
  bool has_beacon = false;  // the script that tells what readers do
  absl::Duration life;
};

// Compresses, makes etags and heads.
std::shared_ptr<const Page> MakePage(PageContent content, absl::Duration now);

// A strong entity tag, with its quotes, of the bytes of a body in their coding.
std::string EtagOf(absl::string_view body, bool is_gzip);
// The value of Surrogate-Key: all that the parts depend on, so that a CDN can
// be purged precisely. Empty where there is nothing.
std::string SurrogateKey(const std::vector<PartBasis>& parts);

// How long a part may still be kept: its max_age less its age, by our own
// clock; never more than max_age.
absl::Duration RemainingLife(const fragment::v1::Fragment& fragment,
                             absl::Time now);

// Judges all parts together, about now. Worst first: kChanged,
// kUnknownRevision, kAhead, kNoLease, kStale, kFresh. `was_made_for_it`: the
// request came before the truth was asked for the page, so parts from the truth
// need no lease; they are refused only where they are known to have changed.
Freshness JudgePage(const Page& page, const FreshnessJudge& judge,
                    bool was_made_for_it);
Freshness JudgeParts(const std::vector<PartBasis>& parts,
                     const FreshnessJudge& judge, bool was_made_for_it);

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_PAGE_PAGE_H_
