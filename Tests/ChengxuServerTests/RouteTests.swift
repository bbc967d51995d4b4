// SPDX-License-Identifier: Apache-2.0

import ChengxuServer
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@Suite("The routes")
struct RouteTests {
  @Test("name the city, its areas and that it is demo data")
  func city() async throws {
    struct Body: Decodable {
      var name: [String: String]
      var isDemoData: Bool
      var areas: [Area]
      var rosterDates: [String]
      var shownDate: String
      var versions: [String: String]
      struct Area: Decodable {
        var id: Int
        var outline: [[[Double]]]
        var label: [Double]
      }
    }
    try await ServedPage.test { client in
      let body = try await client.execute(uri: "/api/city", method: .get) {
        try $0.decoded(Body.self)
      }
      #expect(body.name == ["zh": "方格市", "en": "Grid City"])
      #expect(body.isDemoData)
      #expect(body.rosterDates.count == 7 && body.rosterDates.first == "2018-01-01")
      #expect(body.shownDate == "2018-01-03")
      #expect(body.versions["plan"] == "abcdefabcdef")
      let area = try #require(body.areas.first)
      #expect(area.outline.first?.count == 4)
      let latitudes = area.outline.flatMap { $0 }.map { $0[0] }
      #expect((latitudes.min() ?? 0)...(latitudes.max() ?? 0) ~= area.label[0])
    }
  }

  @Test("send streets as columns that add up to their shapes")
  func roads() async throws {
    struct Body: Decodable {
      var origin: [Int]
      var quantum: Double
      var pointCount: [Int]
      var latitude: [Int]
      var streetName: [Int]
      var streetNames: [String]
      var length: [Int]
    }
    try await ServedPage.test { client in
      let body = try await client.execute(uri: "/api/roads", method: .get) {
        try $0.decoded(Body.self)
      }
      #expect(body.pointCount == [Int](repeating: 2, count: 24))
      #expect(body.latitude.count == 48)
      #expect(body.length.allSatisfy { 99...101 ~= $0 })
      #expect(body.streetNames[body.streetName[3]] == "东风街")
      #expect(body.streetName[0] == -1)
      let last = Double(body.latitude.reduce(body.origin[0], +)) * body.quantum
      #expect(abs(last - 36.7027) < 0.0002)
    }
  }

  @Test("rate each street by kilometre and year in the mode's hours")
  func risk() async throws {
    struct Body: Decodable {
      var expected: [Int]
      var perKilometre: [Int]
      var quantum: Double
      var steps: [Int]
      var totalPerYear: Double
    }
    try await ServedPage.test { client in
      let body = try await client.execute(uri: "/api/risk/peak", method: .get) {
        try $0.decoded(Body.self)
      }
      // Two hours of workdays are two of 48 equal bands: 12 a year become a half.
      #expect(Double(body.expected[0]) * body.quantum == 0.5)
      #expect(abs(Double(body.perKilometre[0]) * body.quantum - 5) < 0.1)
      #expect(abs(body.totalPerYear - 35.0 / 24) < 0.01)
      #expect(body.steps == body.steps.sorted())
    }
  }

  @Test("give each place its reason, strength and sponsor")
  func plan() async throws {
    try await ServedPage.test { client in
      let body = try await client.execute(uri: "/api/plans/peak", method: .get) { try $0.json() }
      let places = try #require(body["places"] as? [[String: any Sendable]])
      let post = try #require(places.first)
      #expect(places.count == 1)
      #expect(post["people"] as? Int == 3)
      #expect((post["sponsor"] as? [String: String])?["en"] == "Officer 1")
      let reason = try #require(post["reason"] as? [String: any Sendable])
      #expect(reason["incidents"] as? Int == 2)
      #expect(reason["expectedPerYear"] as? Double == 3.46)
      let street = try #require((reason["streets"] as? [[String: any Sendable]])?.first)
      #expect(street["name"] as? String == "东风街")
      #expect(street["metres"] as? Int == 200)
      #expect((body["priorities"] as? [String])?.first == "trafficDirection")
    }
  }

  @Test("show a comparison of before and after with the plan of its hours alone")
  func beforeAfter() async throws {
    try await ServedPage.test { client in
      let night = try await client.execute(uri: "/api/plans/night", method: .get) { try $0.json() }
      let report = try #require(night["beforeAfter"] as? [String: any Sendable])
      #expect(report["isPlacebo"] as? Bool == true)
      let study = try #require(report["study"] as? [String: any Sendable])
      let fair = try #require(study["empiricalBayes"] as? [String: any Sendable])
      #expect(fair["observed"] as? Int == 9)
      let peak = try await client.execute(uri: "/api/plans/peak", method: .get) { try $0.json() }
      #expect(peak["beforeAfter"] == nil)
    }
  }

