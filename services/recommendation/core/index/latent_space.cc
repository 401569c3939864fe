#include "services/recommendation/core/index/latent_space.h"

#include <Eigen/Dense>
#include <Eigen/SparseCore>
#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <utility>

#include "services/recommendation/core/index/latent_products.h"

namespace byline::recommendation {
namespace {

constexpr size_t kLeastArticles = 100;
constexpr size_t kMostRows = 8'192;
constexpr uint32_t kLeastHolders = 2;
// Directions beyond those that are kept, and rounds, that make them exact.
constexpr int kOversampling = 12;
constexpr int kPowerRounds = 2;

using Sparse = Eigen::SparseMatrix<float, Eigen::RowMajor>;
// By rows: a product with a sparse matrix adds up whole rows.
using Dense =
    Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

// Places of the terms that get a row.
std::vector<uint32_t> ChooseTerms(const std::vector<SparseVector>& sample,
                                  size_t terms) {
  std::vector<uint32_t> holders(terms);
  for (const SparseVector& article : sample) {
    for (const auto& [place, weight] : article) ++holders[place];
  }
  std::vector<uint32_t> chosen;
  for (uint32_t place = 0; place < holders.size(); ++place) {
    if (holders[place] >= kLeastHolders) chosen.push_back(place);
  }
  if (chosen.size() > kMostRows) {
    std::nth_element(chosen.begin(), chosen.begin() + kMostRows, chosen.end(),
                     [&](uint32_t a, uint32_t b) {
                       return holders[a] != holders[b] ? holders[a] > holders[b]
                                                       : a < b;
                     });
    chosen.resize(kMostRows);
    std::sort(chosen.begin(), chosen.end());
  }
  return chosen;
}

// The articles as rows of length 1.
Sparse MakeMatrix(const std::vector<SparseVector>& sample,
                  const std::vector<uint32_t>& row_of, size_t rows) {
  std::vector<Eigen::Triplet<float>> entries;
  for (size_t i = 0; i < sample.size(); ++i) {
    double square = 0;
    for (const auto& [place, weight] : sample[i]) square += weight * weight;
    const auto length = static_cast<float>(std::sqrt(std::max(square, 1e-9)));
    for (const auto& [place, weight] : sample[i]) {
      if (row_of[place] == UINT32_MAX) continue;
      entries.emplace_back(static_cast<int>(i), static_cast<int>(row_of[place]),
                           weight / length);
    }
  }
  Sparse matrix(static_cast<Eigen::Index>(sample.size()),
                static_cast<Eigen::Index>(rows));
  matrix.setFromTriplets(entries.begin(), entries.end());
  return matrix;
}

// An orthonormal basis of the columns' span, by Cholesky's factor of their Gram
// matrix: a tenth of the time of Householder's way, and exact enough where the
// next round orthogonalises again.
Dense Orthonormal(Dense columns) {
  Eigen::MatrixXd gram = (columns.transpose() * columns).cast<double>();
  // Columns that depend on one another count for nothing.
  gram.diagonal().array() += 1e-7 * gram.trace();
  const Eigen::MatrixXd upper = gram.llt().matrixU();
  const Dense inverse =
      upper.triangularView<Eigen::Upper>()
          .solve(Eigen::MatrixXd::Identity(upper.rows(), upper.cols()))
          .cast<float>();
  return columns * inverse;
}

// The right singular vectors of the greatest singular values, as columns.
Dense RightVectors(const Sparse& matrix) {
  const auto most = std::min(matrix.rows(), matrix.cols());
  const auto kept = std::min<Eigen::Index>(
      most, static_cast<Eigen::Index>(kLatentDimensions));
  const auto width = std::min<Eigen::Index>(most, kept + kOversampling);
  // Signs by chance do as well as Gaussian numbers.
  std::mt19937 random(20);
  Dense basis(matrix.cols(), width);
  for (Eigen::Index column = 0; column < width; ++column) {
    for (Eigen::Index row = 0; row < basis.rows(); ++row) {
      basis(row, column) = (random() & 1) != 0 ? 1.0F : -1.0F;
    }
  }
  const Sparse transposed = matrix.transpose();
  basis = Orthonormal(basis);
  for (int round = 0; round < kPowerRounds; ++round) {
    const Dense left = Orthonormal(matrix * basis);
    basis = Orthonormal(transposed * left);
  }
  // Inside the span: the eigenvectors of the small square matrix.
  const Dense image = matrix * basis;
  const Dense square = image.transpose() * image;
  const Eigen::SelfAdjointEigenSolver<Dense> solver(square);
  // Eigenvalues come in rising order.
  return basis * solver.eigenvectors().rightCols(kept).rowwise().reverse();
}

}  // namespace

LatentSpace LatentSpace::Train(const std::vector<SparseVector>& sample,
                               size_t terms) {
  LatentSpace space;
  if (sample.size() < kLeastArticles) return space;
  const std::vector<uint32_t> chosen = ChooseTerms(sample, terms);
  if (chosen.size() < kLatentDimensions) return space;
  space.row_of_.assign(terms, kNoRow);
  for (uint32_t row = 0; row < chosen.size(); ++row) {
    space.row_of_[chosen[row]] = row;
  }
  const Dense vectors =
      RightVectors(MakeMatrix(sample, space.row_of_, chosen.size()));
  space.rows_.resize(chosen.size());
  std::array<float, kLatentDimensions> values{};
  for (size_t row = 0; row < chosen.size(); ++row) {
    for (Eigen::Index i = 0; i < vectors.cols(); ++i) {
      values[static_cast<size_t>(i)] =
          vectors(static_cast<Eigen::Index>(row), i);
    }
    space.rows_[row].scale = Quantise(values, space.rows_[row].values);
  }
  return space;
}

void LatentSpace::Save(SnapshotWriter& writer) const {
  writer.WriteVector(row_of_);
  writer.WriteVector(rows_);
}

bool LatentSpace::Load(SnapshotReader& reader) {
  row_of_ = reader.ReadVector<uint32_t>();
  rows_ = reader.ReadVector<Row>();
  return reader.ok() &&
         std::all_of(row_of_.begin(), row_of_.end(), [this](uint32_t row) {
           return row == kNoRow || row < rows_.size();
         });
}

uint64_t LatentSpace::Digest() const {
  uint64_t hash = rows_.size();
  for (const Row& row : rows_) {
    for (const int8_t value : row.values) {
      hash = (hash ^ static_cast<uint8_t>(value)) * 0x100000001B3;
    }
  }
  return hash;
}

LatentVector LatentSpace::Fold(const SparseVector& article) const {
  SparseVector rows;
  rows.reserve(article.size());
  for (const auto& [place, weight] : article) {
    const uint32_t row = RowOf(place);
    if (row != kNoRow) rows.emplace_back(row, weight);
  }
  return FoldRows(rows);
}

LatentVector LatentSpace::FoldRows(const SparseVector& rows) const {
  // Rows lie anywhere: all are asked for before the first one is read.
  thread_local std::vector<ScaledVector> vectors;
  vectors.clear();
  for (const auto& [number, weight] : rows) {
    const Row& row = rows_[number];
    __builtin_prefetch(&row);
    __builtin_prefetch(row.values.data() + kLatentDimensions / 2);
    __builtin_prefetch(row.values.data() + kLatentDimensions - 1);
  }
  for (const auto& [number, weight] : rows) {
    const Row& row = rows_[number];
    vectors.push_back({&row.values, weight * row.scale});
  }
  LatentVector folded{};
  Quantise(SumOf(vectors), folded);
  return folded;
}

LatentNearness CompareLatent(const LatentVector& a, const LatentVector& b) {
  constexpr size_t kCoarse = kLatentDimensions / 2;
  const LatentProducts coarse = Products(a.data(), b.data());
  LatentProducts fine = Products(a.data() + kCoarse, b.data() + kCoarse);
  fine.dot += coarse.dot;
  fine.a_square += coarse.a_square;
  fine.b_square += coarse.b_square;
  return {fine.Cosine(), coarse.Cosine()};
}

}  // namespace byline::recommendation
