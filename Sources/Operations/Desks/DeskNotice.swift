// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// What a unit or a person is told, until somebody there says that it was read.
public struct DeskNotice: Hashable, Codable, Sendable {
  public enum Kind: String, CaseIterable, Codable, Sendable {
    /// A case was handed over to the unit.
    case handedOver
    /// A brigade gave a case back to who found it.
    case returned
    /// So many percent of a clock have passed.
    case reminder
    /// A clock ran out, or a case is passed on again: it goes up.
    case escalation
    /// The unit's officers are sent to an incident.
    case assigned
    /// A unit was sent directly to the brigade's ground 扁平化指挥.
    case sentDirectly
    /// A unit did not answer within its time.
    case unanswered
    /// A sign-in waits for a leader's word.
    case signInToVerify
    /// A leader is to look at an absence.
    case absenceToReview
    /// Nothing was heard of the officer for so many minutes: the own phone asks 报平安.
    case welfareAsked
    /// And nothing was answered: the unit's leader, then the command centre is told.
    case welfareSilent
    /// The people of a unit whom only a voice reaches are to be called 点名; the detail is the unit.
    case rollCallDue
    /// It was not called in its time.
    case rollCallMissed
    /// A special duty is in force; the unit or the person is concerned.
    case specialOrdered
    /// So many of the unit have not acknowledged it.
    case specialUnacknowledged
    /// Its planned end has passed and nobody has ended it.
    case specialEndDue
    /// It is over; the detail is the minutes of rest owed.
    case specialStopped
    /// An inspection found something that the unit has to put right.
    case findingRaised
    /// The unit answered, or says that it is put right.
    case findingAnswered
    /// The finding was upheld, withdrawn, looked at again or signed off; the detail says which.
    case findingMoved
    /// The deadline has passed and nothing was reported.
    case findingDue
    /// A shift is handed over to the person, or a leader reminds of it.
    case shiftToTakeOver
    /// It was taken over; the detail is the number of reservations.
    case shiftTaken
    /// Whoever handed it over took the record back.
    case shiftWithdrawn
    /// Nobody took it over in time; the detail is the minutes since.
    case shiftNotTaken
  }

  public var kind: Kind
  public var subject: DeskSubject
  public var key: DeskKey
  /// Whom it is for: a unit with its leaders, or one person.
  public var unit: ID<Unit>?
  public var officer: ID<Officer>?
  public var at: Instant
  /// Percent of a clock, where the notice is about one.
  public var percent: Int?
  /// Which clock, or why.
  public var detail: String
  /// All whom it is about, where one notice stands for several; the key is then the first one's.
  public internal(set) var gathered: Gathered?

  /// Several people of whom the same look at the clocks had the same to say.
  public struct Gathered: Hashable, Codable, Sendable {
    /// Whose people they are.
    public let unit: ID<Unit>
    /// Whoever has been silent longest first.
    public let silent: [Silent]
  }

  /// One person's silence: while it lasts, its file says the same moment.
  public struct Silent: Hashable, Codable, Sendable {
    public let key: DeskKey
    public let officer: ID<Officer>
    public let since: Instant
  }

  public init(
    _ kind: Kind, _ subject: DeskSubject, _ key: DeskKey, unit: ID<Unit>? = nil,
    officer: ID<Officer>? = nil, at: Instant, percent: Int? = nil, detail: String = ""
  ) {
    self.kind = kind
    self.subject = subject
    self.key = key
    self.unit = unit
    self.officer = officer
    self.at = at
    self.percent = percent
    self.detail = detail
  }
}

/// A notice with its number and who has read it.
public struct StoredNotice: Identifiable, Hashable, Sendable {
  public let id: DutyModel.ID<DeskNotice>
  public var notice: DeskNotice
  public var acknowledgedBy: String?

  public init(id: DutyModel.ID<DeskNotice>, notice: DeskNotice, acknowledgedBy: String?) {
    self.id = id
    self.notice = notice
    self.acknowledgedBy = acknowledgedBy
  }
}

public struct NoticeQuery: Hashable, Sendable {
  /// Notices to any of these units; `nil` for all units.
  public var units: Set<ID<Unit>>?
  /// And those to this person.
  public var officer: ID<Officer>?
  public var onlyOpen: Bool
  public var id: ID<DeskNotice>?
  public var limit: Int

  public init(
    units: Set<ID<Unit>>?, officer: ID<Officer>? = nil, onlyOpen: Bool = true,
    id: ID<DeskNotice>? = nil, limit: Int
  ) {
    self.units = units
    self.officer = officer
    self.onlyOpen = onlyOpen
    self.id = id
    self.limit = limit
  }
}
