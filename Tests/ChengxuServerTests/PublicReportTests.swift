// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Foundation
import HTTPTypes
import HummingbirdTesting
import Stores
import Testing

@testable import ChengxuServer

@Suite("Reports of citizens on the public page")
struct PublicReportTests {
  @Test("get a number, a clock and a grid, and never show who reported")
  func report() async throws {
    try await ServedOrder.test { city in
      let id = try await city.report(["name": "王芳", "phone": "13800000000", "address": "东风街 8 号"])
      let one = try await city.store.cityCase(ID(rawValue: id))
      #expect(one.report.source == .citizen && one.report.grid?.digits == "370705001001001")
      #expect(one.clock?.due == ServedOpen311.now.adding(seconds: 7200), "two hours to look at it")
      #expect(one.report.contact != nil)
      let text = try await city.door.text("/open311/v2/requests/\(id).json", cookie: "")
      #expect(text.contains("信息采集") && !text.contains("王芳") && !text.contains("138"))
    }
  }

  @Test("are filed once for one key, also when both come at once")
  func key() async throws {
    try await ServedOrder.test { city in
      let key = ["key": "5f0d2c1a-report"]
      async let first = city.report(key)
      async let second = city.report(key)
      let (one, two) = try await (first, second)
      #expect(one == two)
      #expect(try await city.report() == one + 1)
    }
  }

  @Test("are refused without a place, of a class that is not the public's, and too many of them")
  func refusals() async throws {
    try await ServedOrder.test { city in
      let wrong = [
        #"{"code": "E0102"}"#, #"{"code": "E0102", "address": "  "}"#,
        #"{"code": "E9999", "address": "东风街"}"#, #"{"code": "E0102", "latitude": 36}"#,
        #"{"code": "E0102", "latitude": 91, "longitude": 0}"#,
        #"{"code": "E0102", "address": "东风街", "photos": ["x"]}"#, "[]",
      ]
      for body in wrong {
        let answer = try await city.send("/api/report", body: Array(body.utf8))
        #expect(answer.status == .badRequest, "\(body)")
      }
      var last = HTTPResponse.Status.ok
      for _ in 0..<20 {
        last = try await city.send("/api/report", body: Array(#"{"code": "E0102"}"#.utf8)).status
      }
      #expect(last == .tooManyRequests)
    }
  }
}
