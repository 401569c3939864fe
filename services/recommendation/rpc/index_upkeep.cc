#include "services/recommendation/rpc/index_upkeep.h"

#include <chrono>

namespace byline::recommendation {
namespace {

constexpr std::chrono::seconds kEvery(1);

}  // namespace

IndexUpkeep::~IndexUpkeep() { Stop(); }

void IndexUpkeep::Start() {
  thread_ = std::thread([this] { Run(); });
}

void IndexUpkeep::Stop() {
  {
    const MutexLock lock(mutex_);
    stopping_ = true;
    changed_.NotifyAll();
  }
  if (thread_.joinable()) thread_.join();
}

void IndexUpkeep::Hurry() {
  const MutexLock lock(mutex_);
  hurried_ = true;
  changed_.NotifyAll();
}

void IndexUpkeep::Run() {
  while (true) {
    {
      MutexLock lock(mutex_);
      if (!stopping_ && !hurried_) changed_.WaitFor(mutex_, kEvery);
      if (stopping_) return;
      hurried_ = false;
    }
    index_.Maintain();
  }
}

}  // namespace byline::recommendation
