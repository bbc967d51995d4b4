// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// What one person carries in a period.
public struct DutyTally: Hashable, Codable, Sendable {
  public var duties = 0
  /// From reporting for duty to going off, breaks included.
  public var minutes = 0
  public var nights = 0
  public var nightMinutes = 0
  public var weekends = 0
  /// Peak windows on a post.
  public var peaks = 0
  public var peakMinutes = 0

  public init() {}
}

/// What is on the street on one day.
public struct DayTally: Hashable, Codable, Sendable {
  public var date: CivilDate
  /// 人次: duties that begin on the day and have a place on the street.
  public var personTimes = 0
  /// Duties with nothing but station duty and standby.
  public var stationTimes = 0
  /// 台次: vehicles that go out, each once for each duty.
  public var vehicleTimes = 0
  /// Person-times with a task in the mode; one person may count in two.
  public var personTimesByMode: [DutyMode: Int] = [:]

  public init(date: CivilDate) { self.date = date }
}

extension Roster {
  /// By officer, those with at least one duty.
  public var tallies: [ID<Officer>: DutyTally] {
    duties.reduce(into: [:]) { $0[$1.officer, default: DutyTally()].add($1) }
  }

  /// One for each day, in order.
  public var dayTallies: [DayTally] {
    let byDay = Dictionary(grouping: duties, by: \.interval.start.date)
    return (0..<days).map { day in
      let date = firstDate.adding(days: day)
      return (byDay[date] ?? []).reduce(into: DayTally(date: date)) { $0.add($1) }
    }
  }

  /// Points of the soft rules that were broken.
  public var penalty: Int { brokenRules.reduce(0) { $0 + $1.penalty } }
}

extension DutyTally {
  mutating func add(_ duty: RosteredDuty) {
    duties += 1
    minutes += duty.interval.minutes
    nights += SharedBurden.nights.count(in: duty)
    nightMinutes += NightHours().minutes(in: duty.interval)
    weekends += SharedBurden.weekends.count(in: duty)
    peaks += SharedBurden.peaks.count(in: duty)
    peakMinutes += duty.tasks.filter { $0.mode == .peak && $0.demand != nil }
      .reduce(0) { $0 + $1.interval.minutes }
  }
}

extension DayTally {
  mutating func add(_ duty: RosteredDuty) {
    let modes = Set(duty.tasks.filter { $0.demand != nil }.map(\.mode))
    personTimes += modes.isEmpty ? 0 : 1
    stationTimes += modes.isEmpty ? 1 : 0
    vehicleTimes += duty.vehicle == nil ? 0 : 1
    for mode in modes { personTimesByMode[mode, default: 0] += 1 }
  }
}
