// SPDX-License-Identifier: Apache-2.0

extension SelectionBounds {
  var hasQuotas: Bool {
    minimum.contains { $0 > 0 } || maximum.contains { $0 < limit }
  }

  /// Whether too much was chosen already, or too much is asked for.
  var areBroken: Bool {
    limit < 0 || maximum.contains { $0 < 0 } || minimum.reduce(0, +) > limit
  }

  /// What may still be chosen once sites of these groups are.
  func after(choosing groups: [Int]) -> SelectionBounds {
    var rest = self
    rest.limit -= groups.count
    for group in groups where group >= 0 {
      rest.minimum[group] = max(0, rest.minimum[group] - 1)
      if rest.maximum[group] != .max { rest.maximum[group] -= 1 }
    }
    return rest
  }
}
