// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel

/// What a person should look at again among the closed cases of a period, by body and by case.
struct CaseAnomalyBody: Codable {
  struct Kind: Codable {
    var key: CaseAnomaly.Kind
    var name: LocalizedName
    var definition: LocalizedName
  }

  struct Group: Codable {
    /// The body's number.
    var key: String
    var name: LocalizedName?
    /// The denominator: cases that were due in the period and closed before its end.
    var closed: Int
    /// The numerators, by kind; kinds without a case are left out.
    var counts: [String: Int]
  }

  struct Case: Codable {
    var kind: CaseAnomaly.Kind
    var id: Int64
    var unit: Int64?
    /// The earlier case that shows the same photo.
    var other: Int64?
  }

  /// The first day, and the day after the last.
  var from: String
  var until: String
  var kinds: [Kind]
  /// Bodies that closed anything, the one with the most cases first.
  var groups: [Group]
  var cases: [Case]
  /// False where the list of cases is cut off; the counts are of all.
  var isComplete: Bool

  /// - Parameter closed: by body.
  init(
    _ anomalies: CaseAnomalies, closed: [CaseTallyRow], from: CivilDate, until: CivilDate,
    directory: OrderDirectory
  ) {
    self.from = "\(from)"
    self.until = "\(until)"
    kinds = CaseAnomaly.Kind.allCases.map {
      Kind(key: $0, name: $0.name, definition: $0.definition)
    }
    let names = Dictionary(
      directory.units.map { ($0.id.description, $0.name) }, uniquingKeysWith: { first, _ in first })
    groups = closed.filter { $0.tally.closed > 0 }.map { row in
      let counts = ID<OrderUnit>(row.group).flatMap { anomalies.counts[$0] } ?? [:]
      return Group(
        key: row.group, name: names[row.group], closed: row.tally.closed,
        counts: Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, $0.value) }))
    }.sorted { ($1.closed, $0.key) < ($0.closed, $1.key) }
    cases = anomalies.found.map {
      Case(
        kind: $0.kind, id: $0.id.rawValue, unit: $0.unit?.rawValue, other: $0.other?.rawValue)
    }
    isComplete = anomalies.isComplete
  }
}
