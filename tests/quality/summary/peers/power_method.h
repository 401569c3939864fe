// The stationary distribution of a random walk over sentences with jumps to any
// of them, by the power method: what LexRank and TextRank rank by. Pure.
#ifndef BYLINE_TESTS_QUALITY_SUMMARY_PEERS_POWER_METHOD_H_
#define BYLINE_TESTS_QUALITY_SUMMARY_PEERS_POWER_METHOD_H_

#include <cstddef>
#include <vector>

namespace byline::quality {

// Weights of the edges of a graph, row by row: (from, to). None is negative.
class EdgeWeights {
 public:
  explicit EdgeWeights(size_t nodes)
      : nodes_(nodes), weights_(nodes * nodes, 0) {}

  size_t nodes() const { return nodes_; }
  double At(size_t from, size_t to) const {
    return weights_[from * nodes_ + to];
  }
  void Set(size_t from, size_t to, double weight) {
    weights_[from * nodes_ + to] = weight;
  }
  // Both ways.
  void SetBoth(size_t a, size_t b, double weight) {
    Set(a, b, weight);
    Set(b, a, weight);
  }

 private:
  size_t nodes_;
  std::vector<double> weights_;
};

// The walk follows an edge with probability `follow`, in proportion to the
// weights that leave a node, and else jumps to any node; a node without an edge
// jumps always. Iterates until no value changes by more than 1e-6, at most 200
// times. The values sum to 1.
std::vector<double> StationaryDistribution(const EdgeWeights& weights,
                                           double follow);

}  // namespace byline::quality

#endif  // BYLINE_TESTS_QUALITY_SUMMARY_PEERS_POWER_METHOD_H_
