// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Foundation
import Testing

@Suite("Cases under random events")
struct RandomCaseTests {
  typealias Desk = SampleDesk

  static let actors = [
    Desk.collector, Desk.otherCollector, Desk.thirdCollector, Desk.supervisor, Desk.dispatcher,
    Desk.handler, Desk.otherHandler, Desk.leader, Desk.brigade, Desk.citizen, .system,
  ]

  /// Every action, with the deadline a random while ahead.
  static func actions(at minute: Int64, dice: Int) throws -> [CaseEvent.Action] {
    let (reason, code) = (try Desk.reason(), try Desk.code())
    let deadline = Desk.due(minute + Int64(dice), from: minute)
    let photo = try Desk.photo(Array("abcdef")[dice % 6])
    let unit = ID<OrderUnit>(rawValue: dice.isMultiple(of: 2) ? 301 : 302)
    return [
      .open(code, deadline: deadline), .decline(reason), .markDuplicate(of: 9),
      .closeWithParent(9), .dispatch(to: unit, basis: .classOwner, deadline: deadline),
      .dispatch(to: unit, basis: .territorial, deadline: deadline), .accept, .accept,
      .giveBack(reason), .noteBuckPassing(reason), .requestExtension(.workingHours(1), reason),
      .decideExtension(extended: Desk.due(minute + 1000, from: 0), reason),
      .decideExtension(extended: nil, reason), .pause(reason), .resume(deadline: deadline),
      .putOnLedger(reason, review: CivilDate(day: 20_000)), .takeOffLedger(deadline: deadline),
      .finish([photo], note: "", verification: deadline),
      .finish([photo], note: "", verification: deadline),
      .verify(passed: !dice.isMultiple(of: 3), photo, resumed: deadline, closing: deadline),
      .close(note: ""),
      .evaluate, .crossCheck(passed: false, photo), .refer(to: 400, deadline: deadline),
      .brigadeOutcome(.dissuaded, verification: deadline), .remind(percent: 100),
      .correctClass(code, reason), .withdraw(reason),
    ]
  }

  @Test(
    "never reach an impossible state, and replay to the same case",
    arguments: [UInt64(3), 14, 159, 2653])
  func random(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var reached: Set<String> = []
    for number in 1...160 {
      let first = CaseEvent(
        by: Desk.collector, at: Desk.at(0),
        .report(try Desk.report(), deadline: Desk.due(30, from: 0)))
      var events = [first]
      var one = try CityCase(id: ID(rawValue: Int64(number)), first)
      var minute: Int64 = 0
      for _ in 0..<80 {
        minute += Int64.random(in: 0...9, using: &generator)
        let choices = try Self.actions(at: minute, dice: Int.random(in: 1...50, using: &generator))
        let action = try #require(choices.randomElement(using: &generator))
        let anybody = try #require(Self.actors.randomElement(using: &generator))
        let willing = Self.actors.shuffled(using: &generator).first { actor in
          var copy = one
          return (try? copy.apply(CaseEvent(by: actor, at: Desk.at(minute), action))) != nil
        }
        let event = CaseEvent(
          by: Bool.random(using: &generator) ? anybody : willing ?? anybody,
          at: Desk.at(minute), action)
        let before = one
        do {
          _ = try one.apply(event)
          events.append(event)
          try check(one, after: event, before: before, seed: seed)
          reached.insert(one.state.key)
        } catch let error as CaseRefused {
          #expect(one == before, "seed \(seed): a refusal changed the case: \(error)")
        }
      }
      #expect(try CityCase(id: one.id, replaying: events) == one, "seed \(seed)")
      let stored = try JSONEncoder().encode(one)
      #expect(try JSONDecoder().decode(CityCase.self, from: stored) == one, "seed \(seed)")
    }
    // Chance takes cases everywhere.
    #expect(
      reached.count >= 11 && reached.contains("finished"),
      "seed \(seed) reached \(reached.sorted())")
  }

  private func check(
    _ one: CityCase, after event: CaseEvent, before: CityCase, seed: UInt64
  ) throws {
    #expect(one.returns <= 1 && one.extensions <= 1, "seed \(seed)")
    #expect(one.version == before.version + 1 && one.lastChange == event.at, "seed \(seed)")
    #expect(one.isEnded == (one.closedAt != nil), "seed \(seed): \(one.state.key)")
    #expect(event.action.key != "report", "seed \(seed)")
    switch one.state {
    case .dispatched, .handling:
      #expect(one.unit != nil && one.clock != nil && one.openedAt != nil, "seed \(seed)")
    case .paused, .onLedger: #expect(one.clock == nil && one.unit != nil, "seed \(seed)")
    case .finished: #expect(one.completedAt != nil && one.solver != nil, "seed \(seed)")
    case .verified, .closed(.verified):
      #expect(one.verifier?.person != one.solver?.person, "seed \(seed)")
      #expect(one.verifier?.unit != one.unit, "seed \(seed)")
      #expect(one.completedAt != nil, "seed \(seed)")
    default: break
    }
  }
}
