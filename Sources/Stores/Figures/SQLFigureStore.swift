// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import StorePort
public import Supervision

/// Published figures as rows, for programs that read the database: `report_figure` and its sisters.
public struct SQLFigureStore: Sendable {
  private let database: any SQLDatabase

  /// - Parameter database: Already brought up to date by `SchemaUpgrade`.
  public init(_ database: any SQLDatabase) { self.database = database }

  /// Writes the figures of a scorecard's period in place of those that an earlier one left there.
  ///
  /// - Parameter organization: whose areas and units the figures are of; their names are written.
  public func keep(
    _ card: Scorecard, of organization: Organization, at now: Instant
  ) async throws {
    let names = Dictionary(
      organization.areas.map { (KPIScope.area($0.id), $0.name.chinese) }
        + organization.units.flatMap { unit in
          [KPIScope.brigade(unit.id), .squadron(unit.id)].map { ($0, unit.name.chinese) }
        }, uniquingKeysWith: { first, _ in first })
    let from = organization.clock.instant(of: card.period.start).milliseconds
    let until = organization.clock.instant(of: card.period.end).milliseconds
    let rows = card.results.map { result in
      insertion(
        of: result, in: card, name: names[result.scope] ?? "", from: from, until: until, at: now)
    }
    try await database.write { session in
      try session.execute(
        """
        DELETE FROM supervision_figure WHERE period_from = \(from) AND period_until = \(until)
        """)
      try session.executeAll(rows)
    }
  }

  private func insertion(
    of result: KPIResult, in card: Scorecard, name: String, from: Int64, until: Int64,
    at now: Instant
  ) -> SQLText {
    let one = result.definition
    let (lower, upper) = (result.interval?.lower, result.interval?.upper)
    let gap = result.gap?.rawValue
    return """
      INSERT INTO supervision_figure (
        period_from, period_until, kpi, definition_version, authority, address, scope, scope_name,
        kpi_name, unit, measure, numerator, denominator, cases, excluded, value, lower95, upper95,
        gap, scorecard, is_demo_data, written
      ) VALUES (
        \(from), \(until), \(one.id), \(one.version), \(one.authority ?? ""),
        \(card.query(of: result)), \(result.scope.dimension.rawValue), \(name), \(one.name.chinese),
        \(one.unit.chinese), \(one.measure.rawValue), \(result.numerator), \(result.denominator),
        \(result.cases), \(result.excluded), \(result.value.sqlValue), \(lower.sqlValue),
        \(upper.sqlValue), \(gap.sqlValue), \(card.version.digest),
        \(card.isDemoData), \(now.milliseconds)
      )
      """
  }
}
