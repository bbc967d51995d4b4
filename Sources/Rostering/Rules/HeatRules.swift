// SPDX-License-Identifier: Apache-2.0

public import DutyModel

// 防暑降温措施管理办法 (2012), article 8, adopted for posts on the street (CN-11). One rule for each of
// its limits. The checker weighs them and the solver does not steer by them: the weather is known
// days ahead at best, and a commander's order may go before them.

/// One day's weather as the heat rules need it.
public struct HeatDay: Hashable, Codable, Sendable {
  public var date: CivilDate
  public var highestCelsius: Double
  /// When the hottest hours begin, in minutes after midnight; 12:00 unless the forecast says more.
  public var hottestStartMinute: Int

  public init(date: CivilDate, highestCelsius: Double, hottestStartMinute: Int = 720) {
    self.date = date
    self.highestCelsius = highestCelsius
    self.hottestStartMinute = hottestStartMinute
  }

  var span: CivilInterval {
    let midnight = CivilTime(date: date)
    return CivilInterval(start: midnight, end: midnight.adding(minutes: 1440))
  }
}

/// A rule that needs the forecast; without a day's weather it says nothing of that day.
protocol HeatRule: SoftRule {
  var days: [HeatDay] { get set }
}

/// 高温: outdoors at most six hours at 37 °C, not at all at 40 °C.
public struct HeatLimit: HeatRule {
  public let key = "heat"
  public var weight: Int
  public var days: [HeatDay]

  public init(weight: Int = 10, days: [HeatDay] = []) {
    self.weight = weight
    self.days = days
  }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "高温37℃以上路面勤务一日不超过6小时，40℃以上停止：每超一小时\(weight)分",
      english: "Outdoors at most 6 hours from 37 °C and none from 40 °C: \(weight) points for each "
        + "hour begun above")
  }

  public func penalties(in view: RosterView) -> [BrokenRule] {
    guard weight > 0 else { return [] }
    return days.filter { $0.highestCelsius >= 37 }.flatMap { day in
      let limit = day.highestCelsius >= 40 ? 0 : 360
      return view.people.compactMap { person -> BrokenRule? in
        let minutes = person.outdoorMinutes(in: day.span)
        guard minutes > limit else { return nil }
        return BrokenRule(
          rule: key, officer: person.officer.id, date: day.date,
          penalty: (minutes - limit + 59) / 60 * weight,
          explanation: LocalizedName(
            chinese: "\(day.date)最高\(day.highestCelsius)℃，路面勤务\(minutes.hoursChinese)",
            english: "\(minutes.hoursEnglish) outdoors on \(day.date) at \(day.highestCelsius) °C"
          ).about(person.officer))
      }
    }
  }
}

/// 高温时段: from 37 °C nobody is outdoors in the three hottest hours. From 40 °C `HeatLimit` counts
/// every hour, so this rule is silent there.
public struct HottestHours: HeatRule {
  public let key = "hottest-hours"
  public var weight: Int
  public var hours: Int
  public var days: [HeatDay]

  public init(weight: Int = 10, hours: Int = 3, days: [HeatDay] = []) {
    self.weight = weight
    self.hours = hours
    self.days = days
  }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "37℃以上一日中最热的\(hours)小时不安排路面勤务：每一小时\(weight)分",
      english: "Nobody is outdoors in the \(hours) hottest hours from 37 °C: \(weight) points for "
        + "each hour begun")
  }

  public func penalties(in view: RosterView) -> [BrokenRule] {
    guard weight > 0 else { return [] }
    return days.filter { (37..<40).contains($0.highestCelsius) }.flatMap { day in
      let start = CivilTime(date: day.date, minuteOfDay: day.hottestStartMinute)
      let hottest = CivilInterval(start: start, end: start.adding(minutes: hours * 60))
      return view.people.compactMap { person -> BrokenRule? in
        let minutes = person.outdoorMinutes(in: hottest)
        guard minutes > 0 else { return nil }
        return BrokenRule(
          rule: key, officer: person.officer.id, date: day.date,
          penalty: (minutes + 59) / 60 * weight,
          explanation: LocalizedName(
            chinese: "\(day.date)最高\(day.highestCelsius)℃，\(hottest.start.minuteOfDay.clock)起的"
              + "\(hours)小时内仍有路面勤务\(minutes.hoursChinese)",
            english: "\(minutes.hoursEnglish) outdoors in the \(hours) hours from \(hottest.start) "
              + "at \(day.highestCelsius) °C"
          ).about(person.officer))
      }
    }
  }
}

