#include "common/server/signals.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <thread>

namespace byline {
namespace {

class SignalWaiterTest : public ::testing::Test {
 protected:
  // The program runs anew for each death test: no other threads, no mask.
  SignalWaiterTest() { ::testing::FLAGS_gtest_death_test_style = "threadsafe"; }
};

TEST_F(SignalWaiterTest, WaitReturnsTheSignalThatCame) {
  EXPECT_EXIT(
      {
        SignalWaiter signals;
        kill(getpid(), SIGTERM);
        std::exit(signals.Wait() == SIGTERM ? 42 : 1);
      },
      ::testing::ExitedWithCode(42), "");
  EXPECT_EXIT(
      {
        SignalWaiter signals;
        kill(getpid(), SIGINT);
        std::exit(signals.Wait() == SIGINT ? 42 : 1);
      },
      ::testing::ExitedWithCode(42), "");
}

TEST_F(SignalWaiterTest, ASignalWhileThreadsRunGoesToTheWaiter) {
  EXPECT_EXIT(
      {
        SignalWaiter signals;
        std::thread other([] { kill(getpid(), SIGTERM); });
        const int number = signals.Wait();
        other.join();
        std::exit(number == SIGTERM ? 42 : 1);
      },
      ::testing::ExitedWithCode(42), "");
}

TEST_F(SignalWaiterTest, ASecondSignalEndsTheProcess) {
  EXPECT_EXIT(
      {
        SignalWaiter signals;
        kill(getpid(), SIGTERM);
        signals.Wait();
        kill(getpid(), SIGTERM);
        std::exit(1);
      },
      ::testing::KilledBySignal(SIGTERM), "");
}

}  // namespace
}  // namespace byline
