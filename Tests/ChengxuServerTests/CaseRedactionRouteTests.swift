// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityOrder
import DutyModel
import Foundation
import HTTPTypes
import HummingbirdTesting
import Operations
import Stores
import Testing

@testable import ChengxuServer

/// Every field of a case and every audience, on the routes that they really ask.
@Suite("What of a case each audience is shown")
struct CaseRedactionRouteTests {
  @Test("is what the table says, field by field", arguments: CaseAudience.allCases)
  func fields(of audience: CaseAudience) async throws {
    try await ServedOrder.test { city in
      try await city.store.file([try MarkedCase.whole(), try MarkedCase.referred()])
      let answers = try await answers(of: city, to: audience)
      let reader = CaseReader([audience])
      for field in CaseField.allCases {
        let (sight, found) = (reader.sight(of: field), answers.fields[field] ?? [])
        if sight == .hidden {
          #expect(found.isEmpty, "\(audience) sees \(field): \(found)")
        } else if answers.shows.contains(field) {
          #expect(!found.isEmpty, "\(audience) does not see \(field)")
        }
        guard let mark = MarkedCase.marks[field] else { continue }
        #expect(answers.text.contains(mark) == (sight == .whole), "\(audience), \(field): \(mark)")
      }
      for (field, text) in MarkedCase.masked {
        let isSeen = answers.text.contains(text)
        #expect(isSeen == (reader.sight(of: field) == .masked), "\(audience), \(field): \(text)")
      }
    }
  }

  @Test("follows from role and body in one way")
  func audiences() throws {
    func audience(_ role: Role, _ kinds: Set<OrderUnit.Kind>?) -> Set<CaseAudience> {
      CaseAudience.audiences(of: [role], for: kinds)
    }
    for role in Role.allCases {
      let may = AccessPolicy.permissions(of: role)
      let isReader = !may.isDisjoint(with: [.readCases, .reportCase])
      #expect(audience(role, nil).isEmpty != isReader, "\(role)")
      for kind in OrderUnit.Kind.allCases where isReader {
        #expect(audience(role, [kind]).count == 1, "\(role)")
        #expect(!audience(role, [kind]).contains(.everybody))
      }
    }
    #expect(audience(.district, [.trafficBrigade]) == [.brigade])
    #expect(audience(.supervisionCentre, [.department]) == [.district])
    #expect(audience(.commandCentre, nil) == [.centre])
    #expect(audience(.district, [.department, .trafficBrigade]) == [.district, .brigade])
    #expect(audience(.collector, [.supervisionCentre]) == [.collector])
    #expect(
      CaseAudience.audiences(of: [.collector, .auditor], for: nil) == [.collector, .auditor])
  }

  // MARK: Answers

  private struct Answers {
    var text = ""
    /// Values by field, of every answer together.
    var fields: [CaseField: [String]] = [:]
    /// Fields that the routes have a key for.
    var shows: Set<CaseField> = []
  }

  private func answers(
    of city: ServedOrder, to audience: CaseAudience
  ) async throws -> Answers {
    var answers = Answers()
    for (address, keys) in Self.addresses(of: audience) {
      answers.shows.formUnion(keys.values)
      let person = try await person(audience, city)
      let text = try await city.door.text(address, cookie: person?.cookie ?? "")
      answers.text += text
      let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
      try Self.collect(value, keys, address, into: &answers)
    }
    let photo = try await city.read(
      "/api/cases/1/photos/\(MarkedCase.photo)", as: person(audience, city))
    if photo == .ok || photo == .notFound || photo == .gone {
      answers.fields[.photos, default: []].append(MarkedCase.photo)
    }
    return answers
  }

  private func person(
    _ audience: CaseAudience, _ city: ServedOrder
  ) async throws -> ServedOrder.Person? {
    switch audience {
    case .everybody: nil
    case .collector: try await city.signIn(.collector)
    case .district: try await city.signIn(.district, unit: 911)
    case .brigade: try await city.signIn(.brigadeLeader, unit: 2)
    case .centre: try await city.signIn(.supervisionCentre, unit: 901)
    case .auditor: try await city.signIn(.auditor)
    }
  }

  private typealias Keys = [String: CaseField]

  private static func addresses(of audience: CaseAudience) -> [(String, Keys)] {
    guard audience == .everybody else {
      let turn = audience == .brigade ? 31 : 11
      return [
        ("/api/cases/1", workbench), ("/api/cases?turn=\(turn)", workbench),
        ("/api/cases/map?box=119,36,120,37", workbench),
      ]
    }
    return [
      ("/open311/v2/requests/1.json", open311), ("/open311/v2/requests.json", open311),
      ("/open311/v2/servicerequestupdates.json?service_request_id=1", updates),
    ]
  }

  /// Keys that are no field of the case: what holds others, and what follows from the city.
  private static let holders: Set<String> = [
    "case", "cases", "timeline", "isComplete", "actions", "territory", "duplicates", "referral",
    "zh", "en",
    "service_notice", "zipcode",
  ]

  /// Which field each key of an answer shows.
  private static let workbench: Keys = [
    "id": .number, "version": .version, "code": .kind, "className": .kind, "state": .state,
    "step": .state, "stepName": .state, "turn": .turn, "kind": .turn, "name": .turn,
    "due": .deadlines, "handlingDue": .deadlines, "received": .times, "latitude": .place,
    "longitude": .place, "grid": .place, "address": .address, "description": .description,
    "mediaURL": .media, "isExtensionAsked": .extension_, "at": .times, "action": .step,
    "role": .actor, "unit": .actor, "unitName": .actor, "person": .person, "receiver": .body,
    "violation": .violation,
    "basis": .basis, "reason": .reason, "note": .note, "passed": .result, "outcome": .outcome,
    "photos": .photos, "reminded": .reminders, "rung": .reminders, "percent": .reminders,
    "recipients": .reminders, "post": .reminders, "gridRole": .reminders,
  ]

  private static let open311: Keys = [
    "service_request_id": .number, "status": .state, "status_notes": .state,
    "service_name": .kind, "service_code": .kind, "description": .description,
    "agency_responsible": .body, "requested_datetime": .times,
    "updated_datetime": .times, "expected_datetime": .deadlines, "address": .address,
    "address_id": .place, "lat": .place, "long": .place, "media_url": .media,
  ]

  private static let updates: Keys = [
    "update_id": .step, "service_request_id": .number, "status": .result,
    "updated_datetime": .times, "description": .step, "media_url": .media,
  ]

  /// Sorts every value of an answer under its field; a key that none knows fails the test.
  private static func collect(
    _ value: Any, _ keys: Keys, _ address: String, into answers: inout Answers
  ) throws {
    if let list = value as? [Any] {
      for one in list { try collect(one, keys, address, into: &answers) }
    }
    for (key, inner) in value as? [String: Any] ?? [:] {
      if let list = inner as? [Any], list.isEmpty { continue }
      if let field = keys[key] {
        if !(inner is NSNull) { answers.fields[field, default: []].append("\(inner)") }
      } else {
        try #require(holders.contains(key), "\(address) has a key without a field: \(key)")
      }
      if !(inner is String) { try collect(inner, keys, address, into: &answers) }
    }
  }
}

