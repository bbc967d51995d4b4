// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import IncidentAnalysis

/// The shape of one day: its duty windows, and the incidents hour by hour.
struct TimelineBody: Encodable {
  var date: CivilDate
  var windows: [WindowOnDay]
  /// Mean number of incidents in each hour of such a day, from the days the risk was learnt from.
  var usual: [Double]
  /// What the file has for this very day; `nil` when the day lies outside the file.
  var happened: [Int]?

  struct WindowOnDay: Encodable {
    var name: String
    var mode: DutyMode
    var interval: CivilInterval
  }
}

extension TimelineBody {
  init(_ date: CivilDate, plans: DutyPlanSet, index: IncidentHours) {
    var windows: [WindowOnDay] = []
    for plan in plans.plans {
      for window in plan.windows {
        // The evening before may reach into the day.
        for start in [date.adding(days: -1), date] {
          guard
            let interval = plan.specialOrder?.interval
              ?? window.interval(on: start, calendar: plans.calendar),
            interval.overlaps(date.wholeDay)
          else { continue }
          windows.append(WindowOnDay(name: window.name, mode: plan.mode, interval: interval))
        }
      }
    }
    self.init(
      date: date, windows: windows.uniqued(by: { "\($0.name) \($0.interval.start)" }),
      usual: index.usual(DayClass(date.weekday)), happened: index.happened[date])
  }
}

/// Incidents counted once by day and hour.
struct IncidentHours: Sendable {
  private(set) var happened: [CivilDate: [Int]] = [:]
  private let trained: DateSpan

  init(_ incidents: [LocatedIncident], trained: DateSpan) {
    self.trained = trained
    for incident in incidents.map(\.incident) {
      happened[incident.time.date, default: [Int](repeating: 0, count: 24)][incident.time.hour] += 1
    }
    guard let first = happened.keys.min(), let last = happened.keys.max() else { return }
    // A day without incidents inside the file is a day of zeros.
    for day in first.day...last.day where happened[CivilDate(day: day)] == nil {
      happened[CivilDate(day: day)] = [Int](repeating: 0, count: 24)
    }
  }

  func usual(_ dayClass: DayClass) -> [Double] {
    var days = 0
    var sums = [Int](repeating: 0, count: 24)
    for (date, hours) in happened where trained.contains(date) {
      guard DayClass(date.weekday) == dayClass else { continue }
      days += 1
      for hour in 0..<24 { sums[hour] += hours[hour] }
    }
    return sums.map { days == 0 ? 0 : (Double($0) / Double(days) * 100).rounded() / 100 }
  }
}

extension CivilDate {
  /// From midnight to midnight.
  var wholeDay: CivilInterval {
    CivilInterval(start: CivilTime(date: self), end: CivilTime(date: adding(days: 1)))
  }
}

extension Array {
  /// The first element of each name, in order.
  func uniqued(by name: (Element) -> String) -> [Element] {
    var seen: Set<String> = []
    return filter { seen.insert(name($0)).inserted }
  }
}
