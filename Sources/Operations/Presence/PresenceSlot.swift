// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// A quarter of an hour on the city's wall clock, counted since 1970: 96 make a day.
public struct PresenceSlot: Hashable, Comparable, Sendable {
  public static let perDay = 96
  public static let seconds: Int64 = 900

  public let number: Int64

  public init(number: Int64) { self.number = number }

  /// - Parameter position: 0..<96 within the day.
  public init(date: CivilDate, position: Int = 0) {
    number = date.day * Int64(Self.perDay) + Int64(position)
  }

  /// The slot in which a moment lies.
  public init(of instant: Instant, by clock: CityClock) {
    let time = clock.civilTime(of: instant)
    self.init(date: time.date, position: time.minuteOfDay / 15)
  }

  public var date: CivilDate { CivilTime(minutes: number * 15).date }
  /// 0..<96.
  public var position: Int { CivilTime(minutes: number * 15).minuteOfDay / 15 }

  public func span(by clock: CityClock) -> Range<Instant> {
    let start = clock.instant(of: CivilTime(minutes: number * 15))
    return start..<start.adding(seconds: Self.seconds)
  }

  public func advanced(by slots: Int64) -> Self { Self(number: number + slots) }

  public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}
