#include <absl/flags/flag.h>
#include <absl/strings/str_cat.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "byline/summary/v1/summary_service.grpc.pb.h"
#include "services/cli/commands/commands.h"
#include "services/cli/commands/fault_text.h"
#include "services/cli/connection.h"
#include "services/cli/flags.h"
#include "services/cli/import/archive_line.h"
#include "services/cli/output.h"
#include "services/summary/core/body_document.h"
#include "services/summary/rpc/point_check_message.h"

namespace byline::cli {
namespace {

using summary::v1::CheckedKeyPoint;
using summary::v1::CheckKeyPointsRequest;
using summary::v1::CheckKeyPointsResponse;
using Points = google::protobuf::RepeatedPtrField<std::string>;

// Whether all may be shown.
bool PrintAsText(const Points& points, const CheckKeyPointsResponse& response) {
  bool all = true;
  for (int i = 0; i < points.size(); ++i) {
    const CheckedKeyPoint& checked = response.points(i);
    all = all && checked.showable();
    std::printf("  %s %s\n", checked.showable() ? "yes" : "no ",
                Printable(points[i]).c_str());
    for (const auto& fault : checked.faults())
      std::printf("      %s\n", FaultText(points[i], fault).c_str());
  }
  return all;
}

// As the contract's JSON, but a range is of the line's own body.
bool PrintAsJson(const std::string& id, const Points& points,
                 const CheckKeyPointsResponse& response) {
  using nlohmann::ordered_json;
  bool all = true;
  ordered_json list = ordered_json::array();
  for (int i = 0; i < points.size(); ++i) {
    const CheckedKeyPoint& checked = response.points(i);
    all = all && checked.showable();
    ordered_json sources = ordered_json::array();
    for (const auto& source : checked.sources())
      sources.push_back({{"begin", source.begin()}, {"end", source.end()}});
    ordered_json faults = ordered_json::array();
    for (const auto& fault : checked.faults()) {
      faults.push_back(
          {{"kind", summary::v1::PointFault::Kind_Name(fault.kind())},
           {"hard", fault.hard()},
           {"begin", fault.begin()},
           {"end", fault.end()},
           {"article_text", fault.article_text()}});
    }
    list.push_back({{"text", points[i]},
                    {"showable", checked.showable()},
                    {"sources", sources},
                    {"faults", faults}});
  }
  const ordered_json line = {{"id", id}, {"points", list}};
  std::printf("%s\n", line.dump().c_str());
  return all;
}

int CheckFile(const std::string& input) {
  bool all = true;
  int64_t without = 0;
  const absl::Status status = ReadArchive(input, [&](const ArchiveLine& line,
                                                     double) {
    if (line.points.empty()) {
      ++without;
      return;
    }
    const Points points(line.points.begin(), line.points.end());
    const auto response = summary::CheckPoints(
        summary::DocumentOfBody(line.title, line.body, line.language), points);
    if (WantsJson()) {
      all = PrintAsJson(line.id, points, response) && all;
    } else {
      std::printf("%s  %s\n", Printable(line.id).c_str(),
                  Printable(line.title).c_str());
      all = PrintAsText(points, response) && all;
    }
  });
  if (without > 0)
    std::fprintf(stderr,
                 "byline check-points: %lld lines have no \"points\" (a list "
                 "of texts)\n",
                 static_cast<long long>(without));
  if (!status.ok())
    std::fprintf(stderr, "byline check-points: %s\n",
                 std::string(status.message()).c_str());
  return all && status.ok() ? kOk : kFailed;
}

int CheckStored(const std::vector<std::string>& arguments) {
  CheckKeyPointsRequest request;
  request.set_name(absl::StrCat(arguments[0], "/summary"));
  for (size_t i = 1; i < arguments.size(); ++i)
    request.add_points(arguments[i]);
  grpc::ClientContext context;
  if (absl::Status status = Prepare(context); !status.ok())
    return Fail("check-points", status);
  CheckKeyPointsResponse response;
  const grpc::Status status =
      summary::v1::SummaryService::NewStub(OpenChannel(Service::kSummary))
          ->CheckKeyPoints(&context, request, &response);
  if (!status.ok()) return Fail("check-points", status);
  if (!WantsJson())
    return PrintAsText(request.points(), response) ? kOk : kFailed;
  PrintJson(response);
  for (const auto& point : response.points()) {
    if (!point.showable()) return kFailed;
  }
  return kOk;
}

int Run(const std::vector<std::string>& arguments) {
  const std::string input = absl::GetFlag(FLAGS_input);
  if (input.empty() ? arguments.size() < 2 : !arguments.empty()) {
    std::fprintf(stderr,
                 "byline check-points: give --input=FILE.jsonl (- is standard "
                 "input), or an article and its points\n");
    return kUsage;
  }
  return input.empty() ? CheckStored(arguments) : CheckFile(input);
}

}  // namespace

Command CheckPointsCommand() {
  return {
      "check-points",
      "whether articles support key points that somebody wrote",
      "[articles/ID POINT...]",
      "For each point the sentences that support it, and what is at fault: "
      "a name, number, unit, date, quotation, speaker, negation\n"
      "or hedge that is not as in the article. With --input without a "
      "server: JSON Lines with id, body and points (a list of texts);\n"
      "begin and end are then UTF-8 byte offsets in the line's own body. "
      "Exit code 1 where a point must not be shown.\n"
      "  byline check-points --input=drafts.jsonl --format=json\n"
      "  byline check-points articles/bridge-reopens 'The bridge reopens "
      "on Friday.'",
      {"input", "server", "summary_server", "token_file", "timeout", "format"},
      0,
      21,
      Run};
}

}  // namespace byline::cli
