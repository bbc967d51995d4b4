// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Operations

/// What the server needs to run the day: wired by whoever chose the database.
public struct LiveDuty: Sendable {
  public var store: any DeskStore
  /// The log that the store adds to.
  public var log: any DutyEventLog
  public var clock: DutyClock

  public init(store: any DeskStore, log: any DutyEventLog, clock: DutyClock = DutyClock()) {
    self.store = store
    self.log = log
    self.clock = clock
  }
}

/// What time it is on duty: the system's, or in an exercise 演练 another day's that runs on from
/// where it was set.
public struct DutyClock: Hashable, Sendable {
  private let offsetMilliseconds: Int64
  /// What is recorded in an exercise is marked as made up.
  public let isExercise: Bool

  public init() {
    offsetMilliseconds = 0
    isExercise = false
  }

  /// An exercise that begins at a moment of another day.
  public init(exerciseFrom start: Instant, startedAt real: Instant) {
    offsetMilliseconds = start.milliseconds - real.milliseconds
    isExercise = true
  }

  public var now: Instant {
    Instant(milliseconds: Instant.now.milliseconds + offsetMilliseconds)
  }
}

/// The desks over what was published, and where they keep their files.
struct DutyDesks: Sendable {
  let live: LiveDuty
  let book: DutyBook
  let attendance: AttendanceDesk
  let dispatch: DispatchDesk
  let violations: ViolationDesk
  let people: PeopleIndex

  init(_ live: LiveDuty, _ contents: ServerContents, people: PeopleIndex) throws {
    self.live = live
    self.people = people
    book = DutyBook(
      snapshot: contents.snapshot, plans: contents.plans, roster: contents.roster)
    attendance = AttendanceDesk(book)
    dispatch = DispatchDesk(book)
    violations = ViolationDesk(book, codes: try ViolationCodeList.standard())
  }

  var now: Instant { live.clock.now }
}
