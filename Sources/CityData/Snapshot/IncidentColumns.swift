// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography

/// Located incidents as columns, the way a snapshot's file holds them.
struct IncidentColumns: Codable {
  private var id: [Int64]
  /// Minutes after the incident before, the first after 1970-01-01T00:00.
  private var minutesLater: [Int64]
  private var location: CoordinateColumns
  private var kinds: [String]
  private var kind: [Int]
  /// Position in `Incident.Severity.allCases`.
  private var severity: [Int]
  private var segment: [Int64]
  private var distanceMillimetres: [Int64]
  private var offsetMillimetres: [Int64]

  init(_ incidents: [LocatedIncident]) {
    var previous: Int64 = 0
    var numberOfKind: [String: Int] = [:]
    kinds = []
    kind = []
    minutesLater = []
    kind.reserveCapacity(incidents.count)
    minutesLater.reserveCapacity(incidents.count)
    for entry in incidents {
      minutesLater.append(entry.incident.time.minutes - previous)
      previous = entry.incident.time.minutes
      let next = kinds.count
      let number = numberOfKind[entry.incident.kind] ?? next
      if number == next {
        numberOfKind[entry.incident.kind] = next
        kinds.append(entry.incident.kind)
      }
      kind.append(number)
    }
    id = incidents.map(\.incident.id.rawValue)
    location = CoordinateColumns(incidents.lazy.map(\.incident.location))
    severity = incidents.map {
      Incident.Severity.allCases.firstIndex(of: $0.incident.severity) ?? 0
    }
    segment = incidents.map(\.segment.rawValue)
    distanceMillimetres = incidents.map(\.distanceMillimetres)
    offsetMillimetres = incidents.map(\.offsetMillimetres)
  }

  /// - Returns: `nil` if the columns do not fit together or name a segment that is none.
  func incidents(segmentCount: Int) -> [LocatedIncident]? {
    let counts = [
      minutesLater.count, location.count, kind.count, severity.count, segment.count,
      distanceMillimetres.count, offsetMillimetres.count,
    ]
    let severities = Incident.Severity.allCases
    guard counts.allSatisfy({ $0 == id.count }), location.hasEqualColumns,
      kind.allSatisfy(kinds.indices.contains), severity.allSatisfy(severities.indices.contains),
      segment.allSatisfy((0..<Int64(segmentCount)).contains)
    else { return nil }
    let places = location.coordinates
    var minutes: Int64 = 0
    return id.indices.map { row in
      minutes += minutesLater[row]
      return LocatedIncident(
        incident: Incident(
          id: ID(rawValue: id[row]), time: CivilTime(minutes: minutes), location: places[row],
          kind: kinds[kind[row]], severity: severities[severity[row]]),
        segment: ID(rawValue: segment[row]), distanceMillimetres: distanceMillimetres[row],
        offsetMillimetres: offsetMillimetres[row])
    }
  }
}
