// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Testing

@testable import AccessControl

@Suite("Who may do what")
struct PolicyTests {
  static func unit(_ id: Int64, parent: Int64?) -> Unit {
    Unit(
      id: ID(rawValue: id), kind: .squadron, name: LocalizedName(chinese: "队", english: "unit"),
      parent: parent.map { ID(rawValue: $0) }, area: nil,
      station: Coordinate(latitude: 36.7, longitude: 119.1), stationMinimum: 1)
  }

  /// 1 detachment; 2, 3 brigades; 21 a squadron of 2.
  static let index = TerritoryIndex(units: [
    unit(1, parent: nil), unit(2, parent: 1), unit(3, parent: 1), unit(21, parent: 2),
  ])

  @Test("An auxiliary never decides a penalty, accepts or releases a case")
  func auxiliary() {
    let may = AccessPolicy.permissions(of: .auxiliary)
    #expect(may.isDisjoint(with: [.decidePenalty, .acceptHandOver, .releaseViolation]))
    #expect(may.contains(.reportViolation))
  }

  @Test("A shift is led, and so handed over, by sworn officers and at the centre alone")
  func shifts() {
    for role in Role.allCases {
      let may = AccessPolicy.permissions(of: role)
      let leads = [Role.officer, .brigadeLeader, .dispatcher].contains(role)
      #expect(may.contains(.handOverShift) == leads, "\(role)")
      #expect(
        may.contains(.readShiftHandOver) == (leads || role == .inspector || role == .auditor),
        "\(role)")
    }
  }

  @Test("No single role both handles cases and verifies them")
  func twoCentres() {
    for role in Role.allCases {
      let may = AccessPolicy.permissions(of: role)
      #expect(!(may.contains(.handleCase) && may.contains(.verifyCase)), "\(role)")
    }
  }

  @Test("No single role handles and grants itself time, or verifies and closes")
  func districtSeparation() {
    for role in Role.allCases {
      let may = AccessPolicy.permissions(of: role)
      #expect(!(may.contains(.handleCase) && may.contains(.approveExtension)), "\(role)")
      #expect(!(may.contains(.verifyCase) && may.contains(.closeCase)), "\(role)")
      #expect(!(may.contains(.dispatchCase) && may.contains(.handleCase)), "\(role)")
    }
  }

  @Test("An auditor changes nothing, an administrator reads nobody's way")
  func separation() {
    let reading: Set<Permission> = [
      .readPlans, .readBoard, .readFigures, .readTracks, .readCases, .readViolations, .readAudit,
      .readOwnDuty, .readSpecialDuty, .readFindings, .readShiftHandOver,
    ]
    #expect(AccessPolicy.permissions(of: .auditor).isSubset(of: reading))
    #expect(AccessPolicy.permissions(of: .administrator).isDisjoint(with: reading))
  }

  @Test("Every permission is some role's")
  func complete() {
    let all = AccessPolicy.permissions(of: Set(Role.allCases))
    #expect(Set(Permission.allCases).subtracting(all).isEmpty)
  }

  @Test("A brigade's territory is itself and what lies below it; the detachment's is all")
  func territory() {
    let brigade = Territory.unit(2)
    #expect(Self.index.covers(brigade, 2))
    #expect(Self.index.covers(brigade, 21))
    #expect(!Self.index.covers(brigade, 3))
    #expect(!Self.index.covers(brigade, 1))
    #expect(!Self.index.covers(brigade, 99), "a unit that nobody knows")
    #expect(Self.index.covers(.detachment, 3))
  }

  @Test("Parents that lead in a circle end the search")
  func circle() {
    let index = TerritoryIndex(units: [Self.unit(1, parent: 2), Self.unit(2, parent: 1)])
    #expect(!index.covers(.unit(7), 1))
  }

  @Test("What reports on the whole detachment is for whoever leads all of it")
  func wholeDetachment() throws {
    let leader = try Account.sample(roles: [.brigadeLeader])
    #expect(Visitor(leader).holdsForAll(.signBulletin))
    let brigade = try Account.sample(roles: [.brigadeLeader], territory: .unit(2))
    #expect(!Visitor(brigade).holdsForAll(.signBulletin))
    let writer = try Account.sample(roles: [.bulletinWriter])
    #expect(!Visitor(writer).holdsForAll(.signBulletin))
  }

  @Test("The refusal names the permission or the unit")
  func refusals() throws {
    var account = try Account.sample(roles: [.brigadeLeader], territory: .unit(2))
    let leader = Visitor(account)
    try leader.require(.acceptHandOver, of: 21, in: Self.index)
    #expect(throws: AccessRefused.outsideTerritory(3)) {
      try leader.require(.acceptHandOver, of: 3, in: Self.index)
    }
    #expect(throws: AccessRefused.notPermitted(.plan)) { try leader.require(.plan, in: Self.index) }
    account.roles = [.auxiliary]
    #expect(throws: AccessRefused.notPermitted(.decidePenalty)) {
      try Visitor(account).require(.decidePenalty, of: 2, in: Self.index)
    }
  }

  @Test(
    "Account names are 2 to 32 letters, digits, Chinese characters or . - _, in lower case",
    arguments: [("Li.Wei", "li.wei"), ("张三", "张三"), ("b-2_x", "b-2_x")])
  func names(typed: String, kept: String) throws {
    #expect(try AccountName(typed).text == kept)
  }

  @Test(
    "Other names are refused",
    arguments: ["", "a", "a b", "<b>", "x'--", String(repeating: "n", count: 33), "é́x"])
  func badNames(typed: String) {
    #expect(throws: AccessError.badName(typed)) { try AccountName(typed) }
  }
}

extension Account {
  static func sample(
    name: String = "li.wei", roles: Set<Role>, territory: Territory = .detachment
  ) throws -> Account {
    let hash =
      "$scrypt$ln=10,r=1,p=1$AAAAAAAAAAAAAAAAAAAAAA==$" + String(repeating: "A", count: 43) + "="
    return Account(
      id: 1, name: try AccountName(name), displayName: "李伟", roles: roles, territory: territory,
      officer: nil, password: try PasswordHash(text: hash), created: Instant(milliseconds: 0))
  }
}
