// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// Whole-number sums for every scope at once; the order of adding does not matter.
struct ScopedTally {
  struct Sum {
    var numerator: Int64 = 0
    var denominator: Int64 = 0
    var cases = 0
    var excluded = 0
  }

  private var sums: [KPIScope: Sum] = [:]

  mutating func add(
    _ scopes: [KPIScope], numerator: Int64, denominator: Int64 = 1, cases: Int = 1
  ) {
    for scope in scopes {
      sums[scope, default: Sum()].numerator += numerator
      sums[scope, default: Sum()].denominator += denominator
      sums[scope, default: Sum()].cases += cases
    }
  }

  mutating func exclude(_ scopes: [KPIScope]) {
    for scope in scopes { sums[scope, default: Sum()].excluded += 1 }
  }

  /// One result a scope, also where nothing was added.
  func results(_ definition: KPIDefinition, for scopes: [KPIScope]) -> [KPIResult] {
    scopes.map { scope in
      let sum = sums[scope] ?? Sum()
      let isProportion = definition.measure == .proportion
      let isCount = definition.measure == .count
      return KPIResult(
        definition: definition, scope: scope, numerator: Double(sum.numerator),
        denominator: isCount ? 1 : Double(sum.denominator), cases: sum.cases,
        excluded: sum.excluded,
        interval: isProportion
          ? .wilson(successes: Int(sum.numerator), cases: Int(sum.denominator)) : nil)
    }
  }
}
