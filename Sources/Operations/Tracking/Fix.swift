// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography

/// One report of a terminal's place, as it was sent.
public struct Fix: Hashable, Sendable {
  public var terminal: DutyModel.ID<TrackedTerminal>
  /// When the terminal took it, by its own clock.
  public var instant: Instant
  /// When it reached the platform.
  public var received: Instant
  public var place: TaggedCoordinate
  /// Metres.
  public var altitude: Int?
  /// Centimetres a second.
  public var speed: Int?
  /// Degrees clockwise from north.
  public var course: Int?
  /// The radius in metres within which the terminal believes itself to be.
  public var accuracy: Int?
  /// False where the receiver had no satellites and repeats an old place.
  public var isPositioned: Bool
  /// True where the device says that the place was made up.
  public var isMock: Bool
  /// JT/T 808's alarm and status words; 0 elsewhere.
  public var alarms: Int64
  public var status: Int64
  /// What else came with it, as it came: JT/T 808 items in hexadecimal, or an event's name.
  public var details: String

  public init(
    terminal: DutyModel.ID<TrackedTerminal>, instant: Instant, received: Instant,
    place: TaggedCoordinate, altitude: Int? = nil, speed: Int? = nil, course: Int? = nil,
    accuracy: Int? = nil, isPositioned: Bool = true, isMock: Bool = false, alarms: Int64 = 0,
    status: Int64 = 0, details: String = ""
  ) {
    self.terminal = terminal
    self.instant = instant
    self.received = received
    self.place = place
    self.altitude = altitude
    self.speed = speed
    self.course = course
    self.accuracy = accuracy
    self.isPositioned = isPositioned
    self.isMock = isMock
    self.alarms = alarms
    self.status = status
    self.details = details
  }
}

/// By which a stored fix is found again.
public struct FixKey: Hashable, Sendable {
  public var terminal: DutyModel.ID<TrackedTerminal>
  public var instant: Instant

  public init(terminal: DutyModel.ID<TrackedTerminal>, instant: Instant) {
    self.terminal = terminal
    self.instant = instant
  }

  public init(_ fix: Fix) { self.init(terminal: fix.terminal, instant: fix.instant) }
}

/// A fix and what the filters make of it. Both are stored: a verdict may be wrong, a fix is not.
public struct JudgedFix: Hashable, Sendable {
  public var fix: Fix
  public var verdict: FixVerdict

  public init(fix: Fix, verdict: FixVerdict) {
    self.fix = fix
    self.verdict = verdict
  }
}

/// Something sent under a name that nobody has imported, or before its sender proved who it is.
public struct QuarantinedReport: Hashable, Sendable {
  public enum Reason: String, CaseIterable, Sendable {
    case unknownTerminal
    /// Imported, but without a valid authentication on this link.
    case notAuthenticated
    /// A place or a moment that cannot be.
    case impossible
  }

  public var kind: TrackedTerminal.Kind
  public var name: String
  public var received: Instant
  public var reason: Reason
  /// As it came, JT/T 808 bodies in hexadecimal.
  public var content: String

  public init(
    kind: TrackedTerminal.Kind, name: String, received: Instant, reason: Reason, content: String
  ) {
    self.kind = kind
    self.name = name
    self.received = received
    self.reason = reason
    self.content = content
  }
}
