// SPDX-License-Identifier: Apache-2.0

public import CityOrder
public import DutyModel
public import Operations
public import StorePort

extension SQLCaseStore {
  public func updates(_ search: CaseUpdateSearch) async throws(CaseStoreError) -> [CaseUpdate] {
    let statement = Self.updateStatement(search)
    return try await CaseStoreError.translated {
      try await database.read { session in
        try session.rows(statement).map { row in
          CaseUpdate(
            id: ID(rawValue: try row.integer(0)), number: Int(try row.integer(1)),
            event: try CaseText.decode(CaseEvent.self, from: row.text(2)))
        }
      }
    }
  }

  /// From the steps of the time to their cases: SQLite takes a CROSS JOIN in the order that is written, and would
  /// otherwise read every public case.
  public static func updateStatement(_ search: CaseUpdateSearch) -> SQLText {
    var text = SQLText.Interpolation(literalCapacity: 400, interpolationCount: 8)
    text.appendLiteral(
      """
      SELECT e.case_id, e.number, e.body FROM case_event e CROSS JOIN city_case c
      WHERE c.id = e.case_id AND c.is_public = 1 AND e.kind IN 
      """)
    text.appendInterpolation(anyOf: search.actions)
    if let ids = search.ids {
      text.appendLiteral(" AND e.case_id IN ")
      text.appendInterpolation(anyOf: ids.map(\.rawValue))
    } else {
      text.appendLiteral(" AND e.instant >= ")
      text.appendInterpolation(search.period.lowerBound.milliseconds)
      text.appendLiteral(" AND e.instant < ")
      text.appendInterpolation(search.period.upperBound.milliseconds)
    }
    text.appendLiteral(" ORDER BY e.instant DESC, e.case_id DESC, e.number DESC LIMIT ")
    text.appendInterpolation(search.limit)
    text.appendLiteral(" OFFSET ")
    text.appendInterpolation(search.offset)
    return SQLText(stringInterpolation: text)
  }

  /// Cases at the edge, steps of cases, photos used before; public so that a test can look at their plans.
  public static func anomalyStatements(in period: Range<Instant>) -> [SQLText] {
    [
      AnomalyQuery.cases(in: period), AnomalyQuery.steps(in: period),
      AnomalyQuery.photos(in: period),
    ]
  }

  /// Cases and steps are read one after the other, so that a year needs no more memory than a day.
  public func anomalies(
    dueIn period: Range<Instant>
  ) async throws(CaseStoreError) -> [CaseAnomaly] {
    try await CaseStoreError.translated {
      try await database.read { session in
        var found: [CaseAnomaly] = []
        try session.forEachRow(AnomalyQuery.cases(in: period)) { row in
          let one = try CaseText.decode(CityCase.self, from: row.text(0))
          guard CaseAnomaly.isAtTheEdge(one) else { return }
          found.append(CaseAnomaly(kind: .finishedAtTheEdge, id: one.id, unit: one.unit))
        }
        var steps: [CaseEvent] = []
        var current: (id: Int64, unit: Int64?)?
        func judge() {
          guard let current, CaseAnomaly.isVerifiedAtOnce(steps) else { return }
          found.append(
            CaseAnomaly(
              kind: .verifiedAtOnce, id: ID(rawValue: current.id),
              unit: current.unit.map { ID(rawValue: $0) }))
        }
        try session.forEachRow(AnomalyQuery.steps(in: period)) { row in
          let id = try row.integer(0)
          if current?.id != id {
            judge()
            (current, steps) = ((id, try row.optionalInteger(1)), [])
          }
          steps.append(try CaseText.decode(CaseEvent.self, from: row.text(2)))
        }
        judge()
        var firstUse: [ID<CityCase>: CaseAnomaly] = [:]
        try session.forEachRow(AnomalyQuery.photos(in: period)) { row in
          let (id, other) = (
            ID<CityCase>(rawValue: try row.integer(0)), ID<CityCase>(rawValue: try row.integer(2))
          )
          if let known = firstUse[id]?.other, known < other { return }
          firstUse[id] = CaseAnomaly(
            kind: .photoUsedTwice, id: id,
            unit: try row.optionalInteger(1).map { ID(rawValue: $0) }, other: other)
        }
        return found + firstUse.values
      }
    }
  }

  public func needs(
    ofPhotos hashes: [PhotoHash]
  ) async throws(CaseStoreError) -> [PhotoHash: PhotoNeed] {
    guard !hashes.isEmpty else { return [:] }
    var text = SQLText.Interpolation(literalCapacity: 200, interpolationCount: 1)
    text.appendLiteral(
      """
      SELECT p.hash, MAX(c.is_open), MAX(c.updated) FROM case_photo p JOIN city_case c ON c.id = p.case_id
      WHERE p.hash IN 
      """)
    text.appendInterpolation(anyOf: hashes.map(\.hexadecimal))
    text.appendLiteral(" GROUP BY p.hash")
    let statement = SQLText(stringInterpolation: text)
    return try await CaseStoreError.translated {
      try await database.read { session in
        var needs: [PhotoHash: PhotoNeed] = [:]
        for row in try session.rows(statement) {
          guard let hash = PhotoHash(try row.text(0)) else { continue }
          needs[hash] =
            try row.integer(1) == 1
            ? .open : .ended(Instant(milliseconds: try row.integer(2)))
        }
        return needs
      }
    }
  }
}

/// Statements over the cases that were due in a period and closed before its end, found by the index of what was
/// due.
private enum AnomalyQuery {
  static func cases(in period: Range<Instant>) -> SQLText {
    """
    SELECT c.body FROM city_case c
    WHERE c.opened IS NOT NULL AND c.due >= \(period.lowerBound.milliseconds)
      AND c.due < \(period.upperBound.milliseconds) AND c.closed < \(period.upperBound.milliseconds)
    """
  }

  static func steps(in period: Range<Instant>) -> SQLText {
    """
    SELECT c.id, c.unit, e.body FROM city_case c CROSS JOIN case_event e
    WHERE e.case_id = c.id AND c.opened IS NOT NULL AND c.due >= \(period.lowerBound.milliseconds)
      AND c.due < \(period.upperBound.milliseconds) AND c.closed < \(period.upperBound.milliseconds)
      AND e.kind IN ('finish', 'verify')
    ORDER BY c.id, e.number
    """
  }

  static func photos(in period: Range<Instant>) -> SQLText {
    """
    SELECT c.id, c.unit, q.case_id FROM city_case c
    CROSS JOIN case_photo p CROSS JOIN case_photo q
    WHERE p.case_id = c.id AND p.is_evidence = 1
      AND q.hash = p.hash AND q.is_evidence = 1 AND q.case_id < p.case_id AND c.opened IS NOT NULL AND c.due >= \(period.lowerBound.milliseconds)
      AND c.due < \(period.upperBound.milliseconds) AND c.closed < \(period.upperBound.milliseconds)
    """
  }
}
