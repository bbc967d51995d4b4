// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Foundation
import Geography
import Gzip
import TestSupport
import Testing

/// What the import says of a spoilt city, in English.
private func sentence(
  _ city: SpoiltCity, sourceLocation: SourceLocation = #_sourceLocation
) -> String {
  do throws(ImportError) {
    _ = try city.load()
    Issue.record("the import went through", sourceLocation: sourceLocation)
    return ""
  } catch {
    let chinese = error.explanation.chinese
    #expect(
      chinese.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) },
      sourceLocation: sourceLocation)
    return error.description
  }
}

@Suite("A bad incident file")
struct IncidentErrorTests {
  @Test("A row that cannot be read is named with line, column, field and what was expected")
  func badRow() throws {
    let text = Rows.file(Rows.good, "2017-02-30T07:30,-30.03,-51.2,c,slight\n", Rows.good)
    #expect(
      sentence(try SpoiltCity(incidents: text)) == """
        1 of the 3 rows of incidents.csv cannot be read:
        line 3, column 1, time: "2017-02-30T07:30"; expected a local time such as 2017-05-02T07:30.
        Maybe correct them, or leave them out and have them reported with --skip-bad-rows.
        """)
  }

  @Test(
    "Each field has its own expectation",
    arguments: [
      (
        "2017-05-02T07:30Z,-30.03,-51.2,c,slight",
        "column 1, time: \"2017-05-02T07:30Z\"; expected a local time without a zone"
      ),
      (
        "2017-05-02T07:30+08:00,-30.03,-51.2,c,slight",
        "column 1, time: \"2017-05-02T07:30+08:00\"; expected a local time without a zone"
      ),
      ("2017-05-02,-30.03,-51.2,c,slight", "time: \"2017-05-02\"; expected a local time such as"),
      (
        "2017-05-02T07:30,\"-30,03\",-51.2,c,slight",
        "column 18, lat: \"-30,03\"; expected a latitude in decimal degrees, -90 to 90."
      ),
      ("2017-05-02T07:30,-30.03,,c,slight", "column 25, lon: \"\"; expected a longitude"),
      ("2017-05-02T07:30,nan,-51.2,c,slight", "lat: \"nan\"; expected a latitude"),
      ("2017-05-02T07:30,-30.03,251.2,c,slight", "lon: \"251.2\"; expected a longitude"),
      (
        "2017-05-02T07:30,-30.03,-51.2,撞,minor",
        "column 33, severity: \"minor\"; expected damage, slight, serious or fatal."
      ),
      ("2017-05-02T07:30,-30.03,-51.2", "column 1, row: \"3 fields\"; expected 5 fields"),
    ])
  func expectations(row: String, part: String) throws {
    let said = sentence(try SpoiltCity(incidents: Rows.file(Rows.good, row + "\n")))
    #expect(said.contains("line 3, "))
    #expect(said.contains(part), "\(said)")
  }

  @Test("At most ten rows are listed, but all are counted")
  func manyBadRows() throws {
    let bad = String(repeating: "x,-30.03,-51.2,c,slight\n", count: 25)
    let said = sentence(try SpoiltCity(incidents: Rows.file(Rows.good, bad)))
    #expect(said.hasPrefix("25 of the 26 rows of incidents.csv cannot be read:"))
    #expect(said.split(separator: "\n").count == 12)
  }

  @Test("An empty file, and one with only a header, are refused")
  func empty() throws {
    #expect(
      sentence(try SpoiltCity(incidents: "")) == """
        incidents.csv is empty. Expected a header line time,lat,lon,kind,severity and at least one \
        incident.
        """)
    #expect(sentence(try SpoiltCity(incidents: "\n\n")).hasPrefix("incidents.csv is empty."))
    #expect(
      sentence(try SpoiltCity(incidents: Rows.header)) == """
        incidents.csv has a header but no incidents. Expected at least one row. Maybe check the \
        period of the export.
        """)
  }

  @Test("Two incident files in one folder are refused: nothing says which counts")
  func severalFiles() throws {
    let city = try SpoiltCity()
    try city.write(Array(Rows.file(Rows.good).utf8), to: "incidents.csv")
    #expect(
      sentence(city) == """
        The folder \(city.folder.path) has both incidents.csv and incidents.csv.gz, and nothing says \
        which counts. Maybe keep only one of them there.
        """)
  }

  @Test("A missing and a repeated column are named")
  func columns() throws {
    #expect(
      sentence(try SpoiltCity(incidents: "time,latitude,lon,kind,gravity\n")) == """
        incidents.csv, line 1: the column lat, severity is missing; found time, latitude, lon, \
        kind, gravity. Maybe rename the columns.
        """)
    #expect(
      sentence(try SpoiltCity(incidents: "time,lat,lon,lat,kind,severity\n")) == """
        incidents.csv, line 1: the column lat appears twice. Maybe remove or rename one of them.
        """)
  }

  @Test("GB 18030 and UTF-16 are recognised and refused")
  func encodings() throws {
    // 碰撞 in GB 18030.
    let bytes =
      Array((Rows.header + "2017-05-02T07:30,-30.03,-51.2,").utf8)
      + [0xC5, 0xF6, 0xD7, 0xB2] + Array(",slight\n".utf8)
    #expect(
      sentence(try SpoiltCity(incidents: bytes)) == """
        incidents.csv, line 2, column 31: the text is not UTF-8, probably GB 18030. Maybe convert \
        it: iconv -f GB18030 -t UTF-8 OLD > NEW.
        """)
    #expect(
      sentence(try SpoiltCity(incidents: [0xFF, 0xFE, 0x74, 0x00]))
        .contains("probably UTF-16"))
  }

  @Test(
    "Broken quoting is named with its place",
    arguments: [
      ("2017,\"x\"y,1,c,slight\n", "line 2, column 9: text after a closing quotation mark."),
      ("2017,x\"y,1,c,slight\n", "line 2, column 7: a quotation mark inside an unquoted field."),
      ("2017,1,1,\"撞,slight\n", "line 2, column 10: the quotation mark that opens here"),
      ("2017,1,1,c\r,slight\n", "line 2, column 11: a carriage return without a line feed."),
    ])
  func quoting(row: String, part: String) throws {
    let said = sentence(try SpoiltCity(incidents: Rows.header + row))
    #expect(said.hasPrefix("incidents.csv, \(part)"), "\(said)")
  }

  @Test("A cut and a fake gzip file are refused")
  func compression() throws {
    let cut = try SpoiltCity()
    try cut.write(Array(cut.bytes(of: "incidents.csv.gz").prefix(5000)), to: "incidents.csv.gz")
    #expect(
      sentence(cut) == """
        incidents.csv.gz could not be unpacked: The gzip stream ends too early, at byte 5000. \
        Maybe fetch the file again.
        """)
    let fake = try SpoiltCity()
    try fake.write(Array(Rows.header.utf8), to: "incidents.csv.gz")
    #expect(sentence(fake).contains("No gzip header at byte 0."))
  }

  @Test("Incidents of another city, and swapped coordinates, are refused")
  func otherCity() throws {
    let weifang = String(repeating: "2017-05-02T07:30,36.709494,119.137357,c,slight\n", count: 3)
    #expect(
      sentence(try SpoiltCity(incidents: Rows.file(weifang, Rows.good))) == """
        3 of the 4 incidents of incidents.csv lie more than 60 m from any street (3 of them \
        outside the roads' box). Maybe they belong to another city, have another datum, or lat and \
        lon were swapped.
        """)
    let swapped = "2017-05-02T07:30,-51.22,-30.03158,c,slight\n"
    #expect(sentence(try SpoiltCity(incidents: Rows.file(swapped))).contains("were swapped."))
  }

  @Test("A few incidents elsewhere are left out and reported with their lines")
  func someElsewhere() throws {
    let far = "2017-05-02T07:30,-29.5,-51.2,c,slight\n"
    let city = try SpoiltCity(incidents: Rows.file(Rows.good, far, Rows.good)).load()
    #expect(city.incidents.count == 2)
    let omission = city.report.omissions.last
    #expect(omission?.reason == "incident-outside-roads-box")
    #expect(omission?.examples == ["line 3: -29.5, -51.2"])
  }

  @Test("An unknown coordinate system is refused, in city.json and in a row")
  func coordinateSystem() throws {
    let city = try SpoiltCity()
    try city.write(Array("{\"coordinateSystem\": \"mars\"}".utf8), to: "city.json")
    #expect(
      sentence(city) == """
        city.json: there is no coordinate system "mars". Expected wgs84, cgcs2000, gcj02 or bd09.
        """)
    let rows =
      "time,lat,lon,kind,severity,coordinate_system\n"
      + "2017-05-02T07:30,-30.03158,-51.22,c,slight,mars\n"
    #expect(sentence(try SpoiltCity(incidents: rows)).contains("coordinate_system: \"mars\""))
  }
}

