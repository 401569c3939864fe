#include "common/server/signals.h"

#include <pthread.h>

#include <csignal>

namespace byline {
namespace {

sigset_t StopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

}  // namespace

SignalWaiter::SignalWaiter() {
  const sigset_t signals = StopSignals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  // A parent may have left it ignored, and then it would never come.
  std::signal(SIGTERM, SIG_DFL);
}

int SignalWaiter::Wait() {
  const sigset_t signals = StopSignals();
  int number = 0;
  while (sigwait(&signals, &number) != 0) {
  }
  // Whoever asks a second time does not want to wait for the drain.
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
  return number;
}

}  // namespace byline
