// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel

/// 综合评价 of a period: each group's counts and rates, with numerator and denominator.
struct CaseEvaluationBody: Codable {
  struct Figure: Codable {
    var key: CaseFigure
    var name: LocalizedName
    var formula: LocalizedName
  }

  struct Result: Codable {
    var figure: CaseFigure
    var numerator: Int
    var denominator: Int
    /// `nil` where fewer than ten cases make a rate of chance.
    var value: Double?
    /// Ends of the 95 % Wilson interval.
    var lower: Double?
    var upper: Double?
  }

  struct Group: Codable {
    /// The group's number or code; empty for cases without one.
    var key: String
    var name: LocalizedName?
    var tally: CaseTally
    var results: [Result]
  }

  /// The first day, and the day after the last.
  var from: String
  var until: String
  var by: CaseDimension
  var figures: [Figure]
  var groups: [Group]
  /// Of all groups together; `nil` for accounts that see only some of the bodies.
  var total: Group?

  init(
    _ rows: [CaseTallyRow], from: CivilDate, until: CivilDate, by dimension: CaseDimension,
    directory: OrderDirectory, hasTotal: Bool
  ) {
    self.from = "\(from)"
    self.until = "\(until)"
    by = dimension
    figures = CaseFigure.allCases.map { Figure(key: $0, name: $0.name, formula: $0.formula) }
    let names = Self.names(of: dimension, directory)
    groups = rows.map { Self.group($0.group, names[$0.group], $0.tally) }
    var sum = CaseTally()
    for row in rows { sum += row.tally }
    total = hasTotal ? Self.group("", nil, sum) : nil
  }

  private static func group(_ key: String, _ name: LocalizedName?, _ tally: CaseTally) -> Group {
    Group(
      key: key, name: name, tally: tally,
      results: CaseFigure.allCases.compactMap { $0.result(of: tally) }.map { result in
        let interval = result.isShown ? result.interval : nil
        return Result(
          figure: result.figure, numerator: result.numerator, denominator: result.denominator,
          value: result.isShown ? result.value : nil, lower: interval?.lower,
          upper: interval?.upper)
      })
  }

  private static func names(
    of dimension: CaseDimension, _ directory: OrderDirectory
  ) -> [String: LocalizedName] {
    let named: [(String, LocalizedName)] =
      switch dimension {
      case .area: directory.areas.map { ($0.id.description, $0.name) }
      case .unit: directory.units.map { ($0.id.description, $0.name) }
      case .grid, .kind, .role: []
      }
    return Dictionary(named, uniquingKeysWith: { first, _ in first })
  }
}