@Suite("A bad city folder")
struct FolderErrorTests {
  @Test("A missing folder and missing files are named")
  func missing() throws {
    let nowhere = URL(fileURLWithPath: "/no/such/city")
    #expect(throws: ImportError.missingFolder("/no/such/city")) {
      try CityImporter.load(folder: nowhere, seed: 1)
    }
    let city = try SpoiltCity()
    try city.remove("incidents.csv.gz")
    #expect(
      sentence(city) == """
        The folder \(city.folder.path) has no incidents.csv or incidents.csv.gz. Maybe the file \
        has another name or lies elsewhere.
        """)
    try city.remove("roads.osm.pbf")
    #expect(sentence(city).contains("has no roads.osm.pbf."))
  }

  @Test("A cut PBF file and one that is none are refused")
  func damagedRoads() throws {
    let cut = try SpoiltCity()
    try cut.write(Array(cut.bytes(of: "roads.osm.pbf").prefix(20_000)), to: "roads.osm.pbf")
    let said = sentence(cut)
    #expect(said.hasPrefix("roads.osm.pbf is no complete OpenStreetMap PBF file: "), "\(said)")
    #expect(said.hasSuffix(" Maybe fetch the file again."))
    for text in ["", "<osm version=\"0.6\"></osm>"] {
      let fake = try SpoiltCity()
      try fake.write(Array(text.utf8), to: "roads.osm.pbf")
      let said = sentence(fake)
      #expect(
        said.hasPrefix("roads.osm.pbf is no complete OpenStreetMap PBF file: ")
          || said.hasPrefix("roads.osm.pbf holds no street"), "\(said)")
    }
  }

  @Test("A description that is no JSON, and an impossible clock, are refused")
  func description() throws {
    let city = try SpoiltCity()
    try city.write(Array("{".utf8), to: "city.json")
    #expect(sentence(city).hasPrefix("city.json is no valid description of a city: "))
    try city.write(Array("{\"minutesEastOfUTC\": 9000}".utf8), to: "city.json")
    #expect(sentence(city).contains("minutesEastOfUTC: 9000 is not in -720...840."))
    try city.write(Array("{\"minutesEastOfUTC\": \"UTC+8\"}".utf8), to: "city.json")
    #expect(sentence(city).contains("minutesEastOfUTC: "))
  }
}

