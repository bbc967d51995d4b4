// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Foundation
import Geography
import TestSupport
import Testing

@Suite("The datum of incidents in China")
struct DatumTests {
  /// The sample's streets in China, and its incidents there as `system` writes them.
  private func city(
    writtenIn system: CoordinateSystem, said: String?, column: String? = nil
  ) throws -> SpoiltCity {
    let rows = try SampleCity.snapshot().incidents.prefix(1500).map { entry in
      let place = TaggedCoordinate(
        latitude: entry.incident.location.latitude + 66.74,
        longitude: entry.incident.location.longitude + 170.3, system: .wgs84
      ).converted(to: system)
      let tag = column.map { ",\($0)" } ?? ""
      return "\(entry.incident.time),\(place.latitude),\(place.longitude),c,slight\(tag)"
    }
    let header = "time,lat,lon,kind,severity" + (column == nil ? "" : ",coordinate_system")
    let city = try SpoiltCity(
      incidents: ([header] + rows).joined(separator: "\n"))
    try city.write([UInt8](Data(contentsOf: SampleCity.roadsInChina)), to: "roads.osm.pbf")
    let description = said.map { "{\"coordinateSystem\": \"\($0)\"}" } ?? "{}"
    try city.write(Array(description.utf8), to: "city.json")
    return city
  }

  @Test("WGS-84 needs no tag, and its incidents lie on the streets")
  func plain() throws {
    let snapshot = try city(writtenIn: .wgs84, said: nil).load()
    #expect(snapshot.incidents.count > 1450)
    #expect(snapshot.organization.clock == CityClock(minutesEastOfUTC: 480))
  }

  @Test(
    "A tag in city.json or in a column brings shifted incidents back onto the streets",
    arguments: [CoordinateSystem.gcj02, .bd09])
  func tagged(system: CoordinateSystem) throws {
    let plain = try city(writtenIn: .wgs84, said: nil).load()
    let byDescription = try city(writtenIn: system, said: system.rawValue).load()
    let byColumn = try city(writtenIn: system, said: nil, column: system.rawValue).load()
    for snapshot in [byDescription, byColumn] {
      #expect(snapshot.incidents.count == plain.incidents.count)
      for (moved, original) in zip(snapshot.incidents, plain.incidents) {
        #expect(
          moved.incident.location.distanceMillimetres(to: original.incident.location) <= 20)
      }
    }
  }

  @Test("Untagged AMap coordinates are refused with the datum that fits")
  func untagged() throws {
    let city = try city(writtenIn: .gcj02, said: nil)
    let error = #expect(throws: ImportError.self) { try city.load() }
    guard case .wrongDatum(_, .wgs84, .gcj02, let asSaid, let ifOther) = error else {
      Issue.record("unexpected \(String(describing: error))")
      return
    }
    #expect(asSaid > 2 * ifOther)
    #expect(
      error?.description == """
        incidents.csv: the coordinates are said to be wgs84 and lie \(asSaid) m (median) from the \
        streets; read as gcj02 it is \(ifOther) m. Probably they are gcj02. Maybe write \
        "coordinateSystem": "gcj02" into city.json, or add a column coordinate_system.
        """)
  }

  @Test("A wrong tag is refused with the datum that fits")
  func wrongTag() throws {
    let city = try city(writtenIn: .wgs84, said: "BD-09")
    let error = #expect(throws: ImportError.self) { try city.load() }
    guard case .wrongDatum(_, .bd09, .wgs84, _, _) = error else {
      Issue.record("unexpected \(String(describing: error))")
      return
    }
  }
}
