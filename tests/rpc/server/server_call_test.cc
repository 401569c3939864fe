#include "common/server/server_call.h"

#include <absl/strings/str_cat.h>
#include <absl/time/clock.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <string>

#include "common/access/token_list.h"
#include "common/base/clock.h"
#include "common/base/errors.h"
#include "common/base/log.h"
#include "common/server/channel.h"
#include "common/server/grpc_status.h"
#include "common/server/server.h"
#include "tests/rpc/server/fake_summaries.h"
#include "tests/testing/temp_folder.h"

namespace byline {
namespace {

using summary::v1::GetSummaryRequest;
using summary::v1::Summary;
using summary::v1::SummaryService;
using ::testing::HasSubstr;
using ::testing::Not;

class ServerCallTest : public ::testing::Test {
 protected:
  ServerCallTest() {
    std::ofstream(token_path_) << TokenLine(Role::kReader, "reader-token", "")
                               << TokenLine(Role::kEditor, "editor-token", "");
    EXPECT_TRUE(tokens_.Load().ok());
    server_.Add(summaries_, SummaryService::service_full_name(), {});
    EXPECT_TRUE(server_.Start().ok());
    stub_ = SummaryService::NewStub(
        MakeChannel(absl::StrCat("127.0.0.1:", server_.port())));
  }

  absl::Status GetSummary(absl::Time deadline, const std::string& request_id,
                          const std::string& token, Summary* response) {
    grpc::ClientContext context;
    PrepareClientContext(context, deadline, request_id, token);
    GetSummaryRequest request;
    request.set_name("articles/one");
    return FromGrpcStatus(stub_->GetSummary(&context, request, response));
  }
  absl::Status GetSummary() {
    Summary response;
    return GetSummary(Soon(), "", "", &response);
  }
  absl::Status Summarize(const std::string& token) {
    grpc::ClientContext context;
    PrepareClientContext(context, Soon(), "", token);
    Summary response;
    return FromGrpcStatus(stub_->Summarize(&context, {}, &response));
  }
  static absl::Time Soon() { return absl::Now() + absl::Seconds(10); }

