// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Foundation
import Geography
import Gzip
import TestSupport
import Testing

@Suite("The import of a city")
struct CityImporterTests {
  @Test("The sample city comes in with its streets, incidents and credits")
  func sample() throws {
    let city = try SampleCity.snapshot()
    #expect(city.name.english == "Porto Alegre, centre")
    #expect(city.organization.clock == CityClock(minutesEastOfUTC: -180))
    #expect(city.report.rowsRead == 11_863)
    #expect(city.incidents.count == city.report.rowsKept)
    #expect(city.incidents.count > 10_000)
    #expect(
      city.sources.map(\.name) == ["city.json", "roads.osm.pbf", "incidents.csv.gz"])
    #expect(city.sources[1].attribution == "© OpenStreetMap contributors; ODbL 1.0")
    #expect(city.sources.allSatisfy { $0.sha256.count == 64 })
    #expect(city.version.stage == "city" && city.version.digest.count == 64)
    #expect(city.report.assumptions.isEmpty)
  }

  @Test("Every row is either kept or left out for a stated reason")
  func accounts() throws {
    let city = try SampleCity.snapshot()
    let leftOut = city.report.omissions.filter { $0.source == "incidents.csv.gz" }
      .reduce(0) { $0 + $1.count }
    #expect(city.report.rowsKept + leftOut == city.report.rowsRead)
    for omission in city.report.omissions {
      #expect(omission.count >= omission.examples.count && !omission.examples.isEmpty)
    }
  }

  @Test("Incidents are in order of time and lie on the street they are given to")
  func incidents() throws {
    let city = try SampleCity.snapshot()
    for (earlier, later) in zip(city.incidents, city.incidents.dropFirst()) {
      #expect(earlier.incident.time <= later.incident.time)
    }
    for entry in city.incidents {
      #expect(entry.distanceMillimetres <= 60_000)
      #expect((0...city.roads[entry.segment].lengthMillimetres).contains(entry.offsetMillimetres))
    }
  }

  @Test("From every junction one can drive to every other")
  func connected() throws {
    let roads = try SampleCity.snapshot().roads
    #expect(StrongComponents(TravelGraph(roads)).sizes == [roads.junctions.count])
    #expect(roads.junctions.count > 300)
    for segment in roads.segments {
      #expect(roads.shape(of: segment).first == roads[segment.from].location)
      #expect(roads.shape(of: segment).last == roads[segment.to].location)
      #expect(roads.shape(of: segment).polylineMillimetres == segment.lengthMillimetres)
      #expect(segment.allowsForward || segment.allowsBackward)
    }
  }

  @Test(
    "The same files and seed give the same snapshot; another seed, option or file another version")
  func versions() throws {
    let first = try SampleCity.snapshot()
    let second = try CityImporter.load(folder: SampleCity.folder, seed: SampleCity.seed)
    #expect(first == second)
    let otherSeed = try CityImporter.load(folder: SampleCity.folder, seed: 1)
    #expect(otherSeed.version != first.version)
    #expect(otherSeed.organization.officers != first.organization.officers)
    #expect(otherSeed.roads == first.roads)
    let strict = try CityImporter.load(
      folder: SampleCity.folder, seed: SampleCity.seed,
      options: ImportOptions(matchingMetres: 10))
    #expect(strict.version != first.version)
    #expect(strict.incidents.count < first.incidents.count)
    let spoilt = try SpoiltCity(incidents: Rows.file(Rows.good))
    #expect(try spoilt.load().version != first.version)
  }

  @Test("A snapshot comes back from its file as it was")
  func file() throws {
    let city = try SampleCity.snapshot()
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("snapshot-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: file) }
    try city.write(to: file)
    #expect(try CitySnapshot.read(from: file) == city)
  }

  @Test("Columns may stand in any order, be quoted, and lines end in CRLF after a byte order mark")
  func spellings() throws {
    let text =
      "\u{FEFF}severity,note,lon,kind,lat,time\r\n"
      + "FATAL,\"a, \"\"b\"\"\r\nc\",-51.218507,\"col\"\"lision\",-30.040933,2017-05-02 07:30:59\r\n\r\n"
    let city = try SpoiltCity(incidents: text).load()
    let incident = try #require(city.incidents.first?.incident)
    #expect(incident.severity == .fatal)
    #expect(incident.kind == "col\"lision")
    #expect(incident.time == CivilTime("2017-05-02T07:30"))
    #expect(incident.location == Coordinate(latitude: -30.040933, longitude: -51.218507))
    #expect(incident.id == 2)
  }

  @Test("Bad rows are left out and reported when that is asked for")
  func leaveOut() throws {
    let text = Rows.file(
      Rows.good, "x,-30.03,-51.2,c,slight\n", "2017-05-02T07:30,-30.03\n", Rows.good)
    let city = try SpoiltCity(incidents: text).load(ImportOptions(badRows: .leaveOut))
    #expect(city.report.rowsRead == 4)
    #expect(city.incidents.count == 2)
    let omissions = city.report.omissions.filter { $0.source == "incidents.csv" }
    #expect(
      omissions.map(\.reason) == ["row-without-valid-time", "row-with-wrong-number-of-fields"])
    #expect(
      omissions[0].examples == [
        "line 3, column 1, time: \"x\"; expected a local time such as 2017-05-02T07:30."
      ])
  }

  @Test("A city without names, speeds, signals and one-way tags works, and says what was assumed")
  func bareCity() throws {
    let city = try SpoiltCity(incidents: Rows.file(Rows.good))
    try city.remove("city.json")
    let snapshot = try city.load()
    #expect(snapshot.report.assumptions.count == 2)
    #expect(snapshot.organization.clock == CityClock(minutesEastOfUTC: -180))
    #expect(
      snapshot.report.assumptions[1].english
        == "No city.json gives the clock; -180 minutes east of UTC are taken from the longitude.")
  }

  @Test("Progress rises to the end")
  func progress() throws {
    var fractions: [Double] = []
    _ = try CityImporter.load(folder: SampleCity.folder, seed: 1) { fractions.append($0.fraction) }
    #expect(fractions == fractions.sorted())
    #expect(fractions.last == 1)
  }
}
