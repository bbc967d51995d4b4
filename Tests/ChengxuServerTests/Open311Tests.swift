// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Foundation
import HTTPTypes
import HummingbirdTesting
import Logging
import NIOCore
import Stores
import Testing

@testable import ChengxuServer

@Suite("Open311")
struct Open311Tests {
  static let report = ["service_code=E0102", "lat=36.71", "long=119.12"]

  @Test("takes a report with a key and shows it in both forms")
  func wholeWay() async throws {
    try await ServedOpen311.test { served in
      let answer = try await served.post(
        Self.report + ["description=%E5%9E%83%E5%9C%BE+%3Cb%3E%26", "address_string=东风街 1 号"])
      #expect(answer.status == .ok)
      #expect(answer.headers[.contentType] == "application/json; charset=utf-8")
      let filed = try #require(try answer.objects().first)
      #expect(filed["service_request_id"] as? String == "1" && filed["token"] == nil)
      let json = try #require(try await served.get("v2/requests/1.json").objects().first)
      #expect(json["status"] as? String == "open" && json["service_name"] as? String == "暴露垃圾")
      #expect(json["description"] as? String == "垃圾 <b>&")
      #expect(json["lat"] as? Double == 36.71 && json["long"] as? Double == 119.12)
      #expect(json["requested_datetime"] as? String == "2017-06-28T09:30:00+08:00")
      let xml = try await served.get("v2/requests/1.xml")
      #expect(xml.headers[.contentType] == "text/xml; charset=utf-8")
      #expect(xml.text.hasPrefix("<?xml version=\"1.0\" encoding=\"utf-8\"?>"))
      #expect(xml.text.contains("<description>垃圾 &lt;b&gt;&amp;</description>"))
      #expect(xml.text.contains("<service_requests><request><service_request_id>1</service_re"))
      let token = try #require(try await served.get("v2/tokens/1.json").objects().first)
      #expect(token["service_request_id"] as? String == "1" && token["token"] as? String == "1")
    }
  }