  const byline::testing::TempFolder folder_;
  const std::string token_path_ = folder_.File("tokens");
  SystemClock clock_;
  Metrics metrics_;
  TokenTable tokens_{token_path_, clock_};
  // What GetSummary does; by default it succeeds.
  FakeSummaries::Body body_ = [](auto&, auto&, auto&) {
    return absl::OkStatus();
  };
  FakeSummaries summaries_{{tokens_, metrics_},
                           [this](auto& call, auto& request, auto& response) {
                             return body_(call, request, response);
                           }};
  GrpcServer server_{{}, metrics_};
  std::unique_ptr<SummaryService::Stub> stub_;
};

TEST_F(ServerCallTest, RequestIdDeadlineAndRoleReachTheMethod) {
  CallContext seen;
  std::string logged_id;
  body_ = [&](ServerCall& call, auto&, auto&) {
    seen = call.context();
    logged_id = CurrentRequestId();
    return absl::OkStatus();
  };
  const absl::Time deadline = absl::Now() + absl::Seconds(7);
  Summary response;
  ASSERT_TRUE(GetSummary(deadline, "page-42", "editor-token", &response).ok());
  EXPECT_EQ(seen.request_id, "page-42");
  EXPECT_EQ(logged_id, "page-42");
  EXPECT_LT(absl::AbsDuration(seen.deadline - deadline), absl::Seconds(1));
  EXPECT_EQ(seen.role, Role::kEditor);
  EXPECT_EQ(seen.token, "editor-token");
}

TEST_F(ServerCallTest, ACallThatAMethodMakesCarriesTheSameRequestId) {
  std::string second_id;
  body_ = [&](ServerCall& call, const GetSummaryRequest& request,
              Summary& response) {
    if (request.point_count() == 0) {
      grpc::ClientContext context;
      PrepareClientContext(context, call.DeadlineWithin(absl::Seconds(5)));
      GetSummaryRequest again;
      again.set_point_count(1);
      return FromGrpcStatus(stub_->GetSummary(&context, again, &response));
    }
    second_id = call.context().request_id;
    return absl::OkStatus();
  };
  Summary response;
  ASSERT_TRUE(GetSummary(Soon(), "page-43", "", &response).ok());
  EXPECT_EQ(second_id, "page-43");
}

TEST_F(ServerCallTest, ACallWithoutIdOrWithABadOneIsGivenOne) {
  std::string seen;
  absl::Time deadline;
  body_ = [&](ServerCall& call, auto&, auto&) {
    seen = call.context().request_id;
    deadline = call.deadline();
    return absl::OkStatus();
  };
  for (const char* id : {"", "has a space", "{\"a\":1}"}) {
    grpc::ClientContext context;
    if (*id != '\0') context.AddMetadata("x-request-id", id);
    Summary response;
    ASSERT_TRUE(stub_->GetSummary(&context, {}, &response).ok());
    EXPECT_TRUE(IsValidRequestId(seen));
    EXPECT_EQ(seen.size(), 32u);
    EXPECT_EQ(deadline, absl::InfiniteFuture());
  }
}

TEST_F(ServerCallTest, AnErrorsReasonAndViolationsReachTheCaller) {
  body_ = [](auto&, auto&, auto&) {
    return InvalidField("point_count", "is -1; 0 to 20");
  };
  const absl::Status status = GetSummary();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(status.message(), "point_count: is -1; 0 to 20");
  EXPECT_EQ(ErrorReason(status), "INVALID_FIELD");
  EXPECT_EQ(ErrorViolations(status),
            (std::vector<FieldViolation>{{"point_count", "is -1; 0 to 20"}}));
}

TEST_F(ServerCallTest, TheLongestErrorGetsThroughTheTrailers) {
  std::vector<FieldViolation> violations;
  for (int i = 0; i < 2000; ++i) {
    violations.push_back({absl::StrCat("blocks[", i, "]"),
                          "\xE4\xB8\xAD\xE6\x96\x87 is not allowed"});
  }
  body_ = [&](auto&, auto&, auto&) { return InvalidFields(violations); };
  const absl::Status status = GetSummary();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
  EXPECT_EQ(ErrorReason(status), "INVALID_FIELD");
  EXPECT_FALSE(ErrorViolations(status).empty());
}

TEST_F(ServerCallTest, ABadTokenIsUnauthenticatedEvenWhereNoneIsNeeded) {
  bool ran = false;
  body_ = [&](auto&, auto&, auto&) {
    ran = true;
    return absl::OkStatus();
  };
  Summary response;
  const absl::Status status = GetSummary(Soon(), "", "revoked", &response);
  EXPECT_EQ(status.code(), absl::StatusCode::kUnauthenticated);
  EXPECT_EQ(ErrorReason(status), "TOKEN_INVALID");
  EXPECT_FALSE(ran);
}

TEST_F(ServerCallTest, AMethodsRoleIsNeededAndNamed) {
  EXPECT_TRUE(Summarize("reader-token").ok());
  EXPECT_TRUE(Summarize("editor-token").ok());
  const absl::Status status = Summarize("");
  EXPECT_EQ(status.code(), absl::StatusCode::kUnauthenticated);
  EXPECT_EQ(ErrorMetadata(status, "needed_role"), "reader");
}

TEST_F(ServerCallTest, APartOfAMethodMayNeedMore) {
  body_ = [](ServerCall& call, auto&, auto&) {
    return call.Require(Role::kAdmin);
  };
  const absl::Status status = Summarize("editor-token");
  EXPECT_EQ(status.code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(ErrorMetadata(status, "needed_role"), "admin");
}

TEST_F(ServerCallTest, CallsAreCountedByMethodAndCode) {
  EXPECT_TRUE(GetSummary().ok());
  EXPECT_TRUE(GetSummary().ok());
  body_ = [](auto&, auto&, auto&) { return absl::NotFoundError("no"); };
  EXPECT_FALSE(GetSummary().ok());
  const std::string text = metrics_.Text();
  const std::string prefix =
      "rpc_server_call_duration_seconds_count{rpc_method=\"byline.summary.v1."
      "SummaryService/GetSummary\",rpc_status_code=";
  EXPECT_THAT(text, HasSubstr(prefix + "\"OK\"} 2\n"));
  EXPECT_THAT(text, HasSubstr(prefix + "\"NOT_FOUND\"} 1\n"));
  EXPECT_THAT(text, Not(HasSubstr("\"INTERNAL\"")));
  EXPECT_THAT(text, HasSubstr("le=\"5e-05\""));
  EXPECT_THAT(text, HasSubstr("le=\"10\""));
}

TEST_F(ServerCallTest, AFailedCallIsOneLineInTheLogWithItsRequestId) {
  body_ = [](auto&, auto&, auto&) {
    return ErrorWithReason(absl::StatusCode::kInternal, "BROKEN",
                           "it \"broke\"\nbadly");
  };
  Summary response;
  ::testing::internal::CaptureStderr();
  EXPECT_FALSE(GetSummary(Soon(), "page-44", "reader-token", &response).ok());
  const std::string log = ::testing::internal::GetCapturedStderr();
  EXPECT_EQ(std::count(log.begin(), log.end(), '\n'), 1) << log;
  EXPECT_THAT(log, HasSubstr("\"request_id\":\"page-44\""));
  EXPECT_THAT(log, HasSubstr("\"rpc_status_code\":\"INTERNAL\""));
  EXPECT_THAT(log, HasSubstr("\"reason\":\"BROKEN\""));
  EXPECT_THAT(log, HasSubstr("\"severity\":\"ERROR\""));
  EXPECT_THAT(log, Not(HasSubstr("reader-token")));
}

TEST_F(ServerCallTest, MessagesUpToTheLimitPassBothWays) {
  body_ = [](auto&, auto&, Summary& response) {
    response.set_name(std::string(20 << 20, 'x'));
    return absl::OkStatus();
  };
  Summary response;
  ASSERT_TRUE(GetSummary(Soon(), "", "", &response).ok());
  EXPECT_EQ(response.name().size(), 20u << 20);
}

}  // namespace
}  // namespace byline
