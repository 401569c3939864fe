#include "services/gateway/http/strict_chunks.h"

#include <gtest/gtest.h>

#include <string>

namespace byline::gateway {
namespace {

// Status of the fault; 0: done; -1: more is needed.
int JudgeChunks(const std::string& bytes, size_t* used = nullptr,
                uint64_t limit = 1000) {
  StrictChunks chunks(limit);
  const size_t fed = chunks.Feed(bytes);
  if (used != nullptr) *used = fed;
  if (chunks.fault()) return chunks.fault()->status;
  return chunks.IsDone() ? 0 : -1;
}

TEST(StrictChunksTest, EndsBehindTheTrailers) {
  size_t used;
  EXPECT_EQ(JudgeChunks("5\r\nhello\r\n0\r\n\r\nGET /", &used), 0);
  EXPECT_EQ(used, 15u);
  EXPECT_EQ(JudgeChunks("0\r\nVary: *\r\nX: y\r\n\r\n"), 0);
  EXPECT_EQ(JudgeChunks("000\r\n\r\n"), 0);
  EXPECT_EQ(JudgeChunks("0005\r\nhello\r\n0\r\n\r\n"), 0);
  EXPECT_EQ(JudgeChunks("A\r\n0123456789\r\n0\r\n\r\n"), 0);
}

TEST(StrictChunksTest, WaitsForTheLastByte) {
  const std::string bytes = "5;a=b\r\nhello\r\n0\r\nX: y\r\n\r\n";
  for (size_t size = 0; size < bytes.size(); ++size)
    EXPECT_EQ(JudgeChunks(bytes.substr(0, size)), -1) << size;
  StrictChunks chunks(1000);
  for (const char c : bytes)
    EXPECT_EQ(chunks.Feed(absl::string_view(&c, 1)), 1u);
  EXPECT_TRUE(chunks.IsDone());
}

TEST(StrictChunksTest, ExtensionsKeepToTheGrammar) {
  for (const char* extension : {";a", ";a=b", "; a = b", " ;a", ";a=\"b c\"",
                                ";a=\"\\\"\"", ";a;b=c"}) {
    EXPECT_EQ(JudgeChunks(std::string("1") + extension + "\r\nx\r\n0\r\n\r\n"),
              0)
        << extension;
  }
  for (const char* extension : {" ", ";", "; ", " a", ";a=", ";a=\"b", ";a b",
                                ";a=\x01", ";a=b c", ";a\rb"}) {
    EXPECT_EQ(JudgeChunks(std::string("1") + extension + "\r\nx\r\n0\r\n\r\n"),
              400)
        << extension;
  }
}

TEST(StrictChunksTest, SizesAreHexadecimalDigitsAndNothingElse) {
  for (const char* size : {"", " 5", "+5", "-5", "0x5", "5_0", "g", ";a=b"}) {
    EXPECT_EQ(JudgeChunks(std::string(size) + "\r\nhello\r\n0\r\n\r\n"), 400)
        << size;
  }
}

TEST(StrictChunksTest, ChunksEndWhereTheirSizeSays) {
  EXPECT_EQ(JudgeChunks("4\r\nhello\r\n0\r\n\r\n"), 400);
  EXPECT_EQ(JudgeChunks("5\r\nhello0\r\n\r\n"), 400);
  EXPECT_EQ(JudgeChunks("5\r\nhello\n0\r\n\r\n"), 400);
  EXPECT_EQ(JudgeChunks("5\nhello\r\n0\r\n\r\n"), 400);
}

TEST(StrictChunksTest, TrailersMayNotFrameOrRoute) {
  for (const char* trailer :
       {"Content-Length: 1", "transfer-encoding: chunked", "HOST: x", "a b: c",
        "x", ": y", " folded", "X_Y: z", "X: \x01"}) {
    EXPECT_EQ(JudgeChunks(std::string("0\r\n") + trailer + "\r\n\r\n"), 400)
        << trailer;
  }
}

TEST(StrictChunksTest, TheWholeBodyKeepsToItsLimit) {
  EXPECT_EQ(JudgeChunks("3e9\r\n"), 413);
  EXPECT_EQ(JudgeChunks("ffffffffffffffffffff\r\n"), 413);
  std::string many;
  for (int i = 0; i < 1001; ++i) many += "1\r\nx\r\n";
  EXPECT_EQ(JudgeChunks(many), 413);
  EXPECT_EQ(JudgeChunks("1;" + std::string(5000, 'a') + "\r\n"), 413);
}

}  // namespace
}  // namespace byline::gateway
