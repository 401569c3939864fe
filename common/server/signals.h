// SignalWaiter: SIGTERM and SIGINT as an ordinary event of main. To be made
// before any thread starts (threads inherit the blocked signals); SIGPIPE is
// ignored from then on. After Wait has returned, a second signal ends the
// process at once.
#ifndef BYLINE_COMMON_SERVER_SIGNALS_H_
#define BYLINE_COMMON_SERVER_SIGNALS_H_

namespace byline {

class SignalWaiter {
 public:
  SignalWaiter();
  SignalWaiter(const SignalWaiter&) = delete;
  SignalWaiter& operator=(const SignalWaiter&) = delete;

  // Blocks until SIGTERM or SIGINT comes; returns its number.
  int Wait();
};

}  // namespace byline

#endif  // BYLINE_COMMON_SERVER_SIGNALS_H_
