// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography
import Rostering

extension DutyEventEntry {
  /// Reads the shapes that nearly all of a log consists of, many times faster than through
  /// `Codable`: a month of a city is half a million events, and its scorecard waits for them.
  ///
  /// - Returns: `nil` for every other shape, and for a text that differs from it in one byte; that
  ///   is no error, such a text is read through `Codable`. `EventChain.entry(from:)` does both.
  init?(frequentText body: String) {
    let read = body.utf8.withContiguousStorageIfAvailable { bytes in
      var scanner = SealedTextScanner(bytes)
      let entry = scanner.entry()
      return scanner.isComplete ? entry : nil
    }
    guard let entry = read ?? nil else { return nil }
    self = entry
  }
}

extension SealedTextScanner {
  fileprivate mutating func entry() -> DutyEventEntry? {
    let officer = number(after: #"{"actor":{"officer":{"id":"#)
    expect(#"}},"content":{"#)
    guard let content = content() else { return nil }
    let instant = instant(after: #"}},"instant":"#)
    let isSimulated = flag(after: #","isSimulated":"#)
    let recorded = self.instant(after: #","recorded":"#)
    expect("}")
    return DutyEventEntry(
      instant: instant, recorded: recorded, actor: .officer(id: ID(rawValue: officer)),
      isSimulated: isSimulated, content: content)
  }

  private mutating func content() -> DutyEventEntry.Content? {
    if found(#""violationMoved":{"event":{"#) {
      guard let event = violationEvent() else { return nil }
      return .violationMoved(
        violation: ID(rawValue: number(after: #"}},"violation":"#)), event: event)
    }
    if found(#""violationObserved":{"observation":{"#) { return observed() }
    if found(#""attendance":{"assignment":"#) {
      let assignment = assignment()
      expect(#","event":{"#)
      guard let event = attendanceEvent() else { return nil }
      expect("}}")
      return .attendance(assignment: assignment, event: event)
    }
    if found(#""beatWalk":{"assignment":"#) {
      let assignment = assignment()
      let from = instant(after: #","from":"#)
      return .beatWalk(assignment: assignment, from: from, visits: visits())
    }
    if found(#""stop":{"assignment":"#) {
      let assignment = assignment()
      let from = instant(after: #","from":"#)
      let junction = number(after: #","junction":"#)
      let until = instant(after: #","until":"#)
      return .stop(
        assignment: assignment, junction: ID(rawValue: junction), from: from, until: until)
    }
    if found(#""vehicle":{"duty":"#) {
      let duty = number(after: "")
      let isOut = flag(after: #","isOut":"#)
      return .vehicle(
        duty: ID(rawValue: duty), vehicle: ID(rawValue: number(after: #","vehicle":"#)),
        isOut: isOut)
    }
    if found(#""incidentMoved":{"event":{"#) {
      guard let event = responseEvent() else { return nil }
      return .incidentMoved(
        incident: ID(rawValue: number(after: #"}},"incident":"#)), event: event)
    }
    return nil
  }

  /// The steps of those who go; who was sent and why is longer and comes once an incident.
  private mutating func responseEvent() -> IncidentResponse.Event? {
    if found(#""acknowledge":{"at":"#) { return .acknowledge(at: instant(after: "")) }
    if found(#""setOut":{"at":"#) { return .setOut(at: instant(after: "")) }
    if found(#""arrive":{"at":"#) { return .arrive(at: instant(after: "")) }
    if found(#""clear":{"at":"#) { return .clear(at: instant(after: "")) }
    return nil
  }

  private mutating func violationEvent() -> ViolationCase.Event? {
    if found(#""intervene":{"_0":"#) {
      let what: ViolationCase.Intervention = choice(after: "", otherwise: .dissuasion)
      let at = instant(after: #","at":"#)
      return .intervene(what, by: handler(), at: at)
    }
    if found(#""close":{"#) {
      let at = instant(after: #""at":"#)
      return .close(by: handler(), at: at)
    }
    if found(#""accept":{"#) {
      let at = instant(after: #""at":"#)
      return .accept(by: handler(), at: at)
    }
    if found(#""handOver":{"#) {
      let at = instant(after: #""at":"#)
      let handler = handler()
      let due = instant(after: #","due":"#)
      return .handOver(
        to: ID(rawValue: number(after: #","to":"#)), due: due, by: handler, at: at)
    }
    if found(#""decide":{"_0":{"#) {
      let outcome: ViolationCase.Outcome
      if found(#""warned":{"#) {
        outcome = .warned
      } else {
        outcome = .fined(cents: number(after: #""fined":{"cents":"#))
      }
      let at = instant(after: #"}},"at":"#)
      let handler = handler()
      guard let document = DocumentNumber(text(after: #","document":"#)) else { return nil }
      return .decide(outcome, document: document, by: handler, at: at)
    }
    return nil
  }

  private mutating func observed() -> DutyEventEntry.Content? {
    let at = instant(after: #""at":"#)
    let handler = handler()
    guard let code = ViolationCode(text(after: #","code":"#)) else { return nil }
    let mode: DutyMode = choice(after: #","mode":"#, otherwise: .peak)
    expect(#","place":{"#)
    var junction: ID<Junction>?
    if found(#""junction":"#) {
      junction = ID(rawValue: number(after: ""))
      expect(",")
    }
    let segment = number(after: #""segment":"#)
    let user: ViolationCase.RoadUser = choice(
      after: #"},"roadUser":"#, otherwise: .motor)
    let violation = number(after: #"},"violation":"#)
    return .violationObserved(
      violation: ID(rawValue: violation),
      observation: ViolationCase.Observation(
        by: handler, at: at,
        place: StreetPlace(segment: ID(rawValue: segment), junction: junction), code: code,
        roadUser: user, mode: mode))
  }

  private mutating func attendanceEvent() -> AttendanceRecord.Event? {
    if found(#""confirm":{"_0":"#) {
      let evidence: AttendanceRecord.Evidence = choice(after: "", otherwise: .twoFixes)
      return .confirm(evidence, at: instant(after: #","at":"#))
    }
    if found(#""finish":{"#) { return .finish(at: instant(after: #""at":"#)) }
    if found(#""comeBack":{"#) { return .comeBack(at: instant(after: #""at":"#)) }
    return nil
  }

  private mutating func visits() -> [SegmentVisit] {
    expect(#","visits":["#)
    var visits: [SegmentVisit] = []
    if found("]") { return visits }
    while true {
      let seconds = number(after: #"{"seconds":"#)
      let segment = number(after: #","segment":"#)
      visits.append(SegmentVisit(segment: ID(rawValue: segment), seconds: Int(seconds)))
      if !found("},") { break }
    }
    expect("}]")
    return visits
  }

  private mutating func assignment() -> AssignmentID {
    let duty = number(after: #"{"duty":"#)
    let task = number(after: #","task":"#)
    expect("}")
    return AssignmentID(duty: ID(rawValue: duty), task: Int(task))
  }

  private mutating func handler() -> Handler {
    let isOfficeStaff = flag(after: #","by":{"isOfficeStaff":"#)
    let officer = number(after: #","officer":"#)
    let status: Officer.Status = choice(after: #","status":"#, otherwise: .sworn)
    let unit = number(after: #","unit":"#)
    expect("}")
    return Handler(
      officer: ID(rawValue: officer), status: status, unit: ID(rawValue: unit),
      isOfficeStaff: isOfficeStaff)
  }

  private mutating func instant(after words: StaticString) -> Instant {
    Instant(milliseconds: number(after: words))
  }
}
