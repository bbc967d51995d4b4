// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityOrder
import DutyModel
import HTTPTypes
import Testing

@testable import ChengxuServer

@Suite("Who is responsible at a place, over HTTP")
struct ResponsibilityTests {
  private static let here = "/api/grid/responsibility?latitude=36.7&longitude=119.1"

  @Test("names the grid, its owners of today and the body that a case falls to")
  func today() async throws {
    try await ServedOrder.test { city in
      let supervisor = try await city.signIn(.supervisionCentre)
      let body: ResponsibilityBody = try await city.value(Self.here, as: supervisor)
      #expect(body.code == "370705001001001" && body.name == "一号网格")
      #expect(body.date == "2017-06-28" && body.territory == 21)
      let owner = try #require(body.owners.first)
      #expect(owner.role == .communitySponsor && owner.name == "街道包片" && owner.unit == 21)
      #expect(owner.unitName != nil)
    }
  }

  @Test("asks for any day: before the owner began there is none")
  func otherDay() async throws {
    try await ServedOrder.test { city in
      let supervisor = try await city.signIn(.supervisionCentre)
      for (day, count) in [("2016-12-31", 0), ("2017-01-01", 1), ("2017-01-01T23:59", 1)] {
        let body: ResponsibilityBody = try await city.value(
          "\(Self.here)&at=\(day)", as: supervisor)
        #expect(body.owners.count == count && body.code == "370705001001001", "\(day)")
      }
    }
  }

  @Test("tells the person's name only to the owner's own body and to the centres")
  func territory() async throws {
    try await ServedOrder.test { city in
      let (own, other) = (
        try await city.signIn(.district, unit: 921), try await city.signIn(.district, unit: 911)
      )
      let mine: ResponsibilityBody = try await city.value(Self.here, as: own)
      let theirs: ResponsibilityBody = try await city.value(Self.here, as: other)
      #expect(mine.owners.map(\.name) == ["街道包片"])
      #expect(theirs.owners.map(\.name) == [nil] && theirs.owners.map(\.unit) == [21])
    }
  }

  @Test("refuses places that are none, days that are none, and strangers")
  func refusals() async throws {
    try await ServedOrder.test { city in
      let supervisor = try await city.signIn(.supervisionCentre)
      let base = "/api/grid/responsibility"
      for query in [
        "", "?latitude=36.7", "?latitude=91&longitude=0", "?latitude=nan&longitude=119",
        "?latitude=36.7&longitude=119.1&at=2017-02-29", "?latitude=36.7&longitude=119.1&at=",
      ] {
        #expect(try await city.read(base + query, as: supervisor) == .badRequest, "\(query)")
      }
      let outside = "\(base)?latitude=10&longitude=10"
      #expect(try await city.read(outside, as: supervisor) == .notFound)
      #expect(try await city.read(Self.here, as: nil) == .unauthorized)
    }
  }
}
