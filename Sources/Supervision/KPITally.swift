// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// Whole-number sums for every scope at once; the order of adding does not matter, and what was
/// added can be taken away again.
public struct KPITally: Sendable {
  struct Sum: Hashable {
    var numerator: Int64 = 0
    var denominator: Int64 = 0
    var cases = 0
    var excluded = 0
    /// How often each value came, for percentiles.
    var values: [Int64: Int] = [:]
  }

  private var sums: [Sum]
  private let tracing: Int?
  private(set) var traced: [TracedCase] = []
  /// How often each case counts: 1, or −1 while cases are taken away, or the number of those that
  /// one stands for.
  var weight = 1

  init(scopes: Int, tracing: Int? = nil) {
    sums = Array(repeating: Sum(), count: scopes)
    self.tracing = tracing
  }

  /// - Parameter scopes: positions in the scorecard's list of scopes.
  mutating func add(
    _ scopes: [Int], numerator: Int64, denominator: Int64 = 1, cases: Int = 1,
    of source: @autoclosure () -> FactReference
  ) {
    for scope in scopes {
      sums[scope].numerator += numerator * Int64(weight)
      sums[scope].denominator += denominator * Int64(weight)
      sums[scope].cases += cases * weight
      if scope == tracing {
        traced.append(
          TracedCase(source: source(), numerator: numerator, denominator: denominator))
      }
    }
  }

  /// A case with a value of its own, for percentiles.
  mutating func add(
    _ scopes: [Int], value: Int64, times: Int = 1, of source: @autoclosure () -> FactReference
  ) {
    for scope in scopes {
      sums[scope].cases += times * weight
      let left = (sums[scope].values[value] ?? 0) + times * weight
      sums[scope].values[value] = left == 0 ? nil : left
      if scope == tracing {
        traced.append(TracedCase(source: source(), numerator: value, denominator: 1))
      }
    }
  }

  /// - Parameter times: how many cases were left out, all of one source.
  mutating func exclude(
    _ scopes: [Int], times: Int = 1, of source: @autoclosure () -> FactReference
  ) {
    for scope in scopes {
      sums[scope].excluded += times * weight
      if scope == tracing {
        traced.append(TracedCase(source: source(), numerator: 0, denominator: 0))
      }
    }
  }

  /// One result a scope that the figure has a meaning for, also where nothing was added.
  func results(of kpi: some CountedKPI, for scopes: [KPIScope]) -> [KPIResult] {
    let definition = kpi.definition
    let dimensions = kpi.dimensions
    return zip(scopes, sums).compactMap { scope, sum in
      guard dimensions.contains(scope.dimension) else { return nil }
      if let percentile = kpi.percentile {
        return sum.quantile(percentile, scale: kpi.scale.numerator, definition, scope)
      }
      return sum.ratio(scale: kpi.scale, definition, scope)
    }
  }
}

extension KPITally.Sum {
  fileprivate func ratio(
    scale: (numerator: Int64, denominator: Int64), _ definition: KPIDefinition, _ scope: KPIScope
  ) -> KPIResult {
    KPIResult(
      definition: definition, scope: scope,
      numerator: Double(numerator) / Double(scale.numerator),
      denominator: definition.measure == .count
        ? 1 : Double(denominator) / Double(scale.denominator),
      cases: cases, excluded: excluded,
      interval: definition.measure == .proportion
        ? .wilson(successes: Int(numerator), cases: Int(denominator)) : nil)
  }

  fileprivate func quantile(
    _ percentile: Int, scale: Int64, _ definition: KPIDefinition, _ scope: KPIScope
  ) -> KPIResult {
    let value = nearestRank(percentile).map { Double($0) / Double(scale) }
    return KPIResult(
      definition: definition, scope: scope, numerator: value ?? 0,
      denominator: value == nil ? 0 : 1, cases: cases, excluded: excluded, interval: nil)
  }

  /// The smallest value that at least `percentile` percent do not exceed.
  private func nearestRank(_ percentile: Int) -> Int64? {
    let rank = (cases * percentile + 99) / 100
    var passed = 0
    for (value, times) in values.sorted(by: { $0.key < $1.key }) {
      passed += times
      if passed >= rank { return value }
    }
    return nil
  }
}
