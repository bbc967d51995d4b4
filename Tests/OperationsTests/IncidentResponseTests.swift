// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations
import Testing

@Suite("The response to an incident")
struct IncidentResponseTests {
  static func at(_ second: Int64) -> Instant { Instant(milliseconds: second * 1000) }
  static let decision = DispatchDecision(unit: 7, candidates: [], passedOver: [])

  static var called: IncidentResponse {
    IncidentResponse(
      id: 1, severity: .slight, place: StreetPlace(segment: 3), calledAt: at(0))
  }

  @Test("keeps a stamp for each step from the call to the clear street")
  func stamps() throws {
    var response = Self.called
    _ = try response.apply(.queue(at: Self.at(20)))
    #expect(
      try response.apply(.dispatch(Self.decision, at: Self.at(40)))
        == [.notify(7), .expectAcknowledgement(7, by: Self.at(100))])
    _ = try response.apply(.acknowledge(at: Self.at(50)))
    _ = try response.apply(.setOut(at: Self.at(80)))
    _ = try response.apply(.arrive(at: Self.at(260)))
    #expect(
      try response.apply(.clear(at: Self.at(1500))) == [.free(7), .countTowardKPIs])
    #expect(response.stamps.call == Self.at(0))
    #expect(response.stamps.dispatched == Self.at(40))
    #expect(response.stamps.acknowledged == Self.at(50))
    #expect(response.stamps.enRoute == Self.at(80))
    #expect(response.stamps.onScene == Self.at(260))
    #expect(response.stamps.cleared == Self.at(1500))
  }

  @Test("asks for another unit when one declines, and forgets its stamps")
  func decline() throws {
    var response = Self.called
    _ = try response.apply(.dispatch(Self.decision, at: Self.at(40)))
    let effects = try response.apply(.decline(.vehicleBreakdown, at: Self.at(60)))
    #expect(effects == [.free(7), .findUnit])
    #expect(response.state == .waiting)
    #expect(response.unit == nil)
    #expect(response.stamps == ResponseStamps(call: Self.at(0)))
  }

  @Test(
    "refuses to skip a step and stays as it was",
    arguments: [
      IncidentResponse.Event.acknowledge(at: at(1)), .setOut(at: at(1)), .arrive(at: at(1)),
      .clear(at: at(1)),
    ])
  func noSkipping(event: IncidentResponse.Event) {
    var response = Self.called
    let refusal = #expect(throws: TransitionRefused.self) { try response.apply(event) }
    #expect(refusal?.reason == .notAllowedInState)
    #expect(response == Self.called)
  }

  @Test("does not arrive before it was called")
  func backwards() throws {
    var response = Self.called
    _ = try response.apply(.dispatch(Self.decision, at: Self.at(40)))
    let refusal = #expect(throws: TransitionRefused.self) {
      try response.apply(.acknowledge(at: Self.at(39)))
    }
    #expect(refusal?.reason == .beforeEarlierEvent)
  }
}
