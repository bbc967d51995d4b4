// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Rostering
import TestSupport
import Testing

@testable import Operations

@Suite("The frequent shapes of an event's text")
struct FrequentEventTextTests {
  static let sworn = Handler(officer: 7, status: .sworn, unit: 12, isOfficeStaff: false)
  static let office = Handler(officer: 8, status: .auxiliary, unit: 36, isOfficeStaff: true)
  static let at = Instant(milliseconds: 1_493_715_995_000)

  static func entry(_ content: DutyEventEntry.Content, isSimulated: Bool = true) -> DutyEventEntry {
    DutyEventEntry(
      instant: at, recorded: at.adding(seconds: 3), actor: .officer(id: 642),
      isSimulated: isSimulated, content: content)
  }

  static func frequent() throws -> [DutyEventEntry] {
    let stay = AssignmentID(duty: 1_728_702_213, task: 1)
    let code = try #require(ViolationCode("1039"))
    let document = try #require(DocumentNumber("DEMO90000410002"))
    func moved(_ event: ViolationCase.Event) -> DutyEventEntry.Content {
      .violationMoved(violation: 17_288_004_610_001, event: event)
    }
    func seen(_ place: StreetPlace) -> DutyEventEntry.Content {
      .violationObserved(
        violation: 5,
        observation: .init(
          by: office, at: at, place: place, code: code, roadUser: .nonMotor, mode: .offPeak))
    }
    return [
      moved(.intervene(.verbalWarning, by: sworn, at: at)),
      moved(.handOver(to: 3, due: at.adding(seconds: 60), by: office, at: at)),
      moved(.accept(by: sworn, at: at)), moved(.close(by: sworn, at: at)),
      moved(.decide(.warned, document: document, by: sworn, at: at)),
      moved(.decide(.fined(cents: 10_000), document: document, by: sworn, at: at)),
      seen(StreetPlace(segment: 1118, junction: 1283)), seen(StreetPlace(segment: 0)),
      .attendance(assignment: stay, event: .confirm(.scannedTag, at: at)),
      .attendance(assignment: stay, event: .comeBack(at: at)),
      .attendance(assignment: stay, event: .finish(at: at)),
      .beatWalk(assignment: stay, from: at, visits: []),
      .beatWalk(
        assignment: stay, from: at,
        visits: [.init(segment: 923, seconds: 75), .init(segment: 924, seconds: 0)]),
      .stop(assignment: stay, junction: -4, from: at, until: at.adding(seconds: 780)),
      .vehicle(duty: stay.duty, vehicle: 17, isOut: true),
      .vehicle(duty: stay.duty, vehicle: 17, isOut: false),
      .incidentMoved(incident: 22_433, event: .acknowledge(at: at)),
      .incidentMoved(incident: 22_433, event: .setOut(at: at)),
      .incidentMoved(incident: 22_433, event: .arrive(at: at)),
      .incidentMoved(incident: 22_433, event: .clear(at: at)),
    ].map { entry($0) } + [
      entry(.beatWalk(assignment: stay, from: at, visits: []), isSimulated: false)
    ]
  }

  static func decoded(_ body: String) -> DutyEventEntry? {
    try? JSONDecoder().decode(DutyEventEntry.self, from: Data(body.utf8))
  }

  @Test("are read as they were written")
  func shapes() throws {
    for entry in try Self.frequent() {
      let body = try EventChain.body(of: entry)
      #expect(DutyEventEntry(frequentText: body) == entry, "\(body)")
      #expect(Self.decoded(body) == entry)
    }
  }

  @Test("give a damaged text up, or what Codable gives, wherever the damage is")
  func damage() throws {
    var given = 0
    for entry in try Self.frequent() {
      let body = Array(try EventChain.body(of: entry).utf8)
      for position in body.indices {
        for byte in [nil, 0x30, 0x22, 0x5C, 0x7D, 0x2D, 0xE5] as [UInt8?] {
          var damaged = body
          if let byte { damaged[position] = byte } else { damaged.remove(at: position) }
          let text = String(decoding: damaged, as: UTF8.self)
          guard let read = DutyEventEntry(frequentText: text) else { continue }
          #expect(read == Self.decoded(text), "\(text)")
          given += 1
        }
      }
      #expect(DutyEventEntry(frequentText: String(decoding: body + [0x20], as: UTF8.self)) == nil)
      #expect(
        DutyEventEntry(frequentText: String(decoding: body.dropLast(), as: UTF8.self)) == nil)
    }
    #expect(given > 0, "another digit is another number")
  }

  @Test("are nearly all of a replayed day, and every other shape is left to Codable")
  func day() throws {
    let entries = try DayReplayTests.replay().run(on: GridDay.date).entries
    var (frequent, kinds) = (0, Set<DutyEvent.Kind>())
    for entry in entries {
      let body = try EventChain.body(of: entry)
      #expect(try EventChain.entry(from: body) == entry)
      if let read = DutyEventEntry(frequentText: body) {
        #expect(read == entry)
        frequent += 1
        kinds.insert(entry.content.kind)
      }
    }
    #expect(frequent * 10 > entries.count * 8, "\(frequent) of \(entries.count)")
    #expect(kinds.isSuperset(of: [.violationObserved, .violationMoved, .attendance]))
  }
}
