#include "services/gateway/beacon/beacon_body.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace byline::gateway {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(BeaconBodyTest, ReadsEventsAsTheScriptSendsThem) {
  const auto request = ReadBeaconBody(
      R"({"events":[{"eventId":"0123456789ab","kind":"KIND_DWELL",)"
      R"("article":"articles/a","dwell":"12.345s"},)"
      R"({"eventId":"0123456789ac","kind":"KIND_CARD_CLICK",)"
      R"("article":"articles/b","fromArticle":"articles/a","position":3,)"
      R"("sessionId":"fedcba9876543210"}]})");
  ASSERT_TRUE(request.ok());
  ASSERT_EQ(request->events_size(), 2);
  EXPECT_EQ(request->events(0).kind(),
            recommendation::v1::ReaderEvent::KIND_DWELL);
  EXPECT_EQ(request->events(0).dwell().seconds(), 12);
  EXPECT_EQ(request->events(1).from_article(), "articles/a");
  EXPECT_EQ(request->events(1).position(), 3);
}

TEST(BeaconBodyTest, RefusesWhatIsNoSuchJson) {
  for (const std::string& body :
       {std::string(), std::string("x"), std::string("[]"),
        std::string("{\"events\":1}"), std::string("{\"other\":[]}"),
        std::string("{\"events\":[{\"kind\":\"KIND_NONE\"}]}"),
        std::string("{\"events\":[{\"dwell\":\"long\"}]}"),
        std::string("{\"events\":[{\"article\":\"\xff\"}]}"),
        "{\"events\":" + std::string(10'000, '['),
        std::string("{\"events\":[]}\0", 14)}) {
    EXPECT_TRUE(absl::IsInvalidArgument(ReadBeaconBody(body).status())) << body;
  }
}

TEST(BeaconBodyTest, SaysWhatIsWrongOnOneLineWithNothingStrange) {
  const auto message = [](const std::string& body) {
    return std::string(ReadBeaconBody(body).status().message());
  };
  EXPECT_THAT(message("{\"events\":[{\"positoin\":3}]}"),
              HasSubstr("positoin"));
  const std::string strange = message("{\"events\":[{\"\x01\nb\xc3\xa9" +
                                      std::string(400, 'x') + "\":3}]}");
  EXPECT_LT(strange.size(), 300u);
  for (const char c : strange) EXPECT_TRUE(c >= ' ' && c <= '~') << strange;
}

TEST(BeaconBodyTest, TakesTwoTypesWhateverTheirParameters) {
  for (const char* type :
       {"text/plain", "text/plain;charset=UTF-8", "Text/Plain ; x=y",
        "application/json", "application/json; charset=utf-8"}) {
    EXPECT_TRUE(IsBeaconType(type)) << type;
  }
  for (const char* type : {"", "text/html", "application/x-www-form-urlencoded",
                           "text/plainer", "multipart/form-data"}) {
    EXPECT_FALSE(IsBeaconType(type)) << type;
  }
}

TEST(BeaconBodyTest, AnyPageMayReadTheAnswerAndNoneHasACookie) {
  for (const int status : {204, 400, 404, 405, 413, 415, 429, 503}) {
    const Response response = BeaconResponse(status, "Why.");
    EXPECT_THAT(
        *response.head,
        AllOf(HasSubstr("Access-Control-Allow-Origin: *\r\n"),
              HasSubstr("Cache-Control: no-store"),
              Not(HasSubstr("Credentials")), Not(HasSubstr("Set-Cookie"))));
  }
  EXPECT_THAT(*BeaconResponse(204).head,
              AllOf(Not(HasSubstr("Content-Length")),
                    Not(HasSubstr("\nContent-Type"))));
  EXPECT_EQ(BeaconFailure(absl::InvalidArgumentError("x")).status, 400);
  EXPECT_EQ(BeaconFailure(absl::ResourceExhaustedError("x")).status, 429);
  EXPECT_EQ(BeaconFailure(absl::UnavailableError("x")).status, 503);
  EXPECT_EQ(BeaconFailure(absl::UnimplementedError("x")).status, 503);
}

}  // namespace
}  // namespace byline::gateway