  @Test("files a report that is sent again with its key once, and its sender once")
  func retry() async throws {
    try await ServedOpen311.test { served in
      func send(_ key: String) async throws -> TestResponse {
        try await served.post(Self.report + ["first_name=Li"], idempotencyKey: key)
      }
      let answers = [
        try await send("6f0d2c1a-0001"), try await send("\"6f0d2c1a-0001\""),
        try await send("6f0d2c1a-0002"),
      ]
      #expect(
        try answers.map { try $0.objects().first?["service_request_id"] as? String }
          == ["1", "1", "2"])
      #expect(try await send("no key").status == .badRequest)
      #expect(try await served.all().count == 2)
    }
  }

  @Test(
    "never publishes who reported, hides numbers and addresses they wrote, and erases contacts in time",
    .timeLimit(.minutes(1)))
  func privacy() async throws {
    try await ServedOpen311.test { served in
      let personal = [
        "email=wang%40example.cn", "first_name=Jianguo", "last_name=Wang", "phone=13812345678",
        "description=请打+138-1234-5678+或+wang%40example.cn，门牌+1024",
      ]
      #expect(try await served.post(Self.report + personal).status == .ok)
      for path in ["requests.json", "requests.xml", "requests/1.json", "requests/1.xml"] {
        let text = try await served.get("v2/" + path).text
        for secret in ["example.cn", "Jianguo", "Wang", "1381234", "138-1234"] {
          #expect(!text.contains(secret), "\(path) shows \(secret)")
        }
        #expect(text.contains("1024"))
      }
      // The office can reach them, from a table of its own, until it is erased.
      let one = try #require(try await served.all().first)
      let id = try #require(one.report.contact)
      #expect(try await served.reporters.contact(id)?.phone == "13812345678")
      #expect(
        try await served.reporters.eraseExpired(
          at: ServedOpen311.now.adding(seconds: 179 * 86_400)) == 0)
      let later = ServedOpen311.now.adding(seconds: 181 * 86_400)
      let retention = ContactRetention(
        reporters: served.reporters, logger: Logger(label: "test"), now: { later })
      let running = Task { try await retention.run() }
      while try await served.reporters.contact(id) != nil {
        try await Task.sleep(for: .milliseconds(5))
      }
      running.cancel()
      try await running.value
    }
  }

  @Test(
    "refuses a report with the standard's error, and stores nothing",
    arguments: [
      (["lat=36.7", "long=119.1"], 400, "service_code was not provided"),
      (["service_code=NONE", "lat=36.7", "long=119.1"], 404, "service_code NONE was not found"),
      (["service_code=E0499", "lat=36.7", "long=119.1"], 404, "was not found"),
      (["service_code=E0102"], 400, "A location was not provided"),
      (["service_code=E0102", "lat=36.7"], 400, "long is missing"),
      (["service_code=E0102", "lat=", "long="], 400, "A location was not provided"),
      (["service_code=E0102", "lat=96.7", "long=119.1"], 400, "lat is missing or no number"),
      (["service_code=E0102", "lat=nan", "long=119.1"], 400, "lat is missing or no number"),
      (["service_code=E0102", "address_id=12"], 400, "address_id is no grid code"),
      (["service_code=E0505", "lat=36.7", "long=119.1"], 400, "attribute[SIDE] was not provided"),
      (
        ["service_code=E0505", "lat=36.7", "long=119.1", "attribute[SIDE]=W"], 400,
        "attribute[SIDE] is no singlevaluelist"
      ),
      (
        [
          "service_code=E0505", "lat=36.7", "long=119.1", "attribute[SIDE]=E", "attribute[COUNT]=x",
        ],
        400, "attribute[COUNT] is no number"
      ),
      (Self.report + ["media_url=javascript:alert(1)"], 400, "media_url is no http"),
      (Self.report + ["description=%FF"], 400, "not percent-encoded UTF-8"),
      (Self.report + ["description=" + String(repeating: "a", count: 4001)], 400, "4000"),
      (Self.report + ["api_key=wrong"], 403, "api_key"),
      (Self.report + ["api_key="], 403, "api_key"),
    ])
  func refused(fields: [String], status: Int, words: String) async throws {
    try await ServedOpen311.test { served in
      for format in ["json", "xml"] {
        let answer = try await served.post(fields, to: "v2/requests.\(format)")
        #expect(answer.status.code == status, "\(answer.text)")
        #expect(answer.text.contains(words), "\(answer.text)")
        if format == "xml" {
          #expect(answer.text.contains("<errors><error><code>\(status)</code><description>"))
        } else {
          #expect(try answer.objects().first?["code"] as? Int == status)
        }
      }
      #expect(try await served.all().isEmpty)
    }
  }

  @Test("names every wrong argument at once")
  func severalErrors() async throws {
    try await ServedOpen311.test { served in
      let answer = try await served.post(["lat=999", "email=nobody"])
      #expect(try answer.objects().count == 3)
    }
  }

  @Test(
    "answers 404 for what does not exist",
    arguments: [
      "v2/services/NONE.json", "v2/services/E0499.xml", "v2/requests/77.json",
      "v2/requests/x.xml", "v2/tokens/77.xml", "v2/requests/1.pdf", "v2/services/E0102",
    ])
  func missing(path: String) async throws {
    try await ServedOpen311.test { served in
      let answer = try await served.get(path)
      #expect(answer.status == .notFound && answer.text.contains("404"))
    }
  }

  @Test("lists what is asked for, page by page, an empty argument counting as none")
  func lists() async throws {
    try await ServedOpen311.test { served in
      for _ in 0..<3 { _ = try await served.post(Self.report) }
      _ = try await served.post(
        ["service_code=E0505", "address_string=东风街", "attribute[SIDE]=E"])
      func ids(_ query: String) async throws -> [String] {
        try await served.get("v2/requests.json?" + query).objects()
          .compactMap { $0["service_request_id"] as? String }
      }
      #expect(try await ids("") == ["4", "3", "2", "1"])
      #expect(
        try await ids("service_code=E0102&status=open&start_date=&end_date=") == ["3", "2", "1"])
      #expect(try await ids("status=closed").isEmpty)
      #expect(try await ids("status=open,closed").count == 4)
      #expect(
        try await ids("service_request_id=2,4,99&status=closed&service_code=NONE") == ["4", "2"])
      #expect(try await ids("page_size=3&page=2") == ["1"])
      #expect(
        try await ids("start_date=2017-06-28T00:00:00%2B08:00&end_date=2017-06-28T01:30:00Z").count
          == 4)
      #expect(try await ids("start_date=2017-06-28T09:30:01%2B08:00").isEmpty)
      for wrong in [
        "status=lost", "start_date=yesterday", "start_date=2017-06-02&end_date=2017-06-01",
        "start_date=2017-01-01&end_date=2017-06-01", "page=0", "page_size=1001",
      ] {
        let answer = try await served.get("v2/requests.json?" + wrong)
        #expect(answer.status == .badRequest, "\(wrong): \(answer.text)")
      }
    }
  }

  @Test("tells the public steps of public cases in both forms, and nothing that people wrote")
  func updates() async throws {
    try await ServedOpen311.test { served in
      for _ in 0..<2 { _ = try await served.post(Self.report) }
      let (code, reason) = (
        try #require(ClassCode("E0102")), try #require(CaseReason("李伟说不归他管"))
      )
      func due(_ minutes: Int64) -> Deadline {
        Deadline(
          given: ServedOpen311.now.adding(seconds: minutes * 60), from: ServedOpen311.now)
      }
      let handler = CaseActor(person: 30, role: .handler, unit: 301)
      let dispatcher = CaseActor(person: 20, role: .dispatcher, unit: 200)
      let steps: [(CaseActor, CaseEvent.Action)] = [
        (
          CaseActor(person: 10, role: .supervisor, unit: 100), .open(code, deadline: due(60))
        ), (dispatcher, .dispatch(to: 301, basis: .classOwner, deadline: due(300))),
        (handler, .giveBack(reason, redispatch: due(60))),
        (dispatcher, .dispatch(to: 301, basis: .coordination, deadline: due(300))),
        (handler, .noteBuckPassing(reason)), (handler, .accept),
        (handler, .requestExtension(.days(1), reason)),
      ]
      try await served.store.append(
        steps.enumerated().map { minute, step in
          CaseEvent(
            by: step.0, at: ServedOpen311.now.adding(seconds: Int64(minute + 1) * 60), step.1)
        }, to: 1, version: 1)
      let of = "v2/servicerequestupdates"
      let all = try await served.get("\(of).json?service_request_id=1").objects()
      #expect(
        all.compactMap { $0["status"] as? String } == [
          "IN_PROGRESS", "ACTION_SCHEDULED", "FOR_TRIAGE", "ACTION_SCHEDULED", "INVESTIGATING",
          "OPEN",
        ])
      #expect(all.map { $0["update_id"] as? String }.last == "1-1")
      #expect(all[2]["updated_datetime"] as? String == "2017-06-28T09:33:00+08:00")
      let xml = try await served.get("\(of).xml?service_request_id=1").text
      #expect(xml.contains("<service_request_updates><request_update><update_id>1-7</update_id>"))
      #expect(!xml.contains("李伟"))
      // By the time of the step, page by page.
      func ids(_ query: String) async throws -> [String] {
        try await served.get("\(of).json?" + query).objects()
          .compactMap { $0["update_id"] as? String }
      }
      let span = "start_date=2017-06-28T00:00:00%2B08:00&end_date=2017-06-28T09:32:00%2B08:00"
      #expect(try await ids(span) == ["1-3", "1-2", "2-1", "1-1"])
      #expect(try await ids(span + "&page_size=3&page=2") == ["1-1"])
      #expect(try await ids("service_request_id=77").isEmpty)
      for wrong in ["start_date=yesterday", "page=0", "start_date=2017-01-01&end_date=2017-06-01"] {
        #expect(try await served.get("\(of).json?" + wrong).status == .badRequest, "\(wrong)")
      }
    }
  }

  @Test("is found by its discovery document in both forms")
  func discovery() async throws {
    try await ServedOpen311.test { served in
      let xml = try await served.get("discovery.xml").text
      #expect(xml.contains("<url>https://city.example/open311/v2</url>"))
      #expect(xml.contains("<formats><format>text/xml</format><format>application/json</format>"))
      let json = try await served.get("discovery.json").json()
      #expect(Set(json.keys) == ["changeset", "contact", "key_service", "endpoints"])
    }
  }

  @Test("leaves the rest of the server for reading only")
  func onlyThere() async throws {
    try await ServedOpen311.test { served in
      let answer = try await served.client.execute(uri: "/api/city", method: .post) { $0 }
      #expect(answer.status == .methodNotAllowed)
    }
  }
}
