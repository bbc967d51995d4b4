// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import ChengxuServer

@Suite("The door")
struct DoorTests {
  /// An address of each route that answers with something.
  static let addresses = [
    "/api/plans/{mode}": "/api/plans/peak", "/api/risk/{mode}": "/api/risk/peak",
    "/api/places/{form}/{id}/incidents": "/api/places/post/7/incidents",
    "/api/roster/duties/{duty}/candidates": "/api/roster/duties/1/candidates",
    "/api/roster/requests/{request}/review": "/api/roster/requests/1/review",
    "/api/roster/people/{badge}/duties.ics": "/api/roster/people/000001/duties.ics",
    "/api/incidents/{id}": "/api/incidents/1", "/api/live": "/api/live?wait=0",
    "/api/incidents/{id}/candidates": "/api/incidents/1/candidates",
    "/api/figures/{kpi}/cases": "/api/figures/on-time-arrival/cases",
    "/api/charts/{chart}": "/api/charts/rates",
    "/api/units/live": "/api/units/live?wait=0",
    "/api/units/{terminal}/track": "/api/units/1/track?reason=door",
    "/api/day/figures/{kpi}/cases": "/api/day/figures/on-time-arrival/cases",
    "/api/day/figures/{kpi}/events": "/api/day/figures/on-time-arrival/events",
  ]

  @Test("asks every route by one table, which names no route that there is not")
  func table() async throws {
    try await ServedDoor.test(preparing: ServedRoster.prepare) { served in
      let routes = Set(
        served.routes.filter { route in
          route.method != .head && !served.openPaths.contains(route.path)
        }.map { "\($0.method) \($0.path)" })
      #expect(routes == Set(DoorRule.table.keys))
    }
  }

  @Test(
    "lets each role read what its permissions say, route by route, and nobody without a session")
  func everyRouteAndRole() async throws {
    try await ServedDoor.test(preparing: ServedRoster.prepare) { served in
      let readings = served.routes.filter { $0.method == .get }
      for role in Role.allCases {
        let cookie = try await served.signIn(role)
        let may = AccessPolicy.permissions(of: role)
        for route in readings {
          let path = route.path
          if served.openPaths.contains(path) { continue }
          let address = Self.addresses[path] ?? path
          let rule = try #require(DoorRule.table["GET \(path)"])
          let (stranger, person) = (
            try await served.status(address), try await served.status(address, cookie: cookie)
          )
          switch rule {
          case .open: #expect(stranger.code < 400, "\(path)")
          case .ownKey: #expect(stranger == .unauthorized && person == .unauthorized, "\(path)")
          case .signedIn:
            #expect(stranger == .unauthorized && person == .ok, "\(path)")
          case .permission(let permission, _):
            #expect(stranger == .unauthorized, "\(path)")
            let isLetIn = person != .forbidden && person != .unauthorized
            #expect(isLetIn == may.contains(permission), "\(role) at \(path): \(person)")
          }
        }
      }
    }
  }

  @Test("lets each role change what its permissions say, route by route")
  func everyChangeAndRole() async throws {
    try await ServedDoor.test { served in
      let changes = served.routes.filter { route in
        route.method == .post && RouteDescription.all["POST \(route.path)"]?.needsKey == true
      }
      #expect(changes.count >= 20)
      for role in Role.allCases {
        let cookie = try await served.signIn(role)
        let secret = try await served.formSecret(cookie)
        let may = AccessPolicy.permissions(of: role)
        for route in changes {
          guard case .permission(let permission, _)? = DoorRule.table["POST \(route.path)"] else {
            continue
          }
          let address = route.path.replacing(/\{\w+\}/, with: "1")
          #expect(try await served.status(address, .post, json: "{}") == .unauthorized)
          // Nobody's body is right, so whoever is let in is told that.
          let person = try await served.status(
            address, .post, cookie: cookie, formSecret: secret, json: "{}")
          #expect((person == .badRequest) == may.contains(permission), "\(role) at \(address)")
          #expect((person == .forbidden) != may.contains(permission), "\(role) at \(address)")
        }
      }
    }
  }

