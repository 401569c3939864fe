#include "services/gateway/page/negotiation.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <string>

#include "services/gateway/page/gzip.h"

namespace byline::gateway {
namespace {

TEST(NegotiationTest, GzipIsTakenWhereItIsWelcome) {
  for (const char* field : {"gzip", "GZIP", "deflate, gzip", "gzip;q=0.5",
                            "br;q=1.0, gzip;q=0.8, *;q=0.1", "*", "x-gzip",
                            "gzip;q=0.5, identity;q=0.5"}) {
    EXPECT_TRUE(AcceptsGzip(field)) << field;
  }
  for (const char* field :
       {"", "identity", "gzip;q=0", "gzip; q=0.0", "*;q=0", "br", "gzip;q=0, *",
        "gzip;q=0.3, identity", "gzip;q=x", "gzip;q=2", "gzipx"}) {
    EXPECT_FALSE(AcceptsGzip(field)) << field;
  }
}

TEST(NegotiationTest, EtagsAreComparedWeaklyInLists) {
  for (const char* field :
       {"\"a\"", "W/\"a\"", "\"b\", \"a\"", "\"b\",W/\"a\" ,\"c\"", "*", " * ",
        "\"x,y\", \"a\""}) {
    EXPECT_TRUE(MatchesEtag(field, "\"a\"")) << field;
  }
  for (const char* field : {"", "a", "\"b\"", "\"A\"", "\"a", "\"a-gzip\"",
                            "w/\"a\"", "\"x\"a\""}) {
    EXPECT_FALSE(MatchesEtag(field, "\"a\"")) << field;
  }
}

TEST(GzipTest, WhatItMakesInflatesToTheSame) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += std::to_string(i);
  const std::string compressed = Gzip(text);
  EXPECT_LT(compressed.size(), text.size());
  EXPECT_EQ(compressed, Gzip(text));
  z_stream stream{};
  ASSERT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  std::string inflated(text.size() + 1, '\0');
  stream.next_in =
      reinterpret_cast<Bytef*>(const_cast<char*>(compressed.data()));
  stream.avail_in = static_cast<uInt>(compressed.size());
  stream.next_out = reinterpret_cast<Bytef*>(inflated.data());
  stream.avail_out = static_cast<uInt>(inflated.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  inflated.resize(stream.total_out);
  inflateEnd(&stream);
  EXPECT_EQ(inflated, text);
}

}  // namespace
}  // namespace byline::gateway
