// SPDX-License-Identifier: Apache-2.0

public import CityOrder
public import DutyModel
public import Geography
public import StorePort

/// Cases in any SQL database: a row an event, and a row a case with its derived value as text and,
/// as columns, what is searched for.
public struct SQLCaseStore: CaseStore {
  let database: any SQLDatabase
  private let classes: ClassList

  /// - Parameters:
  ///   - database: Already brought up to date by `SchemaUpgrade`.
  ///   - classes: Says which codes are components and which are events.
  public init(_ database: any SQLDatabase, classes: ClassList) {
    self.database = database
    self.classes = classes
  }

  @discardableResult
  public func file(_ cases: [[CaseEvent]]) async throws(CaseStoreError) -> [CityCase] {
    let classes = classes
    return try await CaseStoreError.translated {
      try await database.write { session in
        var last = try session.lastCase()
        return try cases.map { try session.file($0, after: &last, classes).cityCase }
      }
    }
  }

  @discardableResult
  public func append(
    _ events: [CaseEvent], to id: ID<CityCase>, version: Int
  ) async throws(CaseStoreError) -> CaseAnswer {
    let classes = classes
    return try await CaseStoreError.translated {
      try await database.write { session in
        try session.append(events, to: id, version: version, classes)
      }
    }
  }

  public func reported(
    under key: RequestKey, by person: ID<CasePerson>?
  ) async throws(CaseStoreError) -> ID<CityCase>? {
    try await CaseStoreError.translated {
      try await database.read { try $0.reported(under: key, by: person) }
    }
  }

  public func count() async throws(CaseStoreError) -> Int {
    try await CaseStoreError.translated {
      try await database.read { Int(try $0.rows("SELECT count(*) FROM city_case")[0].integer(0)) }
    }
  }

  public func cityCase(_ id: ID<CityCase>) async throws(CaseStoreError) -> CityCase {
    try await CaseStoreError.translated { try await database.read { try $0.cityCase(id) } }
  }

  public func events(of id: ID<CityCase>) async throws(CaseStoreError) -> [CaseEvent] {
    try await CaseStoreError.translated {
      try await database.read { session in
        let rows = try session.rows(
          "SELECT body FROM case_event WHERE case_id = \(id.rawValue) ORDER BY number")
        guard !rows.isEmpty else { throw CaseStoreError.missing(id) }
        return try rows.map { try CaseText.decode(CaseEvent.self, from: $0.text(0)) }
      }
    }
  }

  public func queue(of turn: CaseTurn, limit: Int) async throws(CaseStoreError) -> [CityCase] {
    guard let number = turn.number else { return [] }
    return try await CaseStoreError.translated {
      try await database.read { session in
        try session.cases(Self.queueStatement(turn: number, limit: limit))
      }
    }
  }

  public func alerted(
    by moment: Instant, limit: Int
  ) async throws(CaseStoreError) -> [CityCase] {
    let statement = Self.alertStatement(by: moment, limit: limit)
    return try await CaseStoreError.translated {
      try await database.read { try $0.cases(statement) }
    }
  }

  public func escalated(limit: Int) async throws(CaseStoreError) -> [CityCase] {
    try await CaseStoreError.translated {
      try await database.read { session in
        let highest = try session.cases(Self.rungStatement(.leader, limit: limit))
        guard highest.count < limit else { return highest }
        return try highest
          + session.cases(Self.rungStatement(.supervisor, limit: limit - highest.count))
      }
    }
  }

  public func openCases(
    in box: GeographicBox, limit: Int
  ) async throws(CaseStoreError) -> [CityCase] {
    let place = PlaceColumns(box)
    return try await CaseStoreError.translated {
      try await database.read { session in
        var found: [CityCase] = []
        for row in place.rows where found.count < limit {
          found += try session.cases(
            Self.boxStatement(
              row: row, latitudes: place.latitudes, longitudes: place.longitudes,
              limit: limit - found.count))
        }
        return found.sorted { $0.id < $1.id }
      }
    }
  }

  public func search(_ search: CaseSearch) async throws(CaseStoreError) -> [CityCase] {
    let statement = Self.searchStatement(search)
    return try await CaseStoreError.translated {
      try await database.read { try $0.cases(statement) }
    }
  }

  public func tallies(
    in period: Range<Instant>, by dimension: CaseDimension
  ) async throws(CaseStoreError) -> [CaseTallyRow] {
    try await CaseStoreError.translated {
      try await database.read { session in
        var tallies: [String: CaseTally] = [:]
        let statements = Self.tallyStatements(in: period, by: dimension)
        try session.forEachRow(statements[0]) { row in
          tallies[try row.text(0), default: CaseTally()] += try TallyQuery.received(row)
        }
        try session.forEachRow(statements[1]) { row in
          tallies[try row.text(0), default: CaseTally()] += try TallyQuery.due(row)
        }
        return tallies.sorted { $0.key < $1.key }
          .map { CaseTallyRow(group: $0.key, tally: $0.value) }
      }
    }
  }
}
