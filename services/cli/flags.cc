#include "services/cli/flags.h"

#include <absl/flags/flag.h>

namespace byline::cli {

bool AbslParseFlag(absl::string_view text, OutputFormat* format,
                   std::string* error) {
  if (text == "text" || text == "json") {
    *format = text == "json" ? OutputFormat::kJson : OutputFormat::kText;
    return true;
  }
  *error = "must be text or json";
  return false;
}

std::string AbslUnparseFlag(OutputFormat format) {
  return format == OutputFormat::kJson ? "json" : "text";
}

}  // namespace byline::cli

using byline::cli::OutputFormat;

ABSL_FLAG(std::string, server, "127.0.0.1:50051",
          "gRPC address (host:port) of the suite, for all services");
ABSL_FLAG(std::string, article_server, "",
          "address of the article service, where it has one of its own");
ABSL_FLAG(std::string, summary_server, "",
          "address of the summary service, where it has one of its own");
ABSL_FLAG(std::string, recommendation_server, "",
          "address of the recommendation service, where it has one of its own");
ABSL_FLAG(std::string, token_file, "",
          "file with the access token; where empty, the variable BYLINE_TOKEN");
ABSL_FLAG(absl::Duration, timeout, absl::Seconds(10),
          "longest time for one call, for example 10s");
ABSL_FLAG(OutputFormat, format, OutputFormat::kText,
          "text (for people) or json (one object a line)");
ABSL_FLAG(bool, draft, false, "hold imported articles back as drafts");
ABSL_FLAG(bool, quiet, false,
          "tell only of lines that need attention: rejected, or stored with a "
          "verdict");
ABSL_FLAG(std::string, at, "",
          "when the article becomes visible, ISO 8601; where empty, now");
ABSL_FLAG(std::string, reason, "", "why, for the newsroom");
ABSL_FLAG(std::string, notice, "",
          "what readers are told at the article's address");
ABSL_FLAG(absl::Duration, wait, absl::ZeroDuration(),
          "wait so long for every follower to have it (at most 10s) and show "
          "the receipt");
ABSL_FLAG(std::string, request_id, "",
          "makes the call idempotent: a repeated one changes nothing");
ABSL_FLAG(std::string, collection, "articles/-",
          "articles/-, sections/{slug}, tags/{slug} or authors/{slug}");
ABSL_FLAG(
    std::string, state, "published",
    "draft, scheduled, published or withdrawn; all but published need a token");
ABSL_FLAG(int32_t, limit, 50, "at most so many");
ABSL_FLAG(
    std::string, from, "",
    "first revision as EPOCH:NUMBER; where empty, the present state first");
ABSL_FLAG(bool, full, false, "with the whole article");
ABSL_FLAG(std::string, input, "",
          "JSON Lines file to read; - is standard input");
ABSL_FLAG(int32_t, points, 0,
          "number of key points, 1 to 10; 0: by the article's length");
ABSL_FLAG(int32_t, max_point_words, 60, "most words of a key point, 8 to 60");
ABSL_FLAG(int32_t, abstract_words, 100,
          "most words of an abstract, 30 to 300; the least are six tenths");
ABSL_FLAG(bool, explain, false,
          "with --format=json: of every sentence the score, its features, and "
          "why it is no key point");
ABSL_FLAG(bool, replace, false,
          "show the points that are given, in their order, 1 to 10");
ABSL_FLAG(bool, hide, false, "show no key points");
ABSL_FLAG(bool, lock, false,
          "keep the automatic points as they are, whatever becomes of the "
          "text; one that it no longer supports is not shown");
ABSL_FLAG(bool, automatic, false,
          "choose automatically again: takes back --replace, --hide, --lock");
ABSL_FLAG(std::string, approval, "",
          "required: readers see key points only once they are approved; off: "
          "at once");
ABSL_FLAG(bool, approve, false,
          "approve the points as they are now, or those of --replace or "
          "--lock");
ABSL_FLAG(bool, pin, false,
          "the articles behind the first stand first in its list, in their "
          "order, behind those that are pinned there already (6 in all)");
ABSL_FLAG(bool, block, false,
          "the articles behind the first never stand in its list");
ABSL_FLAG(bool, release, false,
          "takes back --pin and --block of the articles behind the first");
ABSL_FLAG(bool, off, false,
          "the article, or the section's articles, have no similar articles");
ABSL_FLAG(bool, on, false, "takes back --off");
ABSL_FLAG(std::string, everywhere, "",
          "pinned: the article stands in every list of its language; blocked: "
          "in none; automatic: takes that back");
ABSL_FLAG(bool, reset, false,
          "takes back everything that was decided, before the rest is done");
ABSL_FLAG(std::string, expires, "",
          "when what is set ends: 7d, 12h, 1d12h or ISO 8601; where empty, "
          "never");
ABSL_FLAG(std::string, section, "",
          "a section instead of an article, as it is shown or in addresses");
ABSL_FLAG(int32_t, top, 10,
          "at most so many similar articles for each, 1 to 1000; of a stored "
          "article 1 to 50");
ABSL_FLAG(int32_t, min_words, 40,
          "articles with fewer words get no list and are in nobody's");
ABSL_FLAG(std::string, mode, "similar",
          "similar: of any time; background: only older ones; latest: only "
          "newer ones; timeline: the running story, oldest first");
ABSL_FLAG(std::vector<std::string>, sections, {},
          "only articles of these sections, as they are shown, separated by "
          "commas, at most 20; where empty, of any");
ABSL_FLAG(std::vector<std::string>, exclude, {},
          "articles that are not wanted, articles/ID separated by commas, at "
          "most 100");
ABSL_FLAG(bool, any_language, false,
          "articles in other languages may come, too");
ABSL_FLAG(std::string, max_time_apart, "",
          "only articles published at most so long before or after it: 7d, "
          "12h, 1d12h; where empty, of any time");
ABSL_FLAG(double, min_score, 0,
          "the least score, 0 to 10; what is below the service's own floor is "
          "never offered");
ABSL_FLAG(std::string, http, "127.0.0.1:8080",
          "address of the web site; port 0 takes a free one");
ABSL_FLAG(std::string, grpc, "127.0.0.1:50051",
          "address of the gRPC services; port 0 takes a free one");
ABSL_FLAG(std::string, admin, "",
          "address of /metrics, /healthz and /readyz; where empty, none");
ABSL_FLAG(std::string, data, "data",
          "folder of the store and the token files; made where it is missing");
ABSL_FLAG(std::string, redis, "",
          "host:port of a Redis for rendered fragments; empty: memory only");
ABSL_FLAG(int32_t, http_threads, 0,
          "threads of the web site; 0: one for each core");
ABSL_FLAG(absl::Duration, max_stale, absl::Minutes(10),
          "how long answers may be stale while the store gives no answer; 0 "
          "refuses them");
ABSL_FLAG(std::string, site_name, "Byline", "name of the site, on every page");
ABSL_FLAG(std::string, site_url, "",
          "address of the site for canonical links, such as "
          "https://news.example; where empty, that of --http");
ABSL_FLAG(bool, access_log, false, "log every answer of the web site");
ABSL_FLAG(bool, reader_events, true,
          "take what readers do, and show what is read most");
ABSL_FLAG(bool, reader_consent, false,
          "readers have consented to a random id for the length of their "
          "visit");
ABSL_FLAG(std::string, footer, "", "text at the end of every page");
