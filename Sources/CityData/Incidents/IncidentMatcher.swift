// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography

/// Puts incidents onto the nearest street, and finds out when their datum cannot be right.
///
/// `docs/models/map-matching.md` describes the method and its limits.
struct IncidentMatcher {
  private let index: SegmentIndex
  private let box: GeographicBox
  private let metres: Int
  private let file: String

  init(_ roads: RoadNetwork, metres: Int, file: String) {
    index = SegmentIndex(roads)
    let places = GeographicBox(around: roads.shapePoints)
    box =
      (places ?? GeographicBox(south: 0, west: 0, north: 0, east: 0))
      .expanded(byMetres: Double(metres))
    self.metres = metres
    self.file = file
  }

  /// - Returns: Incidents in order of time and line, and those left out.
  func match(
    _ rows: [IncidentRow], progress: (Double) -> Void
  ) throws(ImportError) -> (incidents: [LocatedIncident], omissions: [ImportReport.Omission]) {
    try checkDatum(rows)
    var ledger = OmissionLedger(source: file)
    var incidents: [LocatedIncident] = []
    incidents.reserveCapacity(rows.count)
    for (number, row) in rows.enumerated() {
      if number % 8192 == 0 { progress(Double(number) / Double(rows.count)) }
      match(row, into: &incidents, &ledger)
    }
    let leftOut = rows.count - incidents.count
    guard leftOut * 2 <= rows.count else {
      throw .mostRowsLeftOut(
        file: file, leftOut: leftOut, rowsRead: rows.count,
        outsideBox: ledger.count(of: Self.outside), limitMetres: metres)
    }
    incidents.sort { ($0.incident.time, $0.incident.id) < ($1.incident.time, $1.incident.id) }
    return (incidents, ledger.omissions)
  }

  private static let outside = "incident-outside-roads-box"

  private func match(
    _ row: IncidentRow, into incidents: inout [LocatedIncident], _ ledger: inout OmissionLedger
  ) {
    let place = CoordinateColumns.rounded(row.location(readAs: row.system))
    guard box.contains(place) else {
      ledger.add(
        Self.outside, example: "line \(row.line): \(place.latitude), \(place.longitude)")
      return
    }
    guard let position = index.nearestSegment(to: place, withinMetres: Double(metres)) else {
      ledger.add(
        "incident-too-far-from-road",
        example: "line \(row.line): \(place.latitude), \(place.longitude)")
      return
    }
    incidents.append(
      LocatedIncident(
        incident: Incident(
          id: ID(rawValue: Int64(row.line)), time: row.time, location: place, kind: row.kind,
          severity: row.severity),
        segment: position.segment, distanceMillimetres: position.distanceMillimetres,
        offsetMillimetres: position.offsetMillimetres))
  }
}

/// The check of the datum: 300–700 m do not take an incident out of a city, so distance limits alone
/// would not notice; but the incidents then lie about as far from streets as random places.
extension IncidentMatcher {
  private static let sampleSize = 2000
  /// Incidents that lie this near are taken to be right; positions are no better than that.
  private static let goodMillimetres: Int64 = 12_000
  private static let searchMetres = 400.0

  private func checkDatum(_ rows: [IncidentRow]) throws(ImportError) {
    guard ChineseDatum.isInChina(box.centre), let said = rows.first?.system else { return }
    let step = max(1, rows.count / Self.sampleSize)
    let sample = stride(from: 0, to: rows.count, by: step).map { rows[$0] }
      .filter { $0.system == said }
    let distance = medianDistance(sample, readAs: said)
    guard distance > Self.goodMillimetres else { return }
    let others = [CoordinateSystem.wgs84, .gcj02, .bd09].filter {
      $0 != said && !($0 == .wgs84 && said == .cgcs2000)
    }
    let rated = others.map { ($0, medianDistance(sample, readAs: $0)) }
    guard let best = rated.min(by: { $0.1 < $1.1 }), best.1 * 2 < distance else { return }
    throw .wrongDatum(
      file: file, said: said,
      fits: best.0, metresAsSaid: Int(distance / 1000),
      metresIfOther: Int(best.1 / 1000))
  }

  /// Millimetres to the nearest street; places without one nearby count as far as the search goes.
  private func medianDistance(_ rows: [IncidentRow], readAs system: CoordinateSystem) -> Int64 {
    let far = Int64(Self.searchMetres * 1000)
    let distances = rows.map { row in
      index.nearestSegment(
        to: row.location(readAs: system), withinMetres: Self.searchMetres
      )?.distanceMillimetres ?? far
    }
    return distances.sorted()[distances.count / 2]
  }
}