  @Test("keeps whoever holds a one-time password to changing it")
  func oneTimePassword() async throws {
    try await ServedDoor.test { served in
      let new = try await served.newAccount([.planner])
      let (answer, cookie) = try await served.signIn(new.account.name.text, new.oneTimePassword)
      #expect(answer.person?.mustChangePassword == true)
      #expect(try await served.status("/api/city", cookie: cookie) == .forbidden)
      let secret = try #require(answer.person).formSecret
      let changed = try await served.status(
        "/api/session/password", .post, cookie: cookie, formSecret: secret,
        json: #"{"old": "\#(new.oneTimePassword)", "new": "风筝之都 2017 晴天"}"#)
      #expect(changed == .noContent)
      let after = try await served.status("/api/city", cookie: cookie)
      #expect(after == .unauthorized, "a changed password ends the sessions")
    }
  }

  @Test("refuses a change without the secret that other sites cannot read")
  func formSecret() async throws {
    try await ServedDoor.test { served in
      let cookie = try await served.signIn(.officer)
      #expect(try await served.status("/api/session", .delete, cookie: cookie) == .forbidden)
      #expect(
        try await served.status("/api/session", .delete, cookie: cookie, formSecret: "guess")
          == .forbidden)
      let secret = try await served.formSecret(cookie)
      #expect(
        try await served.status("/api/session", .delete, cookie: cookie, formSecret: secret)
          == .noContent)
      #expect(try await served.status("/api/city", cookie: cookie) == .unauthorized)
    }
  }

  @Test("says nothing of which part of a sign-in was wrong, and slows an address down")
  func guessing() async throws {
    try await ServedDoor.test { served in
      _ = try await served.newAccount([.planner], name: "planner")
      var statuses: [Int] = []
      for number in 0...AddressLimit.signInsPerMinute {
        let name = number == 0 ? "planner" : "nobody\(number)"
        let status = try await served.status(
          "/api/session", .post, json: #"{"name": "\#(name)", "password": "guess"}"#)
        statuses.append(status.code)
      }
      #expect(statuses.dropLast().allSatisfy { $0 == 401 })
      #expect(statuses.last == 429)
    }
  }

  @Test("knows a program by its key, for its scope alone")
  func program() async throws {
    try await ServedDoor.test { served in
      let figures = try await served.key([.figures])
      let positions = try await served.key([.positions])
      #expect(try await served.status("/api/scorecard", bearer: figures) == .ok)
      #expect(try await served.status("/api/scorecard", bearer: positions) == .forbidden)
      #expect(try await served.status("/api/scorecard", bearer: "made up") == .unauthorized)
      #expect(try await served.status("/api/roster", bearer: figures) == .unauthorized)
    }
  }

  @Test("binds no authenticator whose digits do not come back")
  func secondFactor() async throws {
    try await ServedDoor.test { served in
      let cookie = try await served.signIn(.inspector)
      let secret = try await served.formSecret(cookie)
      let enrolment: EnrolmentBody = try await served.value(
        "/api/session/second-factor", .post, cookie: cookie, formSecret: secret)
      #expect(enrolment.address.hasPrefix("otpauth://totp/"))
      #expect(
        try await served.status(
          "/api/session/second-factor/confirmation", .post, cookie: cookie, formSecret: secret,
          json: #"{"digits": "000"}"#) == .unauthorized)
      let body: SessionBody = try await served.value("/api/session", cookie: cookie)
      #expect(body.person?.hasSecondFactor == false)
    }
  }

  @Test("refuses a body that is no JSON, too long, or lacks a field")
  func badBodies() async throws {
    try await ServedDoor.test { served in
      for body in ["", "{", "[]", #"{"name": 5}"#, #"{"name": "a"}"#] {
        let status = try await served.status("/api/session", .post, json: body)
        #expect(status == .badRequest, "\(body)")
      }
      let long = #"{"name": "\#(String(repeating: "n", count: 5000))"}"#
      let status = try await served.status("/api/session", .post, json: long)
      #expect(status == .contentTooLarge)
    }
  }

  @Test("lets anybody read demo data where that is allowed, and change nothing")
  func demo() async throws {
    try await ServedPage.test { client in
      try await client.execute(uri: "/api/scorecard", method: .get) { #expect($0.status == .ok) }
      try await client.execute(uri: "/api/session", method: .delete) {
        #expect($0.status == .methodNotAllowed)
      }
    }
  }
}
