// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// The desk's file about one special duty, with its story.
public struct SpecialDutyFile: DeskFile {
  public internal(set) var duty: SpecialDuty
  public internal(set) var lines: [DeskLine] = []
  /// Somebody was told that its planned end has passed.
  var wasEndReminded = false
  public var version = 1

  init(_ duty: SpecialDuty) { self.duty = duty }

  public var id: ID<SpecialDuty> { duty.id }
  public static var subject: DeskSubject { .special }
  public var key: DeskKey { DeskKey(number: id.rawValue) }
  public var stateKey: String { duty.state.rawValue }
  public var isOpen: Bool { duty.state == .inForce }
  public var started: Instant { duty.order.start }
  public var people: Set<ID<Officer>> { Set(duty.calls.map(\.officer)) }

  /// Units whose people are under the order, and those on whose ground it is.
  public var units: Set<ID<Unit>> {
    Set(duty.calls.map(\.unit)).union(duty.order.places.map(\.brigade))
  }

  /// The next reminder of those who have not acknowledged, or of the planned end.
  public var nextClock: Instant? {
    guard isOpen else { return nil }
    let reminder = SpecialDutyPolicy.standard.reminder(
      after: duty.reminders, of: duty.order.start)
    let end = wasEndReminded ? nil : duty.order.end
    return [duty.missing.isEmpty ? nil : reminder, end].compactMap { $0 }.min()
  }
}

/// The times of a special duty; data, because they are local.
public struct SpecialDutyPolicy: Hashable, Codable, Sendable {
  /// After the order, whoever has not acknowledged is reminded, and their unit told.
  public var reminderMinutes: [Int64]
  /// A special duty planned on the spot lasts at most so long.
  public var longestMinutes: Int
  /// Reminders by hand come at most so often.
  public var secondsBetweenUrges: Int64
  /// Rest before and after for whoever is called in from free time (8 h with a leader's approval).
  public var restHours: Int

  /// Our defaults, but for the rest: `domain` rules for special duty that a leader approved.
  public static let standard = Self(
    reminderMinutes: [3, 10, 30], longestMinutes: 1440, secondsBetweenUrges: 180, restHours: 8)

  func reminder(after given: Int, of start: Instant) -> Instant? {
    guard reminderMinutes.indices.contains(given) else { return nil }
    return start.adding(seconds: reminderMinutes[given] * 60)
  }
}
