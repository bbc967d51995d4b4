// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@Suite("Unit grids are taken in from a file, all or none")
struct GridJourneyTests {
  /// A folder with the example district, and a file with two grids of which the second begins at a longitude.
  private func prepared(secondFrom west: String) throws -> (data: URL, file: URL, scratch: URL) {
    let (data, scratch) = try Program.preparedDistrict()
    let file = scratch.appending(path: "grids.csv")
    try Data(
      """
      code,name,outline
      370705001001001,甲网格,"POLYGON((119.10 36.70,119.11 36.70,119.11 36.71,119.10 36.71,119.10 36.70))"
      370705001001002,乙网格,"POLYGON((\(west) 36.70,119.12 36.70,119.12 36.71,\(west) 36.71,\(west) 36.70))"

      """.utf8
    ).write(to: file)
    return (data, file, scratch)
  }

  private func grids(of data: URL) throws -> Data {
    try Data(contentsOf: data.appending(path: "city-order-grids.json"))
  }

  @Test("Grids side by side replace those that were there, with the owners of a second file")
  func sound() throws {
    let (data, file, scratch) = try prepared(secondFrom: "119.11")
    defer { Scratch.remove(scratch) }
    let owners = scratch.appending(path: "owners.csv")
    try Data(
      "code,role,name,unit,from,until\n370705001001001,communitySponsor,王丽,1,2017-01-01,\n".utf8
    )
    .write(to: owners)
    let outcome = try Program.run([
      "grid", "import", file.path(), "--owners", owners.path(), "--data", data.path(),
      "--format", "json",
    ])
    #expect(outcome.status == 0, "\(outcome.complaint)")
    let kept = String(decoding: try grids(of: data), as: UTF8.self)
    #expect(kept.contains("370705001001002") && kept.contains("王丽"))
  }

  @Test("Grids that overlap are refused with area and place, and nothing changes")
  func overlap() throws {
    let (data, file, scratch) = try prepared(secondFrom: "119.108")
    defer { Scratch.remove(scratch) }
    let before = try grids(of: data)
    let outcome = try Program.run(["grid", "import", file.path(), "--data", data.path()])
    #expect(outcome.status == 11, "\(outcome.complaint)")
    #expect(outcome.complaint.contains("m² (36.705, 119.11)"), "\(outcome.complaint)")
    #expect(try grids(of: data) == before)
  }

  @Test("Grids drawn from the streets of a real city are taken in without overlap or gap")
  func drawn() throws {
    let (data, scratch) = try Program.preparedDistrict()
    defer { Scratch.remove(scratch) }
    let city = try Program.run([
      "import", "--city", SampleCity.folder.path(), "--data", data.path(),
    ])
    #expect(city.status == 0, "\(city.complaint)")
    let communities = scratch.appending(path: "communities.csv")
    try Data(
      """
      code,name,outline
      430001001001,西,"POLYGON((-51.235 -30.035,-51.228 -30.035,-51.228 -30.028,-51.235 -30.028))"
      430001001002,东,"POLYGON((-51.228 -30.035,-51.221 -30.035,-51.221 -30.028,-51.228 -30.028))"

      """.utf8
    ).write(to: communities)
    let file = scratch.appending(path: "drawn.geojson")
    let drawn = try Program.run([
      "grid", "draw", communities.path(), "--out", file.path(), "--data", data.path(),
      "--format", "json",
    ])
    #expect(drawn.status == 0, "\(drawn.complaint)")
    let taken = try Program.run([
      "grid", "import", file.path(), "--data", data.path(), "--format", "json",
    ])
    #expect(taken.status == 0, "\(taken.complaint)")
    struct Taken: Decodable {
      var grids: Int
      var gaps: [Int]
    }
    let outcome = try JSONDecoder().decode(Taken.self, from: Data(taken.output.utf8))
    #expect(outcome.grids > 40)
  }
}
