#include "common/server/flags.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "common/server/startup.h"

namespace byline {
namespace {

using ::testing::ExitedWithCode;

ServerFlags ParseWords(std::vector<std::string> words) {
  words.insert(words.begin(), "byline-test");
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  return ParseServerFlags(
      static_cast<int>(words.size()), argv.data(), "A test.",
      {.listen = "127.0.0.1:50051", .admin_listen = "127.0.0.1:9051"});
}

// Exits with 0 if the flags are taken, so that each test sees a fresh process.
void ExitAfterParsing(const std::vector<std::string>& words) {
  const ServerFlags flags = ParseWords(words);
  std::fprintf(
      stderr, "%s|%s|%s|%s|%s", flags.listen.c_str(),
      flags.admin_listen.c_str(), absl::FormatDuration(flags.max_stale).c_str(),
      absl::FormatDuration(flags.drain).c_str(), flags.fragment_key.c_str());
  std::exit(0);
}

class ServerFlagsTest : public ::testing::Test {
 protected:
  ServerFlagsTest() { ::testing::FLAGS_gtest_death_test_style = "threadsafe"; }
};

TEST_F(ServerFlagsTest, DefaultsAreTheProgramsOwn) {
  EXPECT_EXIT(ExitAfterParsing({}), ExitedWithCode(0),
              "127.0.0.1:50051.127.0.0.1:9051.10m.15s");
}

TEST_F(ServerFlagsTest, GivenFlagsWin) {
  EXPECT_EXIT(ExitAfterParsing({"--listen=[::1]:0", "--admin_listen", "none",
                                "--max_stale=90s", "--drain_seconds=3"}),
              ExitedWithCode(0), ".::1.:0..1m30s.3s");
}

TEST_F(ServerFlagsTest, ABadValueExitsWithTwoAndSaysWhatIsRight) {
  EXPECT_EXIT(ExitAfterParsing({"--listen=50051"}), ExitedWithCode(2),
              "--listen must be host:port, such as .*, not \"50051\"");
  EXPECT_EXIT(ExitAfterParsing({"--redis=somewhere"}), ExitedWithCode(2),
              "--redis must be host:port");
  EXPECT_EXIT(ExitAfterParsing({"--max_stale=-1s"}), ExitedWithCode(2),
              "--max_stale must be 0 or more");
  EXPECT_EXIT(ExitAfterParsing({"--drain_seconds=4000"}), ExitedWithCode(2),
              "--drain_seconds must be from 0 to 3600, not 4000");
  EXPECT_EXIT(ExitAfterParsing({"--log_level=loud"}), ExitedWithCode(2),
              "debug, info, warning or error, not \"loud\"");
}

TEST_F(ServerFlagsTest, WhatCannotBeParsedExitsWithTwoToo) {
  EXPECT_EXIT(ExitAfterParsing({"--drain_seconds=soon"}), ExitedWithCode(2),
              "drain_seconds");
  EXPECT_EXIT(ExitAfterParsing({"--no_such_flag=1"}), ExitedWithCode(2),
              "no_such_flag");
  EXPECT_EXIT(ExitAfterParsing({"word"}), ExitedWithCode(2), "\"word\"");
}

TEST_F(ServerFlagsTest, HelpIsNoFault) {
  EXPECT_EXIT(ExitAfterParsing({"--help"}), ExitedWithCode(0), "");
}

TEST_F(ServerFlagsTest, SecretsAreReadFromTheirFiles) {
  const std::string path = ::testing::TempDir() + "/flags_test.key";
  const std::string key(32, 'k');
  std::ofstream(path) << key << "\n";
  EXPECT_EXIT(ExitAfterParsing({"--fragment_key_file=" + path}),
              ExitedWithCode(0), key);
  std::ofstream(path) << "short\n";
  EXPECT_EXIT(ExitAfterParsing({"--fragment_key_file=" + path}),
              ExitedWithCode(1), "at least 32 characters, not 5");
  EXPECT_EXIT(ExitAfterParsing({"--service_token_file=/nowhere"}),
              ExitedWithCode(1), "/nowhere");
}

TEST_F(ServerFlagsTest, AFaultOfTheStartIsOneLineAndExitsWithOne) {
  EXPECT_EXIT(ExitOnError(absl::UnavailableError("cannot\nlisten")),
              ExitedWithCode(1), ": cannot listen\n$");
}

TEST(CheckAddressTest, TakesHostAndPortOnly) {
  for (const char* good : {"127.0.0.1:0", "localhost:65535", "[::1]:80",
                           "unix:/run/byline.sock"}) {
    EXPECT_TRUE(CheckAddress("listen", good).ok()) << good;
  }
  for (const char* bad : {"", ":80", "host", "host:", "host:65536", "host:-1",
                          "host:http", "::1:80", "unix:"}) {
    EXPECT_FALSE(CheckAddress("listen", bad).ok()) << bad;
  }
}

}  // namespace
}  // namespace byline
