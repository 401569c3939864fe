// The flags of the `byline` program. Each command names those that it has.
#ifndef BYLINE_SERVICES_CLI_FLAGS_H_
#define BYLINE_SERVICES_CLI_FLAGS_H_

#include <absl/flags/declare.h>
#include <absl/strings/string_view.h>
#include <absl/time/time.h>

#include <cstdint>
#include <string>
#include <vector>

namespace byline::cli {

// --format.
enum class OutputFormat { kText, kJson };
bool AbslParseFlag(absl::string_view text, OutputFormat* format,
                   std::string* error);
std::string AbslUnparseFlag(OutputFormat format);

}  // namespace byline::cli

ABSL_DECLARE_FLAG(std::string, server);
ABSL_DECLARE_FLAG(std::string, article_server);
ABSL_DECLARE_FLAG(std::string, summary_server);
ABSL_DECLARE_FLAG(std::string, recommendation_server);
ABSL_DECLARE_FLAG(std::string, token_file);
ABSL_DECLARE_FLAG(absl::Duration, timeout);
ABSL_DECLARE_FLAG(byline::cli::OutputFormat, format);
ABSL_DECLARE_FLAG(bool, draft);
ABSL_DECLARE_FLAG(bool, quiet);
ABSL_DECLARE_FLAG(std::string, at);
ABSL_DECLARE_FLAG(std::string, reason);
ABSL_DECLARE_FLAG(std::string, notice);
ABSL_DECLARE_FLAG(absl::Duration, wait);
ABSL_DECLARE_FLAG(std::string, request_id);
ABSL_DECLARE_FLAG(std::string, collection);
ABSL_DECLARE_FLAG(std::string, state);
ABSL_DECLARE_FLAG(int32_t, limit);
ABSL_DECLARE_FLAG(std::string, from);
ABSL_DECLARE_FLAG(bool, full);
ABSL_DECLARE_FLAG(std::string, input);
ABSL_DECLARE_FLAG(int32_t, points);
ABSL_DECLARE_FLAG(int32_t, max_point_words);
ABSL_DECLARE_FLAG(int32_t, abstract_words);
ABSL_DECLARE_FLAG(bool, explain);
ABSL_DECLARE_FLAG(bool, replace);
ABSL_DECLARE_FLAG(bool, hide);
ABSL_DECLARE_FLAG(bool, lock);
ABSL_DECLARE_FLAG(bool, automatic);
ABSL_DECLARE_FLAG(std::string, approval);
ABSL_DECLARE_FLAG(bool, approve);
ABSL_DECLARE_FLAG(bool, pin);
ABSL_DECLARE_FLAG(bool, block);
ABSL_DECLARE_FLAG(bool, release);
ABSL_DECLARE_FLAG(bool, off);
ABSL_DECLARE_FLAG(bool, on);
ABSL_DECLARE_FLAG(std::string, everywhere);
ABSL_DECLARE_FLAG(bool, reset);
ABSL_DECLARE_FLAG(std::string, expires);
ABSL_DECLARE_FLAG(std::string, section);
ABSL_DECLARE_FLAG(int32_t, top);
ABSL_DECLARE_FLAG(int32_t, min_words);
ABSL_DECLARE_FLAG(std::string, mode);
ABSL_DECLARE_FLAG(std::vector<std::string>, sections);
ABSL_DECLARE_FLAG(std::vector<std::string>, exclude);
ABSL_DECLARE_FLAG(bool, any_language);
ABSL_DECLARE_FLAG(std::string, max_time_apart);
ABSL_DECLARE_FLAG(double, min_score);
ABSL_DECLARE_FLAG(std::string, http);
ABSL_DECLARE_FLAG(std::string, grpc);
ABSL_DECLARE_FLAG(std::string, admin);
ABSL_DECLARE_FLAG(std::string, data);
ABSL_DECLARE_FLAG(std::string, redis);
ABSL_DECLARE_FLAG(int32_t, http_threads);
ABSL_DECLARE_FLAG(absl::Duration, max_stale);
ABSL_DECLARE_FLAG(std::string, site_name);
ABSL_DECLARE_FLAG(std::string, site_url);
ABSL_DECLARE_FLAG(bool, access_log);
ABSL_DECLARE_FLAG(bool, reader_events);
ABSL_DECLARE_FLAG(bool, reader_consent);
ABSL_DECLARE_FLAG(std::string, footer);

#endif  // BYLINE_SERVICES_CLI_FLAGS_H_
