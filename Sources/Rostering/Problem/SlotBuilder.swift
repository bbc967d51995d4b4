// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning

/// Makes the shifts of one pool and hands every demand to the shift that contains it.
struct SlotBuilder {
  let pool: RosterPool
  let calendar: DemandCalendar
  let rotation: NightRotation
  let templates: [ShiftTemplate]

  func slots() throws(RosterError) -> [ShiftSlot] {
    var slots = calendar.dates.flatMap { date in templates.map { slot($0, on: date) } }
    var special: [DemandOccurrence] = []
    for demand in calendar.demands where pool.serves(demand.pool) {
      for occurrence in calendar.occurrences(of: demand) where occurrence.people > 0 {
        if demand.mode == .special {
          special.append(occurrence)
        } else if let date = try startDate(of: occurrence),
          let place = slots.firstIndex(where: {
            $0.date == date.date && $0.shift == date.shift
          })
        {
          slots[place].occurrences.append(occurrence)
        }
      }
    }
    slots += specialSlots(for: special)
    return slots.filter { !$0.occurrences.isEmpty || (!$0.station.isEmpty && keepsEmpty) }
      .map(ordered).sorted { ($0.interval.start, $0.shift) < ($1.interval.start, $1.shift) }
  }

  /// A brigade's stations are held day and night, whatever the plan asks for.
  private var keepsEmpty: Bool { pool.crew != .offices }

  private func slot(_ template: ShiftTemplate, on date: CivilDate) -> ShiftSlot {
    let squadron =
      template.rotates ? rotation.squadron(on: date, among: pool.teams.map(\.id)) : nil
    let stations = pool.teams.filter { template.keepsStation && (squadron ?? $0.id) == $0.id }
    return ShiftSlot(
      shift: template.key, name: template.name, date: date, interval: template.interval(on: date),
      breakMinutes: template.breakMinutes, squadron: squadron,
      station: Dictionary(
        stations.filter { $0.stationMinimum > 0 }.map { ($0.id, $0.stationMinimum) },
        uniquingKeysWith: max))
  }

  /// The shift that contains the occurrence, of its own day or of the day before; `nil` if that
  /// shift begins outside the roster.
  private func startDate(
    of occurrence: DemandOccurrence
  ) throws(RosterError) -> (date: CivilDate, shift: String)? {
    for date in [occurrence.interval.start.date, occurrence.interval.start.date.adding(days: -1)] {
      for template in templates {
        let interval = template.interval(on: date)
        if interval.start <= occurrence.interval.start && occurrence.interval.end <= interval.end {
          return calendar.dates.contains(date) ? (date, template.key) : nil
        }
      }
    }
    throw .noShift(
      demand: occurrence.demand, interval: occurrence.interval,
      shifts: templates.map { "\($0.key) \($0.startMinute.clock)–\($0.endMinute.clock)" })
  }

  /// One shift for each window of a special order; a window too long for one is relieved.
  private func specialSlots(for occurrences: [DemandOccurrence]) -> [ShiftSlot] {
    var slots: [ShiftSlot] = []
    for window in Set(occurrences.map(\.interval)).sorted(by: { $0.start < $1.start }) {
      guard calendar.dates.contains(window.start.date) else { continue }
      let own = occurrences.filter { $0.interval == window }
      for relief in Self.reliefs(of: window) {
        let margin = ShiftTemplate.specialMarginMinutes
        let number = slots.count + 1
        slots.append(
          ShiftSlot(
            shift: number == 1 ? ShiftTemplate.specialKey : "\(ShiftTemplate.specialKey)-\(number)",
            name: LocalizedName(chinese: "特殊勤务班", english: "special duty"),
            date: relief.start.date,
            interval: CivilInterval(
              start: relief.start.adding(minutes: -margin), end: relief.end.adding(minutes: margin)),
            isSpecial: true,
            occurrences: own.map { DemandOccurrence(demand: $0.demand, interval: relief) }))
      }
    }
    return slots
  }

  /// Equal parts of at most eleven hours, so that each keeps the twelve hours of continuous duty.
  static func reliefs(of window: CivilInterval) -> [CivilInterval] {
    let count = max(1, (window.minutes + 659) / 660)
    let marks = (0...count).map { window.start.adding(minutes: window.minutes * $0 / count) }
    return zip(marks, marks.dropFirst()).map { CivilInterval(start: $0, end: $1) }
  }

  private func ordered(_ slot: ShiftSlot) -> ShiftSlot {
    var slot = slot
    slot.occurrences.sort {
      ($0.interval.start, $0.demand.id) < ($1.interval.start, $1.demand.id)
    }
    return slot
  }
}

extension Int {
  /// Minutes after midnight as a clock shows them, such as `06:30`.
  var clock: String {
    let hour = self / 60 % 24
    let minute = self % 60
    return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
  }
}