@Suite("A bad snapshot file")
struct SnapshotErrorTests {
  private func read(_ text: String?) throws -> SnapshotError {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("snapshot-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: file) }
    if let text { try Data(text.utf8).write(to: file) }
    return try #require(throws: SnapshotError.self) { try CitySnapshot.read(from: file) }
  }

  @Test("A missing file, another file and another version are told apart")
  func kinds() throws {
    guard case .unreadable = try read(nil), case .notASnapshot = try read("[1]"),
      case .notASnapshot = try read("{\"format\":\"x\",\"formatVersion\":1}"),
      case .otherFormatVersion(_, 99, 1) = try read(
        "{\"format\":\"chengxu-city-snapshot\",\"formatVersion\":99}"),
      case .damaged(_, let reason) = try read(
        "{\"format\":\"chengxu-city-snapshot\",\"formatVersion\":1}")
    else {
      Issue.record("some file was taken for another")
      return
    }
    #expect(reason.hasPrefix("\"roads\" is missing."))
  }

  @Test("Nothing is written into a folder that is not there")
  func unwritable() throws {
    let file = URL(fileURLWithPath: "/no/such/folder/snapshot.json")
    let error = #expect(throws: SnapshotError.self) { try GridCity.snapshot().write(to: file) }
    #expect(
      error?.description.contains("/no/such/folder/snapshot.json could not be written") == true)
  }
}
