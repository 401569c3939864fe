#include "tests/quality/summary/peers/power_method.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace byline::quality {
namespace {

constexpr double kConverged = 1e-6;
constexpr int kMostIterations = 200;

std::vector<double> OutgoingWeights(const EdgeWeights& weights) {
  std::vector<double> outgoing(weights.nodes(), 0);
  for (size_t from = 0; from < weights.nodes(); ++from) {
    for (size_t to = 0; to < weights.nodes(); ++to)
      outgoing[from] += weights.At(from, to);
  }
  return outgoing;
}

}  // namespace

std::vector<double> StationaryDistribution(const EdgeWeights& weights,
                                           double follow) {
  const size_t nodes = weights.nodes();
  if (nodes == 0) return {};
  const std::vector<double> outgoing = OutgoingWeights(weights);
  const auto count = static_cast<double>(nodes);
  std::vector<double> values(nodes, 1 / count);
  for (int iteration = 0; iteration < kMostIterations; ++iteration) {
    double jumping = 1 - follow;
    for (size_t from = 0; from < nodes; ++from) {
      if (outgoing[from] == 0) jumping += follow * values[from];
    }
    std::vector<double> next(nodes, jumping / count);
    for (size_t from = 0; from < nodes; ++from) {
      if (outgoing[from] == 0) continue;
      const double flow = follow * values[from] / outgoing[from];
      for (size_t to = 0; to < nodes; ++to)
        next[to] += flow * weights.At(from, to);
    }
    double change = 0;
    for (size_t i = 0; i < nodes; ++i)
      change = std::max(change, std::abs(next[i] - values[i]));
    values = std::move(next);
    if (change <= kConverged) break;
  }
  return values;
}

}  // namespace byline::quality