/// 35–37 °C: no overtime outdoors. A duty with a place on the street has no more than a working day.
public struct HeatOvertime: HeatRule {
  public let key = "heat-overtime"
  public var weight: Int
  public var dailyHours: Int
  public var days: [HeatDay]

  public init(weight: Int = 6, dailyHours: Int = 8, days: [HeatDay] = []) {
    self.weight = weight
    self.dailyHours = dailyHours
    self.days = days
  }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "35℃以上路面勤务不加班（一次不超过\(dailyHours)小时）：每超一小时\(weight)分",
      english: "No overtime outdoors from 35 °C (a duty of at most \(dailyHours) hours): \(weight) "
        + "points for each hour begun above")
  }

  public func penalties(in view: RosterView) -> [BrokenRule] {
    guard weight > 0 else { return [] }
    return days.filter { $0.highestCelsius >= 35 }.flatMap { day in
      view.people.flatMap { person in
        person.rostered.compactMap { entry -> BrokenRule? in
          let overtime = entry.span.workedMinutes - dailyHours * 60
          guard entry.date == day.date, overtime > 0,
            entry.duty.tasks.contains(where: { $0.demand != nil })
          else { return nil }
          return BrokenRule(
            rule: key, officer: person.officer.id, date: day.date,
            penalty: (overtime + 59) / 60 * weight,
            explanation: LocalizedName(
              chinese: "\(day.date)最高\(day.highestCelsius)℃，\(entry.span.interval.start)起的路面勤务"
                + "加班\(overtime.hoursChinese)",
              english: "\(overtime.hoursEnglish) of overtime in the outdoor duty from "
                + "\(entry.span.interval.start) at \(day.highestCelsius) °C"
            ).about(person.officer))
        }
      }
    }
  }
}

/// 换班轮休: from 35 °C nobody stands outdoors for long on end. Stays that follow one another without
/// a pause count as one.
public struct HeatRotation: HeatRule {
  public let key = "heat-rotation"
  public var weight: Int
  /// On end, outdoors.
  public var hours: Int
  /// Time off the street that ends a stay.
  public var pauseMinutes: Int
  public var days: [HeatDay]

  public init(weight: Int = 2, hours: Int = 2, pauseMinutes: Int = 20, days: [HeatDay] = []) {
    self.weight = weight
    self.hours = hours
    self.pauseMinutes = pauseMinutes
    self.days = days
  }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "35℃以上路面连续不超过\(hours)小时即轮换：每超一小时\(weight)分",
      english: "From 35 °C people are relieved after \(hours) hours outdoors on end: \(weight) "
        + "points for each hour begun above")
  }

  public func penalties(in view: RosterView) -> [BrokenRule] {
    guard weight > 0 else { return [] }
    return days.filter { $0.highestCelsius >= 35 }.flatMap { day in
      view.people.flatMap { person in
        person.outdoorStays(in: day.span, pauseMinutes: pauseMinutes).compactMap { stay in
          let over = stay.minutes - hours * 60
          guard over > 0 else { return nil }
          return BrokenRule(
            rule: key, officer: person.officer.id, date: day.date,
            penalty: (over + 59) / 60 * weight,
            explanation: LocalizedName(
              chinese: "\(day.date)最高\(day.highestCelsius)℃，\(stay.start)起路面连续"
                + "\(stay.minutes.hoursChinese)，应\(hours)小时轮换",
              english: "\(stay.minutes.hoursEnglish) outdoors on end from \(stay.start) at "
                + "\(day.highestCelsius) °C, wanted relief after \(hours) hours"
            ).about(person.officer))
        }
      }
    }
  }
}

extension RosterView.Person {
  fileprivate func outdoorMinutes(in period: CivilInterval) -> Int {
    outdoors(in: period).reduce(0) { $0 + $1.minutes }
  }

  /// At the places of the plan, in order of start.
  private func outdoors(in period: CivilInterval) -> [CivilInterval] {
    rostered.flatMap(\.duty.tasks).filter { $0.demand != nil && $0.interval.overlaps(period) }
      .map {
        CivilInterval(
          start: max($0.interval.start, period.start), end: min($0.interval.end, period.end))
      }
      .sorted { $0.start < $1.start }
  }

  fileprivate func outdoorStays(in period: CivilInterval, pauseMinutes: Int) -> [CivilInterval] {
    outdoors(in: period).reduce(into: []) { stays, next in
      if let last = stays.last, Int(next.start.minutes - last.end.minutes) < pauseMinutes {
        stays[stays.count - 1] = CivilInterval(start: last.start, end: max(last.end, next.end))
      } else {
        stays.append(next)
      }
    }
  }
}
