// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations
import Testing

@Suite("Who had a vehicle out")
struct VehicleOutingTests {
  /// A step of an officer's at a minute, in a duty of the officer's number.
  private struct Step {
    var minute: Int64
    var officer: Int64
    var isOut: Bool
    var vehicle: Int64 = 2
    var isSimulated = false
  }

  private func at(_ minute: Int64) -> Instant { Instant(milliseconds: minute * 60_000) }

  private func outings(_ steps: [Step]) throws -> [VehicleOuting] {
    var chain = EventChain()
    return VehicleOuting.all(
      in: try steps.map { step in
        try chain.seal(
          DutyEventEntry(
            instant: at(step.minute), recorded: at(1000),
            actor: .officer(id: ID(rawValue: step.officer)), isSimulated: step.isSimulated,
            content: .vehicle(
              duty: ID(rawValue: step.officer), vehicle: ID(rawValue: step.vehicle),
              isOut: step.isOut))
        ).event
      })
  }

  @Test("is known from taking out until bringing back, whatever came to be known first")
  func span() throws {
    let found = try outings([
      Step(minute: 90, officer: 7, isOut: false), Step(minute: 60, officer: 7, isOut: true),
      Step(minute: 70, officer: 8, isOut: true, vehicle: 3),
      Step(minute: 100, officer: 8, isOut: false, vehicle: 3),
    ])
    #expect(found.map(\.officer) == [7, 8] && found.map(\.vehicle) == [2, 3])
    #expect(found.map(\.span) == [at(60)..<at(90), at(70)..<at(100)])
  }

  @Test("ends where somebody else takes it out, whose outing a late word of the first leaves alone")
  func handedOn() throws {
    let found = try outings([
      Step(minute: 60, officer: 7, isOut: true), Step(minute: 80, officer: 8, isOut: true),
      Step(minute: 85, officer: 7, isOut: false), Step(minute: 95, officer: 8, isOut: false),
    ])
    #expect(found.map(\.officer) == [7, 8])
    #expect(found.map(\.span) == [at(60)..<at(80), at(80)..<at(95)])
  }

  @Test("has no end while nobody brought it back, and knows nothing of exercises")
  func open() throws {
    let found = try outings([
      Step(minute: 60, officer: 7, isOut: true),
      Step(minute: 70, officer: 8, isOut: true, vehicle: 3, isSimulated: true),
    ])
    #expect(found.map(\.officer) == [7])
    #expect(found[0].span.contains(at(1_000_000)) && !found[0].span.contains(at(59)))
  }
}
