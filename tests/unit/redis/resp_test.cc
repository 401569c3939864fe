#include "common/redis/resp.h"

#include <gtest/gtest.h>

namespace byline {
namespace {

using Kind = RedisReply::Kind;

TEST(RespTest, FormatsAnyBytes) {
  EXPECT_EQ(
      FormatCommand({"SET", "k", std::string("a\0b", 3)}),
      "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$3\r\n" + std::string("a\0b", 3) + "\r\n");
}

TEST(RespTest, ReadsRepliesHoweverTheyAreCut) {
  const std::string bytes =
      "+OK\r\n-ERR no\r\n:17\r\n$3\r\na\nb\r\n$-1\r\n$0\r\n\r\n";
  for (size_t cut = 1; cut <= bytes.size(); ++cut) {
    RespReader reader(1000);
    std::vector<RedisReply> replies;
    for (size_t at = 0; at < bytes.size(); at += cut) {
      reader.Feed(bytes.substr(at, cut));
      while (true) {
        const auto reply = reader.Next();
        ASSERT_TRUE(reply.ok());
        if (!reply->has_value()) break;
        replies.push_back(**reply);
      }
    }
    ASSERT_EQ(replies.size(), 6u) << cut;
    EXPECT_EQ(replies[0].kind, Kind::kStatus);
    EXPECT_EQ(replies[1].kind, Kind::kError);
    EXPECT_EQ(replies[1].text, "ERR no");
    EXPECT_EQ(replies[2].integer, 17);
    EXPECT_EQ(replies[3].text, "a\nb");
    EXPECT_EQ(replies[4].kind, Kind::kNil);
    EXPECT_EQ(replies[5].kind, Kind::kString);
  }
}

TEST(RespTest, RefusesWhatNoCommandOfOursIsAnsweredWith) {
  for (const char* bytes :
       {"*2\r\n$1\r\na\r\n$1\r\nb\r\n", "*1000000000\r\n", "*-1\r\n$1\r\n",
        "HTTP/1.1 400 Bad Request\r\n", "$x\r\n", "$-5\r\n",
        "$99999999999999999999\r\n", "%1\r\n"}) {
    RespReader reader(1000);
    reader.Feed(bytes);
    const auto reply = reader.Next();
    EXPECT_TRUE(!reply.ok() || (*reply)->kind == Kind::kNil) << bytes;
    if (!reply.ok()) {
      reader.Feed("+OK\r\n");
      EXPECT_FALSE(reader.Next().ok()) << "it is of no more use";
    }
  }
}

TEST(RespTest, RefusesMoreThanAllowed) {
  RespReader reader(1000);
  reader.Feed("$5000\r\n");
  ASSERT_TRUE(reader.Next().ok());
  reader.Feed(std::string(1001, 'x'));
  EXPECT_FALSE(reader.Next().ok());
}

}  // namespace
}  // namespace byline
