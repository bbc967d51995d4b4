// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import DutyPlanning

/// After a long duty, such as 24 hours at the station or a night added to a day, a day and a night
/// free (CN-09).
public struct RestAfterLongDuty: SequenceRule {
  public let key = "rest-after-long-duty"
  /// A duty of at least this length is long.
  public var longHours: Int
  public var restHours: Int

  public init(longHours: Int = 16, restHours: Int = 24) {
    self.longHours = longHours
    self.restHours = restHours
  }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "连续勤务满\(longHours)小时后至少休息\(restHours)小时",
      english: "At least \(restHours) hours free after a duty of \(longHours) hours or more")
  }

  public var reachMinutes: Int { restHours * 60 }

  public func refusal(of second: DutySpan, after first: DutySpan) -> LocalizedName? {
    let rest = Int(second.interval.start.minutes - first.interval.end.minutes)
    guard first.interval.minutes >= longHours * 60, rest >= 0, rest < restHours * 60 else {
      return nil
    }
    return LocalizedName(
      chinese:
        "\(first.interval.minutes.hoursChinese)的勤务后只休息了\(rest.hoursChinese)，应休息\(restHours)小时",
      english: "\(rest.hoursEnglish) free after a duty of \(first.interval.minutes.hoursEnglish), "
        + "expected \(restHours) hours")
  }
}

/// Overtime of one duty: beyond eight hours (CN-04). Two duties are at least `MinimumRest` apart,
/// so that this is a day's overtime too.
public struct DailyOvertimeLimit: DutyRule {
  public let key = "daily-overtime"
  public var hours: Int
  public var dailyHours: Int

  public init(hours: Int = 3, dailyHours: Int = 8) {
    self.hours = hours
    self.dailyHours = dailyHours
  }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "辅警每日加班不超过\(hours)小时",
      english: "Auxiliaries have at most \(hours) hours of overtime a day")
  }

  public func refusal(of duty: DutySpan, by officer: Officer) -> LocalizedName? {
    let overtime = duty.workedMinutes - dailyHours * 60
    guard officer.status == .auxiliary, overtime > hours * 60 else { return nil }
    return LocalizedName(
      chinese: "\(duty.interval.start)的勤务加班\(overtime.hoursChinese)，最多\(hours)小时",
      english: "\(overtime.hoursEnglish) of overtime in the duty from \(duty.interval.start), "
        + "expected at most \(hours) hours")
  }
}

/// 强制休息令 (CN-10): a leader's order that someone rests. Nothing may be rostered against it.
public struct ForcedRest: DutyRule {
  public struct Order: Hashable, Codable, Sendable {
    public var officer: ID<Officer>
    public var interval: CivilInterval
    /// Who gave it, and why.
    public var leader: String
    public var reason: String

    public init(
      officer: ID<Officer>, interval: CivilInterval, leader: String, reason: String
    ) {
      self.officer = officer
      self.interval = interval
      self.leader = leader
      self.reason = reason
    }
  }

  public let key = "forced-rest"
  public var orders: [Order]

  public init(orders: [Order] = []) { self.orders = orders }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "强制休息令期间不安排勤务", english: "No duty while a leader's order to rest is in force")
  }

  public func refusal(of duty: DutySpan, by officer: Officer) -> LocalizedName? {
    guard
      let order = orders.first(where: {
        $0.officer == officer.id && $0.interval.overlaps(duty.interval)
      })
    else { return nil }
    return LocalizedName(
      chinese: "\(order.leader)令其\(order.interval.start)至\(order.interval.end)休息（\(order.reason)），"
        + "却安排了\(duty.interval.start)的勤务",
      english: "ordered by \(order.leader) to rest from \(order.interval.start) to "
        + "\(order.interval.end) (\(order.reason)) and yet on duty from \(duty.interval.start)")
  }
}

/// On trunk roads at least two sworn officers, or one with two auxiliaries (CN-12).
public struct ArterialCrew: HardRule {
  public let key = "arterial-crew"
  public var places: Set<DutyPlace>

  public init(places: Set<DutyPlace> = []) { self.places = places }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "干线公路执勤须两名以上民警，或一名民警带两名以上辅警",
      english: "On trunk roads two sworn officers, or one with two auxiliaries")
  }

  public func violations(in view: RosterView) -> [HardRuleViolation] {
    view.problem.pools.flatMap(\.slots).flatMap { slot in
      slot.occurrences.filter { places.contains($0.demand.place) }.compactMap { occurrence in
        let holders = view.holders[occurrence.key] ?? []
        let sworn = holders.count { $0.officer.status == .sworn }
        let auxiliaries = holders.count - sworn
        guard !(sworn >= 2 || (sworn == 1 && auxiliaries >= 2)) else { return nil }
        return HardRuleViolation(
          rule: key, officer: nil, date: slot.date,
          explanation: LocalizedName(
            chinese: "勤务需求\(occurrence.demand.id)（\(occurrence.interval.start)）在干线公路，"
              + "只有民警\(sworn)人、辅警\(auxiliaries)人，须民警2人或民警1人带辅警2人",
            english: "demand \(occurrence.demand.id) at \(occurrence.interval.start) is on a trunk "
              + "road with \(sworn) sworn and \(auxiliaries) auxiliaries, expected 2 sworn or 1 with "
              + "2 auxiliaries"))
      }
    }
  }
}
