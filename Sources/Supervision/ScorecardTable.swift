// SPDX-License-Identifier: Apache-2.0

import CSVText
import DutyModel
import DutyPlanning
import Operations

/// A scorecard as rows and columns for CSV and XLSX. Every row carries what it was asked with and
/// the versions it rests on, so that it can be made again, and the address that opens its cases.
public struct ScorecardTable: Sendable {
  public static let columns = [
    "kpi", "name_zh", "name_en", "scope", "scope_key", "value", "unit", "numerator", "denominator",
    "cases", "excluded", "lower95", "upper95", "gap", "measure", "formula_zh", "definition_version",
    "authority", "period_start", "period_end", "scorecard_version", "plan_version",
    "roster_version", "is_demo_data", "cases_query",
  ]

  /// A cell is a text, a number, or empty.
  public enum Cell: Hashable, Sendable {
    case text(String)
    case number(Double)
    case empty
  }

  public let rows: [[Cell]]

  public init(_ card: Scorecard) {
    rows = card.results.map { result in
      let one = result.definition
      return [
        .text(one.id), .text(one.name.chinese), .text(one.name.english),
        .text(result.scope.dimension.rawValue), .text(result.scope.key), Cell(result.value),
        .text(one.unit.chinese), .number(result.numerator), .number(result.denominator),
        .number(Double(result.cases)), .number(Double(result.excluded)),
        Cell(result.interval?.lower), Cell(result.interval?.upper),
        result.gap.map { .text($0.rawValue) } ?? .empty, .text(one.measure.rawValue),
        .text(one.formula.chinese), .number(Double(one.version)),
        one.authority.map { .text($0) } ?? .empty, .text("\(card.period.start)"),
        .text("\(card.period.end)"), .text(card.version.digest), .text(card.plan.digest),
        .text(card.roster.digest), .text(card.isDemoData ? "true" : "false"),
        .text(
          "/supervision.html?figure=\(one.id)&\(result.scope.query)&from=\(card.period.start)"
            + "&to=\(card.period.end)" + card.choice(of: one)),
      ]
    }
  }

  public var csv: String {
    CSVWriter.text([Self.columns] + rows.map { $0.map(\.csv) })
  }
}

extension ScorecardTable.Cell {
  init(_ value: Double?) {
    self = value.map { .number($0) } ?? .empty
  }

  /// With a point and no exponent for whole numbers, the same in every locale.
  var csv: String {
    switch self {
    case .empty: ""
    case .number(let value):
      value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
    case .text(let text): CSVWriter.field(text)
    }
  }
}

extension Scorecard {
  /// What a figure is opened with: its scope, and where two stand side by side which of them.
  public func query(of result: KPIResult) -> String {
    result.scope.query + choice(of: result.definition)
  }

  /// Which of two figures of one key an address means; nothing where there is only one.
  fileprivate func choice(of definition: KPIDefinition) -> String {
    if definition.authority != nil { return "&definition=local" }
    let isReplaced = local?.definitions.contains { $0.kpi == definition.id } ?? false
    return isReplaced ? "&definition=ours" : ""
  }
}

extension KPIScope {
  /// The area's, unit's or place's number, the mode's or hour's name; empty for the detachment.
  public var key: String {
    switch self {
    case .detachment: ""
    case .area(let id): "\(id)"
    case .brigade(let id), .squadron(let id): "\(id)"
    case .place(let place, let mode): "\(mode.rawValue)/\(place.form.rawValue)/\(place.number)"
    case .mode(let mode): mode.rawValue
    case .hour(let hour): "\(hour)"
    }
  }
}
