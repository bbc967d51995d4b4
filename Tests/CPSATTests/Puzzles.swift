// SPDX-License-Identifier: Apache-2.0

import CPSAT

/// Models that take the solver a while.
enum Puzzles {
  /// A Costas array: a permutation whose difference triangle has no repetition in any row.
  static func costas(order: Int) -> CPModel {
    var model = CPModel()
    let rows = (0..<order).map { model.newInteger(in: 1...order, "row \($0)") }
    model.add(allDifferent: rows)
    for lag in 1..<(order - 1) {
      let differences = (0..<(order - lag)).map { index in
        let difference = model.newInteger(in: -order...order)
        model.add(difference == rows[index + lag] - rows[index])
        return difference
      }
      model.add(allDifferent: differences)
    }
    return model
  }

  /// Places of marks on a ruler all of whose distances differ, the ruler as short as can be. With 13
  /// marks the proof takes far longer than any test.
  static func golombRuler(marks count: Int) -> CPModel {
    var model = CPModel()
    let longest = count * count
    let marks = (0..<count).map { model.newInteger(in: 0...longest, "mark \($0)") }
    model.add(marks[0] == 0)
    var distances: [CPVariable] = []
    for right in 1..<count {
      model.add(marks[right] >= marks[right - 1] + 1)
      for left in 0..<right {
        let distance = model.newInteger(in: 1...longest)
        model.add(distance == marks[right] - marks[left])
        distances.append(distance)
      }
    }
    model.add(allDifferent: distances)
    model.minimize(marks[count - 1])
    return model
  }
}