  @Test("walk back from a place to its incidents")
  func incidents() async throws {
    struct Body: Decodable {
      var count: Int
      var byHour: [Int]
      var bySeverity: [Severity]
      var latest: [Incident]
      struct Severity: Decodable, Equatable {
        var severity: String
        var count: Int
      }
      struct Incident: Decodable {
        var id: Int
        var time: String
      }
    }
    try await ServedPage.test { client in
      let body = try await client.execute(
        uri: "/api/places/post/7/incidents?mode=peak", method: .get
      ) { try $0.decoded(Body.self) }
      #expect(body.count == 2)
      #expect(body.byHour[7] == 1 && body.byHour[8] == 1 && body.byHour.reduce(0, +) == 2)
      #expect(
        body.bySeverity == [
          .init(severity: "damage", count: 1), .init(severity: "fatal", count: 1),
        ])
      #expect(body.latest.map(\.id) == [2, 1])
    }
  }

  @Test("say who is at a place on a day, beside how many are needed")
  func roster() async throws {
    struct Body: Decodable {
      var stays: [Stay]
      var onDuty: [String: [Int]]
      struct Stay: Decodable {
        var form: String
        var id: Int
        var needed: Int
        var people: [Person]
      }
      struct Person: Decodable {
        var status: String
        var unit: [String: String]
      }
    }
    try await ServedPage.test { client in
      let body = try await client.execute(uri: "/api/roster?date=2018-01-03", method: .get) {
        try $0.decoded(Body.self)
      }
      #expect(body.stays.count == 1)
      #expect(body.stays.first?.needed == 3)
      #expect(body.stays.first?.people.map { $0.unit["zh"] } == ["一中队", "一中队"])
      let peak = try #require(body.onDuty["peak"])
      #expect(peak[27] == 0 && peak[28] == 2 && peak[35] == 2 && peak[36] == 0)
      // A Thursday is no day of the window.
      let thursday = try await client.execute(uri: "/api/roster?date=2018-01-04", method: .get) {
        try $0.decoded(Body.self)
      }
      #expect(thursday.stays.isEmpty)
    }
  }

  @Test("draw the day with the watch that began the evening before")
  func timeline() async throws {
    struct Body: Decodable {
      var windows: [Window]
      var usual: [Double]
      var happened: [Int]
      struct Window: Decodable {
        var name: String
        var interval: [String: String]
      }
    }
    try await ServedPage.test { client in
      let body = try await client.execute(uri: "/api/timeline", method: .get) {
        try $0.decoded(Body.self)
      }
      #expect(
        Set(body.windows.compactMap { $0.interval["start"] }) == [
          "2018-01-02T22:00", "2018-01-03T07:00", "2018-01-03T22:00",
        ])
      #expect(body.happened[8] == 1 && body.happened.reduce(0, +) == 1)
      #expect(body.usual.count == 24)
    }
  }

  @Test("publish each figure with its parts, and none on too few cases")
  func scorecard() async throws {
    struct Body: Decodable {
      var figures: [Figure]
      struct Figure: Decodable {
        var whole: Result
        var parts: [Result]
      }
      struct Result: Decodable {
        var value: Double?
        var gap: String?
        var excluded: Int
      }
    }
    try await ServedPage.test { client in
      let body = try await client.execute(uri: "/api/scorecard", method: .get) {
        try $0.decoded(Body.self)
      }
      let figure = try #require(body.figures.first)
      #expect(figure.whole.value == 0.9 && figure.whole.excluded == 1)
      #expect(figure.parts.map(\.gap) == ["tooFewCases"])
    }
  }

  @Test("keep one place's events apart")
  func events() async throws {
    struct Body: Decodable {
      var count: Int
      var events: [Event]
      struct Event: Decodable {
        var kind: String
        var time: String
      }
    }
    try await ServedPage.test { client in
      let all = try await client.execute(uri: "/api/events", method: .get) {
        try $0.decoded(Body.self)
      }
      #expect(all.count == 2 && all.events.map(\.time).first == "1970-01-01T08:00")
      let one = try await client.execute(uri: "/api/events?form=post&place=7", method: .get) {
        try $0.decoded(Body.self)
      }
      #expect(one.events.map(\.kind) == ["arrived"])
    }
  }

  @Test("hand out the bulletin as it lies on disk")
  func bulletin() async throws {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "bulletin-\(UUID().uuidString).pdf")
    try Data("%PDF-1.7 test".utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    try await ServedPage.test(bulletin: BulletinFiles(pdf: file)) { client in
      try await client.execute(uri: "/bulletin.pdf", method: .get) {
        #expect($0.headers[.contentType] == "application/pdf")
        #expect(String(buffer: $0.body) == "%PDF-1.7 test")
      }
    }
  }

  @Test("list the page's texts in both languages")
  func strings() async throws {
    try await ServedPage.test { client in
      let texts = try await client.execute(uri: "/strings.json", method: .get) {
        try $0.decoded([String: [String: String]].self)
      }
      #expect(texts["mode.peak"] == ["zh": "高峰", "en": "Peak"])
      #expect(texts["app.title"] == ["zh": "勤务指挥", "en": "Duty command"])
    }
  }
}
