// SPDX-License-Identifier: Apache-2.0

public import CityOrder
public import DutyModel
public import StorePort

/// The statements that pages ask often; public so that a test can look at their plans.
extension SQLCaseStore {
  public static func queueStatement(turn: Int64, limit: Int) -> SQLText {
    """
    SELECT body FROM city_case WHERE turn = \(turn) ORDER BY turn, turn_due, id LIMIT \(limit)
    """
  }

  public static func alertStatement(by moment: Instant, limit: Int) -> SQLText {
    """
    SELECT body FROM city_case WHERE next_alert <= \(moment.milliseconds)
    ORDER BY next_alert, id LIMIT \(limit)
    """
  }

  /// The index holds only what has gone up; SQLite takes it where the statement says so in its words.
  public static func rungStatement(_ rung: CaseRung, limit: Int) -> SQLText {
    """
    SELECT body FROM city_case WHERE rung > 0 AND rung = \(rung.number)
    ORDER BY rung, turn_due, id LIMIT \(limit)
    """
  }

  /// One row of the map, 0.005 degrees of latitude high.
  public static func boxStatement(
    row: Int64, latitudes: ClosedRange<Int64>, longitudes: ClosedRange<Int64>, limit: Int
  ) -> SQLText {
    """
    SELECT body FROM city_case
    WHERE is_open = 1 AND latitude_row = \(row)
      AND longitude BETWEEN \(longitudes.lowerBound) AND \(longitudes.upperBound)
      AND latitude BETWEEN \(latitudes.lowerBound) AND \(latitudes.upperBound)
    LIMIT \(limit)
    """
  }

  public static func searchStatement(_ search: CaseSearch) -> SQLText { search.statement }

  /// What was received in the period, and what was due in it.
  public static func tallyStatements(
    in period: Range<Instant>, by dimension: CaseDimension
  ) -> [SQLText] {
    [TallyQuery.received(in: period, by: dimension), TallyQuery.due(in: period, by: dimension)]
  }
}

extension CaseSearch {
  /// Selects the bodies of what is asked for.
  var statement: SQLText {
    var text = SQLText.Interpolation(literalCapacity: 400, interpolationCount: 8)
    text.appendLiteral("SELECT body FROM city_case WHERE is_public = 1")
    if let ids {
      text.appendLiteral(" AND id IN ")
      text.appendInterpolation(anyOf: ids.map(\.rawValue))
    } else {
      text.appendLiteral(" AND received >= ")
      text.appendInterpolation(received.lowerBound.milliseconds)
      text.appendLiteral(" AND received < ")
      text.appendInterpolation(received.upperBound.milliseconds)
      if let codes {
        text.appendLiteral(" AND code IN ")
        text.appendInterpolation(anyOf: codes.map(\.text))
      }
      if let isEnded {
        text.appendLiteral(" AND is_open = ")
        text.appendInterpolation(!isEnded)
      }
    }
    text.appendLiteral(" ORDER BY received DESC, id DESC LIMIT ")
    text.appendInterpolation(limit)
    text.appendLiteral(" OFFSET ")
    text.appendInterpolation(offset)
    return SQLText(stringInterpolation: text)
  }
}

/// The two counts of an evaluation, each answered from one index alone.
enum TallyQuery {
  static func received(in period: Range<Instant>, by dimension: CaseDimension) -> SQLText {
    query(
      "COUNT(*), CAST(SUM(CASE WHEN opened IS NOT NULL THEN 1 ELSE 0 END) AS BIGINT)",
      where: "received", in: period, by: dimension)
  }

  static func received(_ row: SQLRow) throws(StoreError) -> CaseTally {
    var tally = CaseTally()
    tally.received = Int(try row.integer(1))
    tally.opened = Int(try row.integer(2))
    return tally
  }

  static func due(in period: Range<Instant>, by dimension: CaseDimension) -> SQLText {
    let end = period.upperBound.milliseconds
    func sum(_ condition: String) -> String {
      "CAST(SUM(CASE WHEN \(condition) THEN 1 ELSE 0 END) AS BIGINT)"
    }
    func flag(_ flag: CaseFlag) -> String { "(flags & \(flag.rawValue)) <> 0" }
    let counts = "(flags & \(CaseFlag.onLedger.rawValue)) = 0"
    let closed = "\(counts) AND closed < \(end)"
    let columns = [
      sum(counts), sum(closed), sum("\(closed) AND completed <= due"),
      sum("\(closed) AND \(flag(.reworked))"), sum("\(counts) AND \(flag(.extended))"),
      sum("\(counts) AND \(flag(.returned))"), sum("\(counts) AND \(flag(.buckPassed))"),
      sum("\(counts) AND \(flag(.reopened))"), sum(flag(.onLedger)),
    ]
    return query(
      columns.joined(separator: ", "), where: "opened IS NOT NULL AND due", in: period,
      by: dimension)
  }

  static func due(_ row: SQLRow) throws(StoreError) -> CaseTally {
    var tally = CaseTally()
    tally.due = Int(try row.integer(1))
    tally.closed = Int(try row.integer(2))
    tally.closedOnTime = Int(try row.integer(3))
    tally.reworked = Int(try row.integer(4))
    tally.extended = Int(try row.integer(5))
    tally.returned = Int(try row.integer(6))
    tally.buckPassed = Int(try row.integer(7))
    tally.reopened = Int(try row.integer(8))
    tally.onLedger = Int(try row.integer(9))
    return tally
  }

  /// - Parameters:
  ///   - counts: Columns made of this file's own text alone, never of what people enter.
  ///   - moment: The column whose value lies in the period, after any other condition.
  private static func query(
    _ counts: String, where moment: String, in period: Range<Instant>, by dimension: CaseDimension
  ) -> SQLText {
    var text = SQLText.Interpolation(literalCapacity: 900, interpolationCount: 2)
    text.appendLiteral("SELECT \(column(dimension)) AS grp, \(counts) FROM city_case WHERE ")
    text.appendLiteral("\(moment) >= ")
    text.appendInterpolation(period.lowerBound.milliseconds)
    text.appendLiteral(" AND \(moment.split(separator: " ").last ?? "") < ")
    text.appendInterpolation(period.upperBound.milliseconds)
    text.appendLiteral(" GROUP BY 1")
    return SQLText(stringInterpolation: text)
  }

  private static func column(_ dimension: CaseDimension) -> String {
    switch dimension {
    case .area: "COALESCE(CAST(area AS TEXT), '')"
    case .unit: "COALESCE(CAST(unit AS TEXT), '')"
    case .grid: "COALESCE(grid, '')"
    case .kind: "kind"
    case .role: "role"
    }
  }
}
