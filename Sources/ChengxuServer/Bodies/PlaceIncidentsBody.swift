// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Geography

/// The incidents that one place answers: counted every useful way, and the latest one by one.
struct PlaceIncidentsBody: Encodable {
  var form: DutyForm
  var id: Int64
  var mode: DutyMode
  var count: Int
  /// Incidents by hour of the clock, 24 numbers.
  var byHour: [Int]
  var byKind: [PlaceReason.KindCount]
  /// From the least to the worst severity, those that occur.
  var bySeverity: [SeverityCount]
  var byYear: [YearCount]
  /// The latest, newest first.
  var latest: [IncidentBody]

  struct SeverityCount: Encodable {
    var severity: Incident.Severity
    var count: Int
  }

  struct YearCount: Encodable {
    var year: Int
    var count: Int
  }

  struct IncidentBody: Encodable {
    var id: ID<Incident>
    var time: CivilTime
    var location: [Double]
    var kind: String
    var severity: Incident.Severity
    var street: String?
    var metresFromStreet: Double
  }

  static let latestCount = 60
}

extension PlaceIncidentsBody {
  init(
    _ place: DutyPlace, mode: DutyMode, incidents: [LocatedIncident], roads: RoadNetwork
  ) {
    var hours = [Int](repeating: 0, count: 24)
    var kinds: [String: Int] = [:]
    var severities: [Incident.Severity: Int] = [:]
    var years: [Int: Int] = [:]
    for incident in incidents.map(\.incident) {
      hours[incident.time.hour] += 1
      kinds[incident.kind, default: 0] += 1
      severities[incident.severity, default: 0] += 1
      years[incident.time.date.components.year, default: 0] += 1
    }
    self.init(
      form: place.form, id: place.number, mode: mode, count: incidents.count, byHour: hours,
      byKind: kinds.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
        .map { PlaceReason.KindCount(kind: $0.key, count: $0.value) },
      bySeverity: Incident.Severity.allCases.compactMap { severity in
        severities[severity].map { SeverityCount(severity: severity, count: $0) }
      },
      byYear: years.sorted { $0.key < $1.key }.map { YearCount(year: $0.key, count: $0.value) },
      latest: incidents.suffix(Self.latestCount).reversed().map { IncidentBody($0, roads: roads) })
  }
}

extension PlaceIncidentsBody.IncidentBody {
  init(_ located: LocatedIncident, roads: RoadNetwork) {
    self.init(
      id: located.incident.id, time: located.incident.time,
      location: located.incident.location.pair, kind: located.incident.kind,
      severity: located.incident.severity, street: roads.streetName(of: roads[located.segment]),
      metresFromStreet: Double(located.distanceMillimetres / 100) / 10)
  }
}
