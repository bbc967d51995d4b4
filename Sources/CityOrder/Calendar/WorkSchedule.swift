// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// When a service works: sessions of the day, on working days or on every day, by the city's clock.
///
/// Time is counted in milliseconds of working time. A moment at which nobody works belongs to no
/// session, so a clock that starts then stands still until work begins.
public struct WorkSchedule: Hashable, Sendable {
  public var name: String
  public var calendar: WorkingCalendar
  /// Streets are swept on Sundays too: such a service asks the calendar nothing.
  public var worksEveryDay: Bool
  public var clock: CityClock
  /// Milliseconds of the day, in order, apart from each other.
  private let sessions: [Range<Int64>]
  private let perDay: Int64

  /// - Parameter sessions: Minutes of the day, such as 510..<720, in order and without overlap.
  public init(
    name: String, sessions: [Range<Int>], worksEveryDay: Bool = false, calendar: WorkingCalendar,
    clock: CityClock
  ) throws(CalendarError) {
    var end = 0
    for session in sessions {
      guard !session.isEmpty, session.lowerBound >= end, session.upperBound <= 1440 else {
        throw .badSessions(schedule: name)
      }
      end = session.upperBound
    }
    guard !sessions.isEmpty else { throw .badSessions(schedule: name) }
    self.name = name
    self.calendar = calendar
    self.worksEveryDay = worksEveryDay
    self.clock = clock
    self.sessions = sessions.map { Int64($0.lowerBound) * 60_000..<Int64($0.upperBound) * 60_000 }
    perDay = self.sessions.reduce(0) { $0 + Int64($1.upperBound - $1.lowerBound) }
  }

  /// Working time from `start` until `end`, in milliseconds; 0 if `end` comes first.
  ///
  /// - Complexity: O(days between them).
  public func workingMilliseconds(
    from start: Instant, to end: Instant
  ) throws(CalendarError) -> Int64 {
    guard start < end else { return 0 }
    let (first, last) = (local(start), local(end))
    var total: Int64 = 0
    for day in first.day...last.day where try works(on: day) {
      let from = day == first.day ? first.time : 0
      let until = day == last.day ? last.time : Self.dayLength
      for session in sessions {
        total += max(0, min(session.upperBound, until) - max(session.lowerBound, from))
      }
    }
    return total
  }

  /// The first moment at which that much working time has passed since `start`.
  public func instant(
    after budget: Int64, from start: Instant
  ) throws(CalendarError) -> Instant {
    var (day, from) = local(start)
    var left = budget
    while true {
      if try works(on: day) {
        for session in sessions where session.upperBound > from {
          let begin = max(session.lowerBound, from)
          if left <= session.upperBound - begin { return instant(day: day, time: begin + left) }
          left -= session.upperBound - begin
        }
      }
      (day, from) = (day + 1, 0)
    }
  }

  /// When work ends on the last of `count` working days, the day of `start` not counted.
  func endOfWorkingDay(_ count: Int, after start: Instant) throws(CalendarError) -> Instant {
    var day = local(start).day
    var left = count
    while left > 0 {
      day += 1
      if try works(on: day) { left -= 1 }
    }
    return instant(day: day, time: sessions.last?.upperBound ?? 0)
  }

  public func isWorking(at moment: Instant) throws(CalendarError) -> Bool {
    let (day, time) = local(moment)
    return try works(on: day) && sessions.contains { $0.contains(time) }
  }

  private static let dayLength: Int64 = 86_400_000

  private func works(on day: Int64) throws(CalendarError) -> Bool {
    if worksEveryDay { return true }
    do throws(WorkingCalendarError) {
      return try calendar.isWorkingDay(CivilDate(day: day))
    } catch {
      throw .calendar(error)
    }
  }

  private func local(_ moment: Instant) -> (day: Int64, time: Int64) {
    let milliseconds = moment.milliseconds + Int64(clock.minutesEastOfUTC) * 60_000
    let day = CivilTime(minutes: (milliseconds - milliseconds.modulo(60_000)) / 60_000).date.day
    return (day, milliseconds - day * Self.dayLength)
  }

  private func instant(day: Int64, time: Int64) -> Instant {
    Instant(
      milliseconds: day * Self.dayLength + time - Int64(clock.minutesEastOfUTC) * 60_000)
  }
}

extension Int64 {
  /// The remainder that is never negative.
  fileprivate func modulo(_ divisor: Int64) -> Int64 { (self % divisor + divisor) % divisor }
}
