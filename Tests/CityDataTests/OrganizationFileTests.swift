// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Foundation
import Geography
import TestSupport
import Testing

@Suite("A city's own staff file")
struct OrganizationFileTests {
  /// The grid's people in the sample city, its two brigades west and east of a meridian.
  private func file(
    _ change: (inout Organization) -> Void = { _ in }, tag: String? = "wgs84",
    brigades: [Int] = [2, 4]
  ) throws -> SpoiltCity {
    var organization = GridCity.organization
    organization.isDemoData = false
    change(&organization)
    let staff = String(decoding: try JSONEncoder().encode(organization), as: UTF8.self)
    let bands = [2: (-51.30, -51.2075), 4: (-51.2075, -51.10)]
    let jurisdictions = brigades.map { brigade in
      let (west, east) = bands[brigade] ?? (-51.3, -51.1)
      let places = [(-30.1, west), (-30.1, east), (-30.0, east), (-30.0, west)].map {
        "{\"latitude\":\($0.0),\"longitude\":\($0.1)}"
      }
      return "{\"brigade\":\(brigade),\"outlines\":[[\(places.joined(separator: ","))]]}"
    }
    let system = tag.map { "\"coordinateSystem\":\"\($0)\"," } ?? ""
    let text =
      "{\(system)\"organization\":\(staff),\"jurisdictions\":[\(jurisdictions.joined(separator: ","))]}"
    let city = try SpoiltCity()
    try city.write(Array(text.utf8), to: "organization.json")
    return city
  }

  private func sentence(_ city: SpoiltCity) -> String {
    do throws(ImportError) {
      _ = try city.load()
      return "the import went through"
    } catch {
      return error.description
    }
  }

  @Test("Its people are taken as they are, and streets go to the brigade in whose outline they lie")
  func taken() throws {
    let city = try file().load()
    #expect(!city.organization.isDemoData)
    #expect(city.organization.officers == GridCity.organization.officers)
    #expect(city.boundaries.areas.map(\.area) == [1, 2])
    for (number, segment) in city.roads.segments.enumerated() {
      let shape = city.roads.shape(of: segment)
      let middle = shape[(shape.startIndex + shape.endIndex - 1) / 2]
      #expect(city.brigadeOfSegment[number] == (middle.longitude < -51.2075 ? 2 : 4))
    }
  }

  @Test("A file without a coordinate system is refused")
  func untagged() throws {
    #expect(
      sentence(try file(tag: nil)) == """
        organization.json is no valid organisation file: It does not say the system of its \
        coordinates. Expected "coordinateSystem": "wgs84" (or cgcs2000, gcj02, bd09).
        """)
  }

  @Test("What does not fit together is named")
  func misfits() throws {
    #expect(sentence(try file(brigades: [2])).contains("Brigade 4 has no jurisdiction."))
    #expect(sentence(try file(brigades: [2, 4, 3])).contains("unit 3, which is no brigade"))
    #expect(
      sentence(try file({ $0.units[2].parent = 99 })).contains("Unit 3 has the parent 99"))
    #expect(
      sentence(try file({ $0.units[0].parent = 2 })).contains("go round in a circle"))
    #expect(
      sentence(try file({ $0.officers[0].unit = 99 })).contains("The officer 1 has the unit 99"))
    #expect(
      sentence(try file({ $0.officers[1].badgeNumber = "100001" }))
        .contains("Among the badge numbers, 100001 appears twice."))
    #expect(sentence(try file({ $0.units[1].area = nil })).contains("Brigade 2 has no area."))
  }
}
