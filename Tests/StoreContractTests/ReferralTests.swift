// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Geography
import Operations
import Stores
import TestSupport
import Testing

@Suite("A case that goes to the traffic police")
struct ReferralTests {
  @Test("is handed over at its dispatch, decided as any violation, and comes back with the outcome")
  func wholeWay() async throws {
    try await SampleReferral.test { city async throws in
      let one = try await city.referred()
      #expect(one.state == .dispatched && one.unit == 31 && one.basis == .classOwner)
      #expect(one.violation == 1 && one.turn == .unit(31))
      let opened = try await city.file()
      #expect(opened.violation.observation.referral?.cityCase == one.id.rawValue)
      #expect(opened.violation.observation.referral?.version == one.version)
      #expect(opened.owner == 2 && opened.brigade == 2 && opened.stateKey == "handedOver")
      #expect(opened.violation.observation.code.text == "1039" && opened.people.isEmpty)
      #expect(opened.words == "东风街 1 号 · 占道停车")
      #expect(try await city.duty.notices([2]).map(\.kind) == [.handedOver])

      try await city.step(.accept)
      #expect(try await city.cases.cityCase(one.id).state == .handling)
      let document = try #require(DocumentNumber("370700201805"))
      try await city.step(.decide(.fined(cents: 10_000), document: document))
      // A decision that is not closed is no answer yet.
      #expect(try await city.cases.cityCase(one.id).state == .handling)
      try await city.step(.close)

      let answered = try await city.cases.cityCase(one.id)
      #expect(answered.state == .finished && answered.brigadeOutcome == .penalised)
      #expect(answered.turn == .supervisionCentre && !answered.isEnded)
      #expect(answered.solver == CaseActor(person: 7001, role: .brigadeOfficer, unit: 31))
      let events = try await city.cases.events(of: one.id)
      #expect(
        events.map(\.action.key) == ["report", "open", "refer", "accept", "brigadeOutcome"])
      #expect(try CityCase(id: one.id, replaying: events) == answered)
      #expect(
        try await city.duty.kinds() == [
          .violationObserved, .violationMoved, .violationMoved, .violationMoved, .violationMoved,
        ])
    }
  }

  @Test("is referred once, however often the request comes, and not at all where it is refused")
  func once() async throws {
    try await SampleReferral.test { city async throws in
      let one = try await city.opened(city.report(.citizen))
      let command = CaseCommand.dispatch(to: 11, basis: .classOwner)
      let key = "refer-this-once"
      let first = try await city.perform(command, on: one, by: SampleReferral.dispatcher, key: key)
      let again = try await city.perform(command, on: one, by: SampleReferral.dispatcher, key: key)
      #expect(first == again)
      await #expect(throws: CaseDeskError.self) {
        try await city.perform(command, on: one, by: SampleReferral.dispatcher, key: "another-key")
      }
      await #expect(throws: CaseDeskError.self) {
        try await city.perform(command, on: first, by: SampleReferral.dispatcher)
      }
      #expect(try await city.violationCount() == 1)
      let other = try await city.opened(city.report(.citizen))
      await #expect(throws: CaseDeskError.self) {
        try await city.perform(command, on: other, by: SampleReferral.supervisor)
      }
      #expect(try await city.violationCount() == 1)
      #expect(try await city.cases.cityCase(other.id).state == .opened)
    }
  }

  @Test("is opened once where two dispatch it at the same moment")
  func race() async throws {
    try await SampleReferral.test { city async throws in
      let one = try await city.opened(city.report(.citizen))
      let done = await withTaskGroup(of: Bool.self) { group in
        for number in 0..<6 {
          group.addTask {
            let result = try? await city.perform(
              .dispatch(to: 11, basis: .classOwner), on: one, by: SampleReferral.dispatcher,
              key: "dispatch-\(number)-key")
            return result != nil
          }
        }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(done == 1)
      #expect(try await city.violationCount() == 1)
      #expect(try await city.cases.events(of: one.id).count == 3)
    }
  }

  @Test("goes back to the district with the reason, once; the second time it goes up")
  func returned() async throws {
    try await SampleReferral.test { city async throws in
      let one = try await city.referred()
      let reason = try #require(ReturnReason("该处为内部道路"))
      let given = try await city.step(.giveBack(reason: reason))
      #expect(given.stateKey == "closed" && !given.isOpen && given.owner == 2)
      let back = try await city.cases.cityCase(one.id)
      #expect(back.state == .returned && back.turn == .commandCentre && back.returns == 1)
      #expect(back.violation == nil && back.clock != nil)
      guard case .giveBack(let told, _)? = try await city.cases.events(of: one.id).last?.action
      else { throw CaseStoreError.damaged(detail: "no return") }
      #expect(told.text == "该处为内部道路")

      // The rule does not send it there a second time by itself; the command centre may.
      #expect(city.desk.referralBody(of: back) == nil)
      let second = try await city.perform(
        .refer(to: 31), on: back, by: SampleReferral.dispatcher)
      #expect(second.violation == 2)
      let kept = try await city.step(.giveBack(reason: reason), of: 2)
      #expect(kept.stateKey == "handedOver" && kept.flags.contains(.buckPassing))
      let up = try await city.cases.cityCase(one.id)
      #expect(up.state == .dispatched && up.buckPassings == 1 && up.violation == 2)
      #expect(try await city.duty.notices([2]).map(\.kind).contains(.escalation))
    }
  }

  @Test("goes from a collector to the brigade at once, and only from the carriageway")
  func collector() async throws {
    try await SampleReferral.test { city async throws in
      let key = try #require(RequestKey("collected-once"))
      for _ in 0..<2 {
        let one = try await city.desk.file(
          city.report(.collector), by: SampleReferral.collector, key: key, at: city.clock.now)
        #expect(one.state == .dispatched && one.unit == 31 && one.id == 1)
      }
      #expect(try await city.violationCount() == 1)
      let roles = try await city.cases.events(of: 1).map(\.by.role)
      #expect(roles == [.collector, .system, .system])
      for report in [
        try city.report(.collector, at: SampleReferral.place(onStreet: false)),
        try city.report(.collector, at: nil), try city.report(.collector, code: "E0102"),
        // The other brigade has no body here.
        try city.report(.collector, at: GridCity.location(row: 3, column: 0.5)),
        try city.report(.citizen),
      ] {
        let one = try await city.desk.file(
          report, by: SampleReferral.collector, key: nil, at: city.clock.now)
        #expect(one.state == .reported)
      }
      #expect(try await city.violationCount() == 1)
    }
  }

  @Test("says why it stays with the district")
  func reasons() async throws {
    try await SampleReferral.test { city async throws in
      func reason(_ code: String, _ place: Coordinate?) throws -> StaysWithDistrict? {
        do throws(StaysWithDistrict) {
          _ = try city.referral.target(of: try! #require(ClassCode(code)), at: place)
          return nil
        } catch {
          return error
        }
      }
      let street = SampleReferral.place()
      #expect(try reason("E0505", street) == nil)
      #expect(try reason("E0102", street) == .noRule(try #require(ClassCode("E0102"))))
      #expect(try reason("E0505", nil) == .noPlace)
      #expect(try reason("E0505", SampleReferral.place(onStreet: false)) == .offCarriageway)
      #expect(
        try reason("E0505", GridCity.location(row: 3, column: 0.5)) == .noBody(of: 4))
      // A local street reaches 6 m and a report may be off by 5 m.
      #expect(try reason("E0505", GridCity.location(row: 1.10, column: 0.5)) == nil)
      #expect(try reason("E0505", GridCity.location(row: 1.12, column: 0.5)) == .offCarriageway)
    }
  }

  @Test("maps each brigade to one body, and to no unit that is none")
  func mapping() async throws {
    try await SampleReferral.test { city async throws in
      var directory = city.directory
      let name = LocalizedName(chinese: "二", english: "two")
      directory.units.append(OrderUnit(id: 32, kind: .trafficBrigade, name: name, unit: 2))
      #expect(throws: ReferralMappingError.twoBodies(31, 32, 2)) {
        try BrigadeReferral(
          rules: .standard(.standard()), directory: directory, book: city.duty.book)
      }
      directory.units[directory.units.count - 1].unit = 911
      let referral = try BrigadeReferral(
        rules: .standard(.standard()), directory: directory, book: city.duty.book)
      #expect(referral.unmatched == [.noBrigade(911, of: 32)])
      #expect(city.referral.unmatched.isEmpty)
    }
  }

  @Test("is answered by what was found on the spot, and by the violation alone")
  func onTheSpot() async throws {
    try await SampleReferral.test { city async throws in
      let outcomes: [(ViolationDesk.Step, BrigadeOutcome)] = [
        (.notFound, .notFound), (.intervene(.verbalWarning), .dissuaded),
      ]
      for (number, (step, outcome)) in outcomes.enumerated() {
        let one = try await city.referred()
        let violation = Int64(number + 1)
        let brigade = CaseActor(person: 7001, role: .brigadeOfficer, unit: 31)
        for command in [CaseCommand.accept, .brigadeOutcome(.dissuaded)] {
          await #expect(throws: CaseDeskError.self) {
            try await city.perform(command, on: one, by: brigade)
          }
        }
        // Not before it was accepted, and not by another brigade.
        await expectRefused(.notAllowedInState) { try await city.step(step, of: violation) }
        try await city.step(.accept, of: violation)
        await expectRefused(.notTheReceivingUnit) {
          try await city.step(step, of: violation, by: 7)
        }
        try await city.step(step, of: violation)
        let answered = try await city.cases.cityCase(one.id)
        #expect(answered.brigadeOutcome == outcome && answered.state == .finished)
      }
      let ground = try #require(LegalGround(paragraph: "道路交通安全法第九十三条"))
      let one = try await city.referred()
      try await city.step(.accept, of: 3)
      await expectRefused(.auxiliaryMayNotDecide) {
        try await city.step(.intervene(.coerciveMeasure), of: 3, by: 5)
      }
      try await city.step(.intervene(.coerciveMeasure), of: 3)
      #expect(try await city.file(3).stateKey == "accepted")
      try await city.step(.release(ground: ground), of: 3)
      try await city.step(.close, of: 3)
      #expect(try await city.cases.cityCase(one.id).brigadeOutcome == .releasedByLaw)
    }
  }

  @Test("comes in while the centre has stopped its clock")
  func paused() async throws {
    try await SampleReferral.test { city async throws in
      let one = try await city.referred()
      try await city.step(.accept)
      let reason = try #require(CaseReason("暴雨积水"))
      try await city.perform(
        .pause(reason), on: city.cases.cityCase(one.id), by: SampleReferral.dispatcher)
      try await city.step(.notFound)
      #expect(try await city.cases.cityCase(one.id).state == .finished)
    }
  }

  @Test("changes neither where one of both cannot change")
  func together() async throws {
    try await SampleReferral.test { city async throws in
      let one = try await city.referred()
      try await city.step(.accept)
      let clock = city.clock
      let broken = ViolationDesk(
        city.duty.book, codes: try .standard(),
        referrer: CaseReferrer(directory: city.directory, deadlines: nil, now: { clock.now }))
      await #expect(throws: DeskError.self) { try await city.step(.notFound, with: broken) }
      #expect(try await city.file().stateKey == "accepted")
      #expect(try await city.cases.cityCase(one.id).state == .handling)
      #expect(try await city.duty.kinds().count == 3)
    }
  }

  @Test("is never closed by the brigade, and after a failed verification is answered by hand")
  func verification() async throws {
    try await SampleReferral.test { city async throws in
      let one = try await city.referred()
      try await city.step(.accept)
      let done = try await city.step(.notFound)
      #expect(done.stateKey == "closed")
      let photo = try #require(PhotoHash(String(repeating: "c", count: 64)))
      var answered = try await city.cases.cityCase(one.id)
      let resumed = Deadline(
        given: city.clock.now.adding(seconds: 7200), from: city.clock.now)
      answered = try await city.cases.append(
        [
          CaseEvent(
            by: SampleReferral.verifier, at: city.clock.now,
            .verify(passed: false, .photo(photo), resumed: resumed))
        ], to: one.id, version: answered.version
      ).cityCase
      #expect(answered.state == .handling && answered.violation == nil)
      let brigade = CaseActor(person: 7001, role: .brigadeOfficer, unit: 31)
      let again = try await city.perform(.brigadeOutcome(.dissuaded), on: answered, by: brigade)
      #expect(again.state == .finished && again.brigadeOutcome == .dissuaded)
    }
  }
}