/// A case whose every field holds something that is found again in a text.
private enum MarkedCase {
  static let photo = String(repeating: "a", count: 64)
  private static let proof = String(repeating: "b", count: 64)

  /// Found only where the field is shown whole.
  static let marks: [CaseField: String] = [
    .description: "13812345678", .address: "7654321", .media: "media.example", .answers: "答案标记",
    .contact: "90210", .person: "91030", .reason: "理由标记", .note: "说明标记", .outcome: "penalised",
    .violation: "471104", .photos: photo, .requestKey: "request-key-mark", .basis: "coordination",
  ]
  /// Found only where the field is masked.
  static let masked: [(CaseField, String)] = [
    (.description, "占道停车，电话 ***"), (.address, "东风街 *** 号"),
  ]

  private static func actor(_ role: CaseActor.Role, _ unit: Int64?) -> CaseActor {
    CaseActor(
      person: role == .citizen ? nil : 91030, role: role, unit: unit.map { ID(rawValue: $0) })
  }

  /// Through the brigade, a cross-check that failed, and a body of the district.
  static func whole() throws -> [CaseEvent] {
    let reason = try #require(CaseReason("理由标记"))
    let (photo, proof) = (try evidence(photo), try evidence(proof))
    let collector = CaseActor(person: 91031, role: .collector, unit: 1)
    let other = CaseActor(person: 91032, role: .collector, unit: 1)
    return try referred() + [
      event(6, actor(.brigadeOfficer, 31), .accept),
      event(7, actor(.brigadeOfficer, 31), .brigadeOutcome(.penalised, verification: due(90))),
      event(8, collector, .verify(passed: true, photo, resumed: nil)),
      event(9, actor(.supervisor, 1), .close(note: "说明标记")),
      event(10, other, .crossCheck(passed: false, proof, redispatch: due(90))),
      event(11, actor(.dispatcher, 2), .dispatch(to: 12, basis: .classOwner, deadline: due(99))),
      event(12, actor(.handler, 12), .giveBack(reason, redispatch: due(99))),
      event(13, actor(.dispatcher, 2), .dispatch(to: 11, basis: .coordination, deadline: due(99))),
      event(14, actor(.handler, 11), .accept),
      event(15, actor(.handler, 11), .requestExtension(.days(1), reason)),
    ]
  }

  /// One that the brigade has now.
  static func referred() throws -> [CaseEvent] {
    let code = try #require(ClassCode("E0505"))
    let report = CaseReport(
      source: .citizen, code: code, place: Coordinate(latitude: 36.7, longitude: 119.1),
      grid: GridCode("370705001001001"), address: "东风街 7654321 号",
      description: "占道停车，电话 13812345678", photos: [try #require(PhotoHash(photo))],
      mediaURL: "https://media.example/1.jpg", attributes: ["SIDE": ["答案标记"]], contact: 90210)
    let supervisor = actor(.supervisor, 1)
    return [
      event(1, actor(.citizen, nil), .report(report, deadline: due(30))),
      event(2, supervisor, .open(code, deadline: due(40))),
      event(3, supervisor, .correctClass(code, try #require(CaseReason("理由标记")))),
      event(4, actor(.dispatcher, 2), .refer(to: 31, deadline: due(80), violation: 471104)),
    ]
  }

  private static func evidence(_ hash: String) throws -> CaseEvidence {
    .photo(try #require(PhotoHash(hash)))
  }

  private static func event(
    _ minute: Int64, _ by: CaseActor, _ action: CaseEvent.Action
  ) -> CaseEvent {
    CaseEvent(
      by: by, at: ServedOpen311.now.adding(seconds: (minute - 60) * 60), action,
      key: RequestKey("request-key-mark-\(minute)"))
  }

  private static func due(_ minute: Int64) -> Deadline {
    Deadline(given: ServedOpen311.now.adding(seconds: minute * 60), from: ServedOpen311.now)
  }
}
