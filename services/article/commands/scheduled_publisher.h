// ScheduledPublisher: makes scheduled articles visible at their time. A thread
// asks the store for due ones several times a second, so that neither a restart
// nor a clock that was set matters. Thread-safe. Commands, store and clock must
// outlive it.
#ifndef BYLINE_SERVICES_ARTICLE_COMMANDS_SCHEDULED_PUBLISHER_H_
#define BYLINE_SERVICES_ARTICLE_COMMANDS_SCHEDULED_PUBLISHER_H_

#include "common/base/clock.h"
#include "common/base/periodic_thread.h"
#include "services/article/commands/article_commands.h"
#include "services/article/store/article_store.h"

namespace byline::article {

class ScheduledPublisher {
 public:
  ScheduledPublisher(ArticleCommands& commands, const ArticleStore& store,
                     const Clock& clock);

  // Starts the thread; once.
  void Start() { thread_.Start(); }
  void Stop() { thread_.Stop(); }

  // Publishes what is due now, one write an article; how many were tried. One
  // that fails is logged and tried again by the next step.
  int Step();

 private:
  ArticleCommands& commands_;
  const ArticleStore& store_;
  const Clock& clock_;
  PeriodicThread thread_;
};

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_COMMANDS_SCHEDULED_PUBLISHER_H_
