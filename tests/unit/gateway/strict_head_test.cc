#include "services/gateway/http/strict_head.h"

#include <absl/strings/str_cat.h>
#include <gtest/gtest.h>

#include <string>

namespace byline::gateway {
namespace {

// Status of the fault; 0 where the head is accepted.
int Judge(const std::string& bytes, RequestHead* head = nullptr) {
  RequestHead local;
  const auto fault =
      JudgeHead(bytes, HeadLimits{}, head == nullptr ? &local : head);
  return fault ? fault->status : 0;
}

int JudgeTarget(const std::string& target) {
  return Judge(absl::StrCat("GET ", target, " HTTP/1.1\r\nHost: x\r\n\r\n"));
}

int JudgeField(const std::string& line, const std::string& method = "POST",
               const std::string& version = "1.1") {
  return Judge(absl::StrCat(method, " / HTTP/", version, "\r\nHost: x\r\n",
                            line, "\r\n\r\n"));
}

TEST(StrictHeadTest, TakesARequestApart) {
  const std::string bytes =
      "GET /a/b?c=d&e HTTP/1.1\r\nHost: Example.com:80\r\nX-Empty:\r\nAccept: "
      "\t text/html \t\r\n\r\n";
  RequestHead head;
  ASSERT_EQ(Judge(bytes, &head), 0);
  EXPECT_EQ(head.method, Method::kGet);
  EXPECT_EQ(head.path, "/a/b");
  EXPECT_EQ(head.query, "c=d&e");
  EXPECT_EQ(head.host, "Example.com:80");
  EXPECT_EQ(head.Field("accept"), "text/html");
  EXPECT_EQ(head.Field("X-EMPTY"), "");
  EXPECT_EQ(head.Field("absent"), "");
  EXPECT_TRUE(head.keep_alive);
  EXPECT_FALSE(head.chunked);
}

TEST(StrictHeadTest, TheAbsoluteFormCountsMoreThanTheHostField) {
  const std::string bytes =
      "GET http://a.example:8080/p?q HTTP/1.1\r\nHost: b.example\r\n\r\n";
  RequestHead head;
  ASSERT_EQ(Judge(bytes, &head), 0);
  EXPECT_EQ(head.host, "a.example:8080");
  EXPECT_EQ(head.path, "/p");
  EXPECT_EQ(head.query, "q");
  const std::string bare = "GET https://[::1] HTTP/1.1\r\nHost: x\r\n\r\n";
  ASSERT_EQ(Judge(bare, &head), 0);
  EXPECT_EQ(head.path, "/");
  EXPECT_EQ(JudgeTarget("http://a?b"), 0);
  EXPECT_EQ(JudgeTarget("http://user@a/"), 400);
  EXPECT_EQ(JudgeTarget("http:///p"), 400);
  EXPECT_EQ(JudgeTarget("ftp://a/"), 400);
}

TEST(StrictHeadTest, TargetsWithRoomForDoubtAreRefused) {
  for (const char* target : {"foo",     "foo/bar",
                             "*",       "/a b",
                             "/a\tb",   "/a\\b",
                             "/a%5Cb",  "/a#b",
                             "/%",      "/%4",
                             "/%zz",    "/%00",
                             "/?%00",   "/?%",
                             "/\x7f",   "/\xc3\xa9",
                             "/..",     "/.",
                             "/a/../b", "/a/./b",
                             "/%2e%2e", "/a/%2E./b",
                             "/a/.%2e", "/a%2f..%2fb",
                             "//..",    "example.com:443"}) {
    EXPECT_EQ(JudgeTarget(target), 400) << target;
  }
  for (const char* target : {"/", "//", "/a..b", "/...", "/.a", "/a?x=../..",
                             "/%20", "/a:b", "/a;b=c", "/?a=%2e"}) {
    EXPECT_EQ(JudgeTarget(target), 0) << target;
  }
  EXPECT_EQ(JudgeTarget("/" + std::string(8000, 'a')), 414);
}

TEST(StrictHeadTest, MethodsAreOnAList) {
  const auto judge = [](const std::string& method) {
    return Judge(method + " / HTTP/1.1\r\nHost: x\r\n\r\n");
  };
  for (const char* method :
       {"GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE"})
    EXPECT_EQ(judge(method), 0) << method;
  EXPECT_EQ(judge("CONNECT"), 405);
  for (const char* method : {"get", "GETX", "-x"})
    EXPECT_EQ(judge(method), 501) << method;
  for (const char* method : {"G:T", "", "G\xc3T"})
    EXPECT_EQ(judge(method), 400) << method;
  EXPECT_EQ(Judge("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n"), 0);
}

TEST(StrictHeadTest, RequestLinesHaveOneFormOnly) {
  for (const char* line :
       {"GET", "GET /", "GET  / HTTP/1.1", "GET / HTTP/1.1 ", "GET /  HTTP/1.1",
        "GET /\tHTTP/1.1", " GET / HTTP/1.1", "GET / http/1.1",
        "GET / HTTP/1.10", "GET / HTTP/11", "GET / FTP/1.1"}) {
    EXPECT_EQ(Judge(absl::StrCat(line, "\r\nHost: x\r\n\r\n")), 400) << line;
  }
  for (const char* version : {"2.0", "0.9", "1.2", "3.0"}) {
    EXPECT_EQ(
        Judge(absl::StrCat("GET / HTTP/", version, "\r\nHost: x\r\n\r\n")), 505)
        << version;
  }
}

TEST(StrictHeadTest, OneValidHostIsNeededOnHttp11) {
  EXPECT_EQ(Judge("GET / HTTP/1.1\r\n\r\n"), 400);
  EXPECT_EQ(Judge("GET / HTTP/1.0\r\n\r\n"), 0);
  EXPECT_EQ(JudgeField("Host: x"), 400);
  const auto judge = [](const std::string& host) {
    return Judge(absl::StrCat("GET / HTTP/1.1\r\nHost: ", host, "\r\n\r\n"));
  };
  for (const char* host :
       {"", "a", "a:1", "a:", "[::1]", "[::1]:80", "a.b-c_d", "%41"})
    EXPECT_EQ(judge(host), 0) << host;
  for (const char* host :
       {"a b", "a/b", "a@b", "a:b", "a:1:2", "a:123456", "[::1", "[]", "[g]",
        "[::1]x", "%4", "a?b", "\xc3\xa9", "a\\b"}) {
    EXPECT_EQ(judge(host), 400) << host;
  }
}

TEST(StrictHeadTest, FramingHasOneReading) {
  EXPECT_EQ(JudgeField("Content-Length: 5"), 0);
  EXPECT_EQ(JudgeField("Content-Length: 05"), 0);
  EXPECT_EQ(JudgeField("Transfer-Encoding: chunked"), 0);
  EXPECT_EQ(JudgeField("Transfer-Encoding: CHUNKED"), 0);
  for (const char* lines :
       {"Content-Length: 5, 5", "Content-Length: +5", "Content-Length: -5",
        "Content-Length: 5 5", "Content-Length: 0x5",
        "Content-Length:", "Content-Length: 99999999999999999999",
        "Content-Length: 5\r\nContent-Length: 5",
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 5",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: chunked, identity", "Transfer-Encoding: identity",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: \x0b"
        "chunked",
        "Transfer-Encoding:",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked;a=b"}) {
    EXPECT_EQ(JudgeField(lines), 400) << lines;
  }
  EXPECT_EQ(JudgeField("Transfer-Encoding: chunked", "POST", "1.0"), 400);
}

TEST(StrictHeadTest, FieldLinesHaveOneFormOnly) {
  for (const char* line : {" X: folded", "\tX: folded", "X : 1", "X", ":1",
                           "X_Y: 1", "X(Y): 1", "X: a\x01", "X: a\x7f",
                           "X: a\rb", "X: a\nb", "\xc3X: 1", "A: b\r\n c"}) {
    EXPECT_EQ(JudgeField(line), 400) << line;
  }
  EXPECT_EQ(JudgeField(std::string("X: a\0b", 6)), 400);
  for (const char* line :
       {"X.Custom|Pipe: ok", "X: caf\xc3\xa9", "X:\ta\tb\t", "X:"})
    EXPECT_EQ(JudgeField(line), 0) << line;
  EXPECT_EQ(JudgeField("Content-Type: a\r\nContent-Type: b"), 400);
  EXPECT_EQ(JudgeField("Authorization: a\r\nauthorization: b"), 400);
  std::string many;
  for (int i = 0; i < 100; ++i) absl::StrAppend(&many, "X: 1\r\n");
  EXPECT_EQ(JudgeField(many + "X: 1"), 431);
}

TEST(StrictHeadTest, ConnectionsStayOpenUnlessClosedOrOld) {
  RequestHead head;
  Judge("GET / HTTP/1.1\r\nHost: x\r\nConnection: keep-alive, Close\r\n\r\n",
        &head);
  EXPECT_FALSE(head.keep_alive);
  Judge("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", &head);
  EXPECT_FALSE(head.keep_alive);
}

TEST(StrictHeadTest, TheEndOfTheHeadIsFoundHoweverTheBytesCome) {
  const std::string bytes = "GET / HTTP/1.1\r\nHost: x\r\n\r\nrest";
  size_t scanned = 0;
  for (size_t size = 0; size < bytes.size() - 4; ++size) {
    const HeadEnd end = FindHeadEnd(absl::string_view(bytes).substr(0, size),
                                    HeadLimits{}, &scanned);
    EXPECT_FALSE(end.size || end.fault) << size;
  }
  EXPECT_EQ(*FindHeadEnd(bytes, HeadLimits{}, &scanned).size, bytes.size() - 4);
}

TEST(StrictHeadTest, ABareLineFeedIsRefusedWithoutWaiting) {
  size_t scanned = 0;
  EXPECT_EQ(
      FindHeadEnd("GET / HTTP/1.1\n", HeadLimits{}, &scanned).fault->status,
      400);
}

TEST(StrictHeadTest, AHeadAboveTheLimitIsRefused) {
  HeadLimits limits;
  limits.head_bytes = 100;
  size_t scanned = 0;
  EXPECT_EQ(FindHeadEnd(std::string(100, 'a'), limits, &scanned).fault->status,
            414);
  scanned = 0;
  EXPECT_EQ(FindHeadEnd("GET / HTTP/1.1\r\nX: " + std::string(100, 'a'), limits,
                        &scanned)
                .fault->status,
            431);
}

}  // namespace
}  // namespace byline::gateway
