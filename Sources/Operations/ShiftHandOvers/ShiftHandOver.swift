// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// One shift handed over 交接班: from a named person to a named person of the same unit.
///
/// Waiting → accepted, accepted with reservations, or withdrawn. Only the named incoming person
/// acknowledges, only the outgoing one withdraws, and not after the acknowledgement; what was
/// written never changes. The type reads no clock and sends nothing; replaying its events gives the
/// same value again.
public struct ShiftHandOver: Identifiable, Hashable, Codable, Sendable {
  public enum State: String, CaseIterable, Codable, Sendable {
    case waiting, accepted, acceptedWithReservations, withdrawn
  }

  /// What of the record the incoming person does not take over as it is written.
  public struct Reservation: Hashable, Codable, Sendable {
    public enum Part: String, CaseIterable, Codable, Sendable {
      case note, equipment, matter
    }

    public var part: Part
    /// Position among the record's equipment or matters; 0 for the note.
    public var index: Int
    public var reason: String

    public init(part: Part, index: Int, reason: String) {
      self.part = part
      self.index = index
      self.reason = reason
    }
  }

  public enum Event: Hashable, Codable, Sendable {
    case write(ShiftHandOverRecord, at: Instant)
    case acknowledge(by: DutyModel.ID<Officer>, reservations: [Reservation], at: Instant)
    case withdraw(by: DutyModel.ID<Officer>, reason: String, at: Instant)
    /// A leader reminded the incoming person by hand.
    case remind(at: Instant)
    /// Nobody took over in time: the so many-th to be told, counted from 1.
    case escalate(stage: Int, told: ShiftHandOverPolicy.Addressee, at: Instant)

    public var at: Instant {
      switch self {
      case .write(_, let at), .acknowledge(_, _, let at), .withdraw(_, _, let at), .remind(let at),
        .escalate(_, _, let at):
        at
      }
    }

    public var key: String {
      switch self {
      case .write: "write"
      case .acknowledge(_, let reservations, _):
        reservations.isEmpty ? "acknowledge" : "acknowledgeWithReservations"
      case .withdraw: "withdraw"
      case .remind: "remind"
      case .escalate: "escalate"
      }
    }
  }

  public let id: DutyModel.ID<ShiftHandOver>
  public let record: ShiftHandOverRecord
  public private(set) var state: State = .waiting
  public private(set) var reservations: [Reservation] = []
  /// When it was acknowledged or withdrawn.
  public private(set) var answeredAt: Instant?
  public private(set) var withdrawReason: String?
  /// How many were told that nobody took over.
  public private(set) var stage = 0
  public private(set) var reminders = 0
  public let writtenAt: Instant
  public private(set) var lastChange: Instant

  /// - Throws: where the record names one person twice, or an auxiliary.
  public init(
    id: DutyModel.ID<ShiftHandOver>, _ record: ShiftHandOverRecord, at instant: Instant
  ) throws(TransitionRefused) {
    self.id = id
    self.record = record
    writtenAt = instant
    lastChange = instant
    let event = Event.write(record, at: instant)
    guard record.outgoing.officer != record.incoming.officer else {
      throw refused(event, .toOneself)
    }
    guard record.outgoing.status == .sworn, record.incoming.status == .sworn else {
      throw refused(event, .auxiliaryMayNotLead)
    }
  }

  /// The hand-over that the events of a log tell of.
  ///
  /// - Returns: `nil` if the first does not write it.
  public init?(
    id: DutyModel.ID<ShiftHandOver>, replaying events: [Event]
  ) throws(TransitionRefused) {
    guard case .write(let record, let at)? = events.first else { return nil }
    try self.init(id: id, record, at: at)
    for event in events.dropFirst() { try apply(event) }
  }

  /// Moves it on, or refuses and changes nothing.
  public mutating func apply(_ event: Event) throws(TransitionRefused) {
    guard state == .waiting else { throw refused(event, .notAllowedInState) }
    guard event.at >= lastChange else { throw refused(event, .beforeEarlierEvent) }
    switch event {
    case .write: throw refused(event, .notAllowedInState)
    case .acknowledge(let officer, let reservations, _):
      guard officer == record.incoming.officer else { throw refused(event, .notNamed) }
      try check(reservations, event)
      self.reservations = reservations
      state = reservations.isEmpty ? .accepted : .acceptedWithReservations
      answeredAt = event.at
    case .withdraw(let officer, let reason, _):
      guard officer == record.outgoing.officer else { throw refused(event, .notNamed) }
      guard !reason.allSatisfy(\.isWhitespace) else { throw refused(event, .withoutReason) }
      (state, answeredAt, withdrawReason) = (.withdrawn, event.at, reason)
    case .remind: reminders += 1
    case .escalate(let stage, _, _):
      guard stage == self.stage + 1 else { throw refused(event, .clockNotDue) }
      self.stage = stage
    }
    lastChange = event.at
  }

  /// Each of something in the record, once, with a reason.
  private func check(
    _ reservations: [Reservation], _ event: Event
  ) throws(TransitionRefused) {
    var seen: Set<[Int]> = []
    for reservation in reservations {
      let (part, count) =
        switch reservation.part {
        case .note: (0, record.note.isEmpty ? 0 : 1)
        case .equipment: (1, record.equipment.count)
        case .matter: (2, record.matters.count)
        }
      guard (0..<count).contains(reservation.index),
        seen.insert([part, reservation.index]).inserted
      else { throw refused(event, .noSuchItem) }
      guard !reservation.reason.allSatisfy(\.isWhitespace) else {
        throw refused(event, .withoutReason)
      }
    }
  }

  private func refused(
    _ event: Event, _ reason: TransitionRefused.Reason
  ) -> TransitionRefused {
    TransitionRefused(
      subject: .shiftHandOver(id), state: state.rawValue, event: event.key, reason: reason)
  }
}
