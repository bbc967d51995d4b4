// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// Which place is checked in which watch of which night: drawn, so that nobody can know beforehand.
///
/// A mixed strategy: place i is drawn with probability in proportion to what may be expected there
/// at night, but no place with more than `cap` (water-filling: what the capped places lose goes to
/// the others in proportion). The cap bounds what anybody who knows the model but not the draw can
/// rely on: at least 1 − cap of the checks are elsewhere. The two watches of a night are drawn
/// without repetition, since two checks at one crossing in one night would tell drivers where the
/// second is. Compare the randomised checkpoints of Pita et al. 2008 (ARMOR, AAMAS), where the
/// probabilities come from a Stackelberg game; here there are no payoffs to learn one from.
struct NightDraw {
  /// By place, adding up to 1.
  let probability: [Double]

  static let cap = 0.25

  init(expected: [Double]) {
    probability = Self.capped(expected, cap: max(Self.cap, 1 / Double(max(1, expected.count))))
  }

  /// Probabilities in proportion to `weights`, none above `cap`.
  static func capped(_ weights: [Double], cap: Double) -> [Double] {
    let positive = weights.map { max($0, 1e-9) }
    var isCapped = weights.map { _ in false }
    while true {
      let free = positive.indices.filter { !isCapped[$0] }
      let left = 1 - cap * Double(positive.count - free.count)
      let sum = free.reduce(0) { $0 + positive[$1] }
      let over = free.filter { positive[$0] / sum * left > cap + 1e-12 }
      if over.isEmpty {
        return positive.indices.map { isCapped[$0] ? cap : positive[$0] / sum * left }
      }
      for place in over { isCapped[place] = true }
    }
  }

  /// One place for each watch of a night; fewer if there are fewer places.
  func night(watches: Int, using generator: inout SeededGenerator) -> [Int] {
    var left = probability.map { Int64($0 * 1e9) + 1 }
    return (0..<min(watches, left.count)).map { _ in
      let place = WeightedDraw(left).next(using: &generator)
      left[place] = 0
      return place
    }
  }
}
