// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Geography
import Terminals
import Testing

@Suite("Phones over HTTP")
struct PhoneTests {
  private static func query(_ path: String) -> String {
    path.firstIndex(of: "?").map { String(path[path.index(after: $0)...]) } ?? ""
  }

  private func check(_ report: PhoneReport, _ row: Corpus.Request) throws {
    let (wanted, place) = (row.derived, try #require(report.place, "\(row.id)"))
    #expect(report.devices.first == wanted.device, "\(row.id)")
    #expect(place.latitude == wanted.lat && place.longitude == wanted.lon, "\(row.id)")
    #expect(place.system == .wgs84, "\(row.id)")
    let speed =
      wanted.speed_mps ?? wanted.speed_kn.map { $0 * 0.514_444 }
      ?? wanted.speed_kmh.map { $0 / 3.6 }
    #expect(report.speed == speed, "\(row.id)")
    #expect(report.course == wanted.course, "\(row.id)")
    #expect(report.altitude == wanted.altitude_m, "\(row.id)")
    #expect(report.accuracy == wanted.accuracy_m, "\(row.id)")
    if wanted.battery_pct != nil { #expect(report.battery == wanted.battery_pct, "\(row.id)") }
    if let time = wanted.time {
      let moment = time.contains("T") ? time : time.replacing(" ", with: "T") + "Z"
      let date = try Date(
        moment,
        strategy: .iso8601.year().month().day().time(
          includingFractionalSeconds: moment.contains(".")
        ).timeZone(separator: .omitted))
      #expect(report.time?.date.timeIntervalSince1970 == date.timeIntervalSince1970, "\(row.id)")
    } else {
      #expect(report.time == nil, "\(row.id)")
    }
  }

  @Test("OsmAnd requests of a public test suite are read as they are meant")
  func osmAnd() throws {
    for row in try Corpus.rows("traccar_osmand_http", as: Corpus.Request.self) {
      let reports =
        try row.request.body.map { try OsmAnd.reports(json: Array($0.utf8)) }
        ?? OsmAnd.reports(query: Self.query(row.request.path))
      #expect(reports.count == 1, "\(row.id)")
      try check(try #require(reports.first), row)
      if row.id == "traccar-osmand-03" { #expect(reports[0].isMock) }
    }
  }

  @Test("OwnTracks requests of a public test suite are read as they are meant")
  func ownTracks() throws {
    let rows = try Corpus.rows("traccar_owntracks_http", as: Corpus.Request.self)
    for row in rows {
      let body = Array((row.request.body ?? "").utf8)
      try check(try #require(OwnTracks.reports(json: body).first), row)
    }
    let list = "[" + rows.compactMap(\.request.body).joined(separator: ",") + "]"
    #expect(try OwnTracks.reports(json: Array(list.utf8)).count == rows.count)
  }

  @Test("OwnTracks types that are no place are taken, and so is an empty body")
  func otherTypes() throws {
    for text in ["", #"{"_type":"lwt","tst":"x"}"#, #"[{"_type":"steps"},{"_type":"status"}]"#] {
      #expect(try OwnTracks.reports(json: Array(text.utf8)).isEmpty)
    }
    let text = #"{"_type":"location","lat":1,"lon":2,"tst":3}"#
    let report = try #require(
      OwnTracks.reports(json: Array(text.utf8), user: "zhao", device: "phone").first)
    #expect(report.devices == ["zhao/phone", "owntracks/zhao/phone", "phone"])
  }

  @Test(
    "A wrong request is refused with the field at fault",
    arguments: [
      ("lat=1&lon=2", "id"), ("id=1&lat=x&lon=2", "lat"), ("id=1&lat=1", "lon"),
      ("id=1&lat=91&lon=2", "lat"), ("id=1&lat=1&lon=-181", "lon"),
      ("id=1&lat=1&lon=2&timestamp=yesterday", "timestamp"), ("id=1&location=3", "location"),
      ("id=1&lat=1&lon=2&timestamp=1e300", "timestamp"), ("id=%ff&lat=1&lon=2", "query"),
      ("id=1&lat=nan&lon=2", "lat"), ("id=1&lat=1&lon=2&speed=inf", "speed"),
    ])
  func refusedQuery(query: String, field: String) {
    let error = #expect(throws: PhoneReportError.self) { try OsmAnd.reports(query: query) }
    #expect(error?.field == field)
    #expect(error?.explanation.english.contains("Maybe") == true)
  }

  @Test(
    "Wrong JSON is refused with the field at fault",
    arguments: [
      (#"{"_type":"location","lat":1,"lon":2,"tid":"a"}"#, "tst"),
      (#"{"_type":"location","lat":"1","lon":2,"tst":3,"tid":"a"}"#, "lat"),
      (#"{"_type":"location","lat":1,"lon":2,"tst":1e300,"tid":"a"}"#, "tst"),
      (#"{"_type":"location","lat":1,"lon":2,"tst":3}"#, "tid"),
      (#"{"lat":1}"#, "_type"), ("[1]", "Index 0"), ("nonsense", "body"),
      (String(repeating: "[", count: 5000), "JSON depth"),
      (
        "[" + Array(repeating: #"{"_type":"lwt"}"#, count: 101).joined(separator: ",") + "]", "list"
      ),
      ("\"" + String(repeating: "x", count: 300_000) + "\"", "body"),
    ])
  func refusedJSON(text: String, field: String) {
    let error = #expect(throws: PhoneReportError.self) {
      try OwnTracks.reports(json: Array(text.utf8))
    }
    #expect(error?.field == field, "\(error?.description ?? "")")
  }
}
