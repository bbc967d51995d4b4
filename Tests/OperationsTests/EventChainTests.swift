// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations
import Testing

@Suite("The chain of events")
struct EventChainTests {
  static func entry(_ number: Int64) -> DutyEventEntry {
    DutyEventEntry(
      instant: Instant(milliseconds: number), recorded: Instant(milliseconds: number + 1),
      actor: .officer(id: 7), isSimulated: true,
      content: .vehicle(duty: 1, vehicle: ID(rawValue: number), isOut: true))
  }

  static func sealed(_ count: Int64) throws -> [EventChain.Sealed] {
    var chain = EventChain()
    return try (1...count).map { try chain.seal(entry($0)) }
  }

  static func verify(_ sealed: [EventChain.Sealed]) -> ChainVerification {
    var verifier = ChainVerifier()
    for one in sealed {
      verifier.check(
        id: one.event.id, previous: one.event.previous, digest: one.event.digest, body: one.body)
    }
    return verifier.result
  }

  @Test("writes the same text and digest for ever")
  func golden() throws {
    let one = try #require(try Self.sealed(1).first)
    #expect(
      one.body == #"{"actor":{"officer":{"id":7}},"content":{"vehicle":{"duty":1,"isOut":true,"#
        + #""vehicle":1}},"instant":1,"isSimulated":true,"recorded":2}"#)
    // printf '%064d\n1\n%s' 0 BODY | sha256sum
    #expect(
      one.event.digest.hexadecimal
        == "f0bb58948ca5c8a928450ad69552bec2db662963159ac3d79252f583d3d99f39")
  }

  @Test("writes an incident's severity where a crash is known, and reads what was written before")
  func severity() throws {
    func entry(_ severity: Incident.Severity?) -> DutyEventEntry {
      DutyEventEntry(
        instant: Instant(milliseconds: 1), recorded: Instant(milliseconds: 2),
        actor: .officer(id: 7), isSimulated: true,
        content: .incidentReported(
          incident: 3, place: StreetPlace(segment: 5), severity: severity))
    }
    func text(_ severity: String) -> String {
      #"{"actor":{"officer":{"id":7}},"content":{"incidentReported":{"incident":3,"#
        + #""place":{"segment":5}\#(severity)}},"instant":1,"isSimulated":true,"recorded":2}"#
    }
    for (severity, body) in [
      (Incident.Severity.damage, text(#","severity":"damage""#)), (nil, text("")),
    ] {
      var chain = EventChain()
      #expect(try chain.seal(entry(severity)).body == body)
      #expect(try EventChain.entry(from: body) == entry(severity))
    }
  }

  @Test("is intact from the first event to the last")
  func intact() throws {
    #expect(Self.verify(try Self.sealed(5)) == .intact(events: 5))
    #expect(Self.verify([]) == .intact(events: 0))
  }

  @Test("names the first event whose text was changed")
  func changedBody() throws {
    var events = try Self.sealed(5)
    events[2].body = events[2].body.replacing("true", with: "false")
    #expect(Self.verify(events) == .broken(at: 3, .changedBody))
  }

  @Test("names the event after one that was removed")
  func removed() throws {
    var events = try Self.sealed(5)
    events.remove(at: 1)
    #expect(Self.verify(events) == .broken(at: 3, .missingNumber))
  }

  @Test("finds a chain that was sealed anew from the middle")
  func resealed() throws {
    var events = try Self.sealed(5)
    let first = events[0].event
    var forged = EventChain(after: first.previous, lastID: first.id)
    events[1] = try forged.seal(Self.entry(99))
    #expect(Self.verify(events) == .broken(at: 2, .wrongPrevious))
  }

  @Test("reads back what it wrote")
  func roundTrip() throws {
    for one in try Self.sealed(3) {
      #expect(try EventChain.entry(from: one.body) == one.event.entry)
    }
  }
}
