// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Geography
import IncidentAnalysis
import Rostering
import Supervision

/// What the page needs to know first: the city, its areas, and which versions it looks at.
struct CityBody: Encodable {
  var name: LocalizedName
  var organization: LocalizedName
  var isDemoData: Bool
  /// The city's clock.
  var minutesEastOfUTC: Int
  /// Latitude, longitude.
  var centre: [Double]
  /// South-west and north-east corner.
  var bounds: [[Double]]
  var areas: [AreaBody]
  var units: [UnitBody]
  var attributions: [String]
  var sources: [SourceBody]
  var versions: [String: String]
  var incidents: IncidentSpan
  var rosterDates: [CivilDate]
  /// The day whose figures are shown, if it lies in the roster.
  var shownDate: CivilDate
  var period: CivilInterval
  var bulletin: [String]

  struct AreaBody: Encodable {
    var id: ID<Area>
    var name: LocalizedName
    var outline: [[[Double]]]
    var label: [Double]?
  }

  struct UnitBody: Encodable {
    var id: ID<Unit>
    var kind: Unit.Kind
    var name: LocalizedName
    var area: ID<Area>?
  }

  struct SourceBody: Encodable {
    var name: String
    var bytes: Int
    var sha256: String
  }

  struct IncidentSpan: Encodable {
    var count: Int
    var leftOut: Int
    var trained: DateSpan
    var heldOut: DateSpan
  }
}

extension CityBody {
  init(_ contents: ServerContents) {
    let snapshot = contents.snapshot
    let bounds = CityBounds(snapshot.roads.shapePoints)
    let dates = (0..<contents.roster.days).map(contents.roster.firstDate.adding(days:))
    let day = contents.scorecard.period.start.date
    self.init(
      name: snapshot.name, organization: snapshot.organization.name,
      isDemoData: contents.isDemoData,
      minutesEastOfUTC: snapshot.organization.clock.minutesEastOfUTC, centre: bounds.centre.pair,
      bounds: bounds.corners,
      areas: snapshot.organization.areas.map { area in
        let outlines = snapshot.boundaries.areas.first { $0.area == area.id }?.outlines ?? []
        return AreaBody(
          id: area.id, name: area.name, outline: outlines.map { $0.map(\.pair) },
          label: LabelPlace.inside(outlines)?.pair)
      },
      units: snapshot.organization.units.map {
        UnitBody(id: $0.id, kind: $0.kind, name: $0.name, area: $0.area)
      },
      attributions: snapshot.sources.compactMap(\.attribution).uniqued(),
      sources: snapshot.sources.map {
        SourceBody(name: $0.name, bytes: $0.bytes, sha256: $0.sha256)
      },
      versions: [
        "snapshot": snapshot.version.digest, "risk": contents.risk.version.digest,
        "plan": contents.plans.version.digest, "roster": contents.roster.version.digest,
        "scorecard": contents.scorecard.version.digest,
      ],
      incidents: IncidentSpan(
        count: snapshot.incidents.count,
        leftOut: snapshot.report.rowsRead - snapshot.report.rowsKept,
        trained: contents.risk.trained, heldOut: contents.risk.heldOut),
      rosterDates: dates,
      shownDate: dates.contains(day) ? day : contents.roster.firstDate,
      period: contents.scorecard.period,
      bulletin: [("pdf", contents.bulletin.pdf), ("docx", contents.bulletin.docx)]
        .filter { $0.1 != nil }.map(\.0))
  }
}

extension Coordinate {
  /// Latitude and longitude in millionths of a degree, about ten centimetres.
  var pair: [Double] { [rounded(latitude), rounded(longitude)] }

  private func rounded(_ degrees: Double) -> Double {
    (degrees * 1_000_000).rounded() / 1_000_000
  }
}

extension Array where Element: Hashable {
  /// Each element once, in order of first appearance.
  func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
