// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// What a desk keeps a file about.
public enum DeskSubject: String, CaseIterable, Codable, Sendable {
  case attendance, incident, violation, special
  /// A week of internal inspections, and what one of them found wrong.
  case inspection, finding
  /// One shift handed over to the next.
  case shiftHandOver
  /// A case of city order, which has a store of its own: notices and the live feed name it.
  case cityCase
}

/// The number of a file within its subject. Only a stay of a duty has a second part.
public struct DeskKey: Hashable, Codable, Sendable {
  public var number: Int64
  public var part: Int64

  public init(number: Int64, part: Int64 = 0) {
    self.number = number
    self.part = part
  }
}

/// The present state of one matter, kept beside the events that led to it.
///
/// What is searched for is told apart from the value, so that a store needs to know neither.
public protocol DeskFile: Hashable, Codable, Sendable {
  static var subject: DeskSubject { get }
  var key: DeskKey { get }
  /// 1 when it is opened, one more with each change: whoever changes a file says which one was
  /// read.
  var version: Int { get set }
  /// The state's key, such as `handedOver`.
  var stateKey: String { get }
  var isOpen: Bool { get }
  /// The units whose matter it is; whoever's territory covers one of them may read it.
  var units: Set<ID<Unit>> { get }
  /// The people whose own matter it is.
  var people: Set<ID<Officer>> { get }
  var started: Instant { get }
  /// When a clock must be looked at again; `nil` where none runs.
  var nextClock: Instant? { get }
}

/// Which files are wanted, newest first.
public struct DeskQuery: Hashable, Sendable {
  public var isOpen: Bool?
  /// Files of any of these units; `nil` for all.
  public var units: Set<ID<Unit>>?
  public var person: ID<Officer>?
  /// Started from the lower until just before the upper bound.
  public var started: Range<Instant>?
  /// Files whose clock must be looked at by then.
  public var clockBy: Instant?
  /// Only files with a smaller number than this: the next page.
  public var before: Int64?
  public var limit: Int

  public init(
    isOpen: Bool? = nil, units: Set<ID<Unit>>? = nil, person: ID<Officer>? = nil,
    started: Range<Instant>? = nil, clockBy: Instant? = nil, before: Int64? = nil, limit: Int
  ) {
    self.isOpen = isOpen
    self.units = units
    self.person = person
    self.started = started
    self.clockBy = clockBy
    self.before = before
    self.limit = limit
  }
}
