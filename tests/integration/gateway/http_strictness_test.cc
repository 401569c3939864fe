// Sends a public collection of good and bad requests over a socket. It was
// sorted by another server's options, so RFC 9112 decides: each difference
// stands here by name, with its reason.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "services/gateway/http/http_server.h"
#include "tests/integration/gateway/raw_client.h"

namespace byline::gateway {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::Not;

fs::path Folder() {
  const char* data = std::getenv("BYLINE_DATA");
  return fs::path(data != nullptr ? data : "../shared/data") /
         "badinput/http1/gunicorn";
}

// The files drop real line ends and write bytes as \r, \n, \0 and \xNN.
std::string Decode(const std::string& text) {
  std::string bytes;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') continue;
    if (text[i] != '\\' || i + 1 == text.size()) {
      bytes.push_back(text[i]);
      continue;
    }
    const char kind = text[++i];
    if (kind == 'r')
      bytes.push_back('\r');
    else if (kind == 'n')
      bytes.push_back('\n');
    else if (kind == 't')
      bytes.push_back('\t');
    else if (kind == '0')
      bytes.push_back('\0');
    else if (kind == 'x') {
      bytes.push_back(static_cast<char>(
          std::strtol(text.substr(i + 1, 2).c_str(), nullptr, 16)));
      i += 2;
    } else
      bytes.append({'\\', kind});
  }
  return bytes;
}

std::vector<fs::path> Files(const char* folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(Folder() / folder)) {
    if (entry.path().extension() == ".http") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string Read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return Decode(text.str());
}

// Older cases leave out Host, which 1.1 demands; to see what they are about,
// they get one.
std::string WithHost(const std::string& bytes) {
  const size_t line = bytes.find("\r\n");
  if (line == std::string::npos || bytes.find("ost:") != std::string::npos)
    return bytes;
  return bytes.substr(0, line + 2) + "Host: example.com\r\n" +
         bytes.substr(line + 2);
}

class HttpStrictnessTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(Folder())) GTEST_SKIP() << Folder() << " is absent";
    HttpServerOptions options;
    options.address = "127.0.0.1:0";
    options.threads = 1;
    options.head.target_bytes = 4094;
    server_ = std::make_unique<HttpServer>(
        options, [](const Request&, Responder responder) {
          responder.Send(TextResponse(200, "ok\n"));
        });
    ASSERT_TRUE(server_->Start().ok());
  }

  std::vector<int> Send(const std::string& bytes) {
    RawClient client(server_->port());
    client.Send(bytes);
    client.FinishSending();
    return StatusesIn(client.ReadAll());
  }

  std::unique_ptr<HttpServer> server_;
};

TEST_F(HttpStrictnessTest, BadRequestsAreNotAccepted) {
  // Good by RFC 9112 and 9110; refused there by options or limits of that
  // server.
  const std::set<std::string> good_by_rfc = {
      "010.http", "011.http",
      "012.http",  // that server's limits were set to a few fields or bytes
      "017.http", "007.http", "008.http",
      "limit_header_default_01.http",  // a long field line: ours may have 16
                                       // KiB
      "019.http",  // contradicting X-Forwarded-*: read by nobody here
  };
  int refused = 0, accepted = 0;
  for (const fs::path& path : Files("invalid")) {
    const bool is_good = good_by_rfc.count(path.filename()) > 0;
    if (!is_good) {
      EXPECT_THAT(Send(Read(path)), Not(Contains(200))) << path.filename();
    }
    const std::vector<int> statuses = Send(WithHost(Read(path)));
    const bool is_accepted =
        std::count(statuses.begin(), statuses.end(), 200) > 0;
    ++(is_accepted ? accepted : refused);
    EXPECT_EQ(is_accepted, is_good) << path.filename();
    EXPECT_LE(statuses.size(), 1u)
        << path.filename() << ": the connection must close after a refusal";
  }
  std::cout << "bad: " << refused << " refused, " << accepted
            << " accepted (good by RFC 9112)\n";
  EXPECT_EQ(accepted + refused, 74);
}

TEST_F(HttpStrictnessTest,
       GoodRequestsAreAcceptedUnlessRfc9112LetsAServerRefuseThem) {
  // Refused on purpose; each by the letter of the RFC, or where it leaves the
  // choice to the server.
  const std::set<std::string> refused_by_choice = {
      "024.http",  // a head above 16 KiB
      "005.http",
      "009.http",  // "#" is no part of a request target; identity is no coding
      "025.http",
      "025_line.http",  // gzip as transfer coding
      "027.http",       // a byte above 0x7f in the target
      "028.http",       // white space before the colon: 9112 5.1 demands 400
      "029.http",
      "030.http",  // Transfer-Encoding: identity
      "031.http", "031compat.http",
      "031compat2.http",  // invented methods (501)
      "040.http",
      "040_compat.http",  // underscores in names
      "compat_obs_fold.http",
      "compat_obs_fold_huge.http",  // 9112 5.2: reject or replace
      "pp_01.http", "pp_02.http", "pp_04.http",
      "pp_05.http",  // PROXY protocol
      "099.http",    // its Content-Length is greater than what the file holds
      "rfc9112_smuggle_gzip_chunked_01.http",
      "rfc9112_smuggle_te_identity_chunked_01.http",
      "rfc9112_target_absolute_userinfo_01.http",  // 9110 4.2.4: userinfo is
                                                   // treated as an error
      "rfc9112_target_authority_connect_01.http",
      "rfc9112_target_authority_ipv6_01.http",  // CONNECT (405)
  };
  int accepted = 0, refused = 0;
  for (const fs::path& path : Files("valid")) {
    const std::vector<int> statuses = Send(WithHost(Read(path)));
    const bool is_accepted = !statuses.empty() && statuses.front() == 200;
    ++(is_accepted ? accepted : refused);
    EXPECT_EQ(is_accepted, refused_by_choice.count(path.filename()) == 0)
        << path.filename() << " -> " << testing::PrintToString(statuses);
  }
  EXPECT_EQ(accepted + refused, 63);
  std::cout << "good: " << accepted << " accepted, " << refused
            << " refused by choice\n";
}

}  // namespace
}  // namespace byline::gateway
