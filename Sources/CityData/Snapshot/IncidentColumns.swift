// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography

/// Located incidents as columns, the way a snapshot's file holds them.
struct IncidentColumns: Codable {
  private var id: IntegerColumn
  /// Minutes since 1970-01-01T00:00 on the city's clock.
  private var minutes: IntegerColumn
  private var location: CoordinateColumns
  private var kinds: [String]
  /// Position in `kinds`.
  private var kind: IntegerColumn
  /// Position in `Incident.Severity.allCases`.
  private var severity: IntegerColumn
  private var segment: IntegerColumn
  private var distanceMillimetres: IntegerColumn
  private var offsetMillimetres: IntegerColumn

  init(_ incidents: [LocatedIncident]) {
    var numberOfKind: [String: Int] = [:]
    for entry in incidents where numberOfKind[entry.incident.kind] == nil {
      numberOfKind[entry.incident.kind] = numberOfKind.count
    }
    kinds = numberOfKind.sorted { $0.value < $1.value }.map(\.key)
    kind = IntegerColumn(incidents.map { numberOfKind[$0.incident.kind] ?? 0 })
    id = IntegerColumn(incidents.map(\.incident.id.rawValue))
    minutes = IntegerColumn(incidents.map(\.incident.time.minutes))
    location = CoordinateColumns(incidents.lazy.map(\.incident.location))
    severity = IntegerColumn(
      incidents.map { Incident.Severity.allCases.firstIndex(of: $0.incident.severity) ?? 0 })
    segment = IntegerColumn(incidents.map(\.segment.rawValue))
    distanceMillimetres = IntegerColumn(incidents.map(\.distanceMillimetres))
    offsetMillimetres = IntegerColumn(incidents.map(\.offsetMillimetres))
  }

  /// - Returns: `nil` if the columns do not fit together or name a segment that is none.
  func incidents(segmentCount: Int) -> [LocatedIncident]? {
    let columns = [minutes, kind, severity, segment, distanceMillimetres, offsetMillimetres]
    let severities = Incident.Severity.allCases
    let count = id.values.count
    guard columns.allSatisfy({ $0.values.count == count }), location.count == count,
      location.hasEqualColumns,
      kind.integers.allSatisfy(kinds.indices.contains),
      severity.integers.allSatisfy(severities.indices.contains),
      segment.values.allSatisfy((0..<Int64(segmentCount)).contains)
    else { return nil }
    let places = location.coordinates
    return (0..<count).map { row in
      LocatedIncident(
        incident: Incident(
          id: ID(rawValue: id.values[row]), time: CivilTime(minutes: minutes.values[row]),
          location: places[row], kind: kinds[Int(kind.values[row])],
          severity: severities[Int(severity.values[row])]),
        segment: ID(rawValue: segment.values[row]),
        distanceMillimetres: distanceMillimetres.values[row],
        offsetMillimetres: offsetMillimetres.values[row])
    }
  }
}
