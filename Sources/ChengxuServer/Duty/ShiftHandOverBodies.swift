// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Operations
import Rostering

/// One open matter with the names that a reader needs.
struct OpenMatterBody: Codable, Sendable {
  /// `incident`, `violation`, `lostContact`, `notCheckedOut`, `vehicleOut` or `special`.
  var kind: String
  /// Of the incident, the case, the special duty, or the shift of the stay.
  var number: Int64
  /// The stay within its shift.
  var part: Int64?
  var state: String?
  var officer: PersonBody?
  var plate: String?
  var name: LocalizedName?
  /// Called, silent, ended or out since then.
  var since: Instant?
  var due: Instant?

  init(_ matter: OpenMatter, _ desks: DutyDesks) {
    kind = matter.key
    func person(_ id: ID<Officer>) -> PersonBody? {
      desks.people.officer(id).map(PersonBody.init)
    }
    switch matter {
    case .incident(let incident, let state, let called):
      number = incident.rawValue
      self.state = state.rawValue
      since = called
    case .violation(let violation, let state, let due):
      number = violation.rawValue
      self.state = state
      self.due = due
    case .lostContact(let stay, let officer, let since):
      (number, part) = (stay.duty.rawValue, Int64(stay.task))
      self.officer = person(officer)
      self.since = since
    case .notCheckedOut(let stay, let officer, let end):
      (number, part) = (stay.duty.rawValue, Int64(stay.task))
      self.officer = person(officer)
      since = end
    case .vehicleOut(let vehicle, let stay, let officer, let out):
      (number, part) = (stay.duty.rawValue, Int64(stay.task))
      self.officer = person(officer)
      plate = desks.book.vehicle(vehicle)?.plate
      since = out
    case .special(let duty, let name):
      number = duty.rawValue
      self.name = name
    }
  }
}

/// One hand-over of a shift.
struct ShiftHandOverBody: Codable, Sendable {
  enum Side: String, Codable, Sendable { case outgoing, incoming }

  struct Reservation: Codable, Sendable {
    var part: ShiftHandOver.Reservation.Part
    var index: Int
    var reason: String
  }

  struct Equipment: Codable, Sendable {
    var name: String
    var count: Int
    var words: String?
  }

  var id: Int64
  var version: Int
  var isOpen: Bool
  var state: ShiftHandOver.State
  var unit: NumberedName
  /// The shift that ends; all three are `nil` for the command centre's.
  var duty: Int64?
  var place: LocalizedName?
  var shiftEnd: Instant?
  var outgoing: PersonBody?
  var incoming: PersonBody?
  var incomingStart: Instant?
  /// Which of the two the reader is; `nil` for anybody else.
  var own: Side?
  var at: Instant
  var due: Instant
  var isOverdue: Bool
  /// How many were told that nobody took over: the leader, then the command centre.
  var stage: Int
  var note: String
  var equipment: [Equipment]
  var matters: [OpenMatterBody]
  var reservations: [Reservation]
  var answeredAt: Instant?
  var withdrawReason: String?
  var lines: [LineBody]

  /// - Parameter reader: the reader's officer; `nil` for an account without.
  init(
    _ file: ShiftHandOverFile, _ desks: DutyDesks, for reader: ID<Officer>?, at now: Instant
  ) {
    let (handOver, record) = (file.handOver, file.handOver.record)
    func person(_ handler: Handler) -> PersonBody? {
      desks.people.officer(handler.officer).map(PersonBody.init)
    }
    id = file.id.rawValue
    version = file.version
    isOpen = file.isOpen
    state = handOver.state
    unit = desks.unit(record.unit)
    duty = record.shift?.duty.rawValue
    place = record.shift?.place
    shiftEnd = record.shift?.end
    outgoing = person(record.outgoing)
    incoming = person(record.incoming)
    incomingStart = record.incomingStart
    switch reader {
    case record.outgoing.officer?: own = .outgoing
    case record.incoming.officer?: own = .incoming
    default: own = nil
    }
    at = handOver.writtenAt
    due = record.due
    isOverdue = file.isOverdue(at: now)
    stage = handOver.stage
    note = record.note
    equipment = record.equipment.map { Equipment(name: $0.name, count: $0.count, words: $0.words) }
    matters = record.matters.map { OpenMatterBody($0, desks) }
    reservations = handOver.reservations.map {
      Reservation(part: $0.part, index: $0.index, reason: $0.reason)
    }
    answeredAt = handOver.answeredAt
    withdrawReason = handOver.withdrawReason
    lines = file.lines.map(LineBody.init)
  }

  /// What waits for an officer or was answered within a day, newest first.
  static func own(
    of officer: ID<Officer>, _ desks: DutyDesks, at now: Instant, _ session: any DeskSession
  ) throws -> [ShiftHandOverBody] {
    let day = now.adding(seconds: -86_400)
    return try session.files(ShiftHandOverFile.self, DeskQuery(person: officer, limit: 20))
      .filter { $0.isOpen || $0.handOver.lastChange >= day }
      .map { ShiftHandOverBody($0, desks, for: officer, at: now) }
  }
}

/// What the outgoing person sees before writing.
struct ShiftDraftBody: Codable, Sendable {
  struct Candidate: Codable, Sendable {
    var officer: PersonBody
    /// Their next stay and the start of its shift, where one is rostered within a day.
    var place: LocalizedName?
    var start: Instant?
  }

  var now: Instant
  var minutesEastOfUTC: Int
  var isExercise: Bool
  var unit: NumberedName
  var duty: Int64?
  var place: LocalizedName?
  var shiftEnd: Instant?
  var matters: [OpenMatterBody]
  /// Whoever takes the next shift first.
  var people: [Candidate]

  init(_ draft: ShiftHandOverDesk.Draft, _ desks: DutyDesks, at now: Instant) {
    self.now = now
    minutesEastOfUTC = desks.book.clock.minutesEastOfUTC
    isExercise = desks.live.clock.isExercise
    unit = desks.unit(draft.unit)
    duty = draft.shift?.duty.rawValue
    place = draft.shift?.place
    shiftEnd = draft.shift?.end
    matters = draft.matters.map { OpenMatterBody($0, desks) }
    people = draft.people.map {
      Candidate(officer: PersonBody($0.officer), place: $0.next?.name, start: $0.next?.shiftStart)
    }
  }
}
