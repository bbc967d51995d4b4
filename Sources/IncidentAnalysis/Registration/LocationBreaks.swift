// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel

/// Finds the days on which a city began to locate its incidents in another way.
///
/// Most incident files are located by a gazetteer: the same crossing or house always gets the same
/// coordinate, so that places recur. When a new gazetteer, datum or program comes into use, no old
/// place recurs any more, although people crash where they always did. A month's first day is such
/// a break if of the incidents of the year after it at most a fifth as many lie on a place of the
/// year before it as is usual within that year. A city whose places do not recur (satellite
/// positions) has no breaks that this could see, and none that registration could mend.
struct LocationBreaks {
  /// The first days of new ways of locating, in order.
  private(set) var days: [CivilDate] = []

  /// A link this many times weaker than usual is a break; chance alone moves it by a few percent.
  static let weakness = 5.0
  /// Less recurrence than this within a year is no gazetteer.
  static let leastRecurrence = 0.1
  /// Days needed after a break before it can be told from a quiet month.
  static let leastDaysAfter = 45
  private static let leastIncidents = 30

  /// - Parameter incidents: in order of time, none after `span`.
  init(_ incidents: [LocatedIncident], span: DateSpan) {
    let days = incidents.map(\.incident.time.date.day)
    let places = Self.numbers(incidents)
    var candidates: [(link: Double, day: Int64)] = []
    for start in Self.monthStarts(in: span) {
      let window = Window(days: days, places: places, start: start.day)
      guard let link = window.relativeLink, link * Self.weakness <= 1 else { continue }
      candidates.append((link, start.day))
    }
    // The weakest link of each run of months is the break; the months beside it only share it.
    candidates.sort { ($0.link, $0.day) < ($1.link, $1.day) }
    var found: [Int64] = []
    for candidate in candidates where found.allSatisfy({ abs($0 - candidate.day) > 365 }) {
      found.append(candidate.day)
    }
    self.days = found.sorted().map(CivilDate.init(day:))
  }

  /// The spans between the breaks, in order; one span without a break.
  func eras(of span: DateSpan) -> [DateSpan] {
    let starts = [span.first] + days
    let ends = days.map { $0.adding(days: -1) } + [span.last]
    return zip(starts, ends).map { DateSpan(first: $0, last: $1) }
  }

  private static func monthStarts(in span: DateSpan) -> [CivilDate] {
    (span.first.day...span.last.day).map(CivilDate.init(day:)).filter {
      $0.components.day == 1 && $0.day >= span.first.day + 182
        && $0.day <= span.last.day - Int64(leastDaysAfter)
    }
  }

  /// Equal coordinates, to a ten-millionth of a degree, get equal numbers.
  private static func numbers(_ incidents: [LocatedIncident]) -> [Int32] {
    var numbers: [Coordinate: Int32] = [:]
    return incidents.map { located in
      let next = Int32(numbers.count)
      let place = located.incident.location
      if let known = numbers[place] { return known }
      numbers[place] = next
      return next
    }
  }

  /// A year before a day and up to a year after it.
  private struct Window {
    var days: [Int64]
    var places: [Int32]
    var start: Int64

    /// How strongly the year after is linked to the year before, in units of what is usual: the
    /// later half of the year before linked to its earlier half. `nil` if there is too little.
    var relativeLink: Double? {
      let earlier = range(start - 365, start - 183)
      let later = range(start - 183, start)
      let after = range(start, start + 365)
      guard
        [earlier, later, after].allSatisfy({ $0.count >= LocationBreaks.leastIncidents })
      else { return nil }
      let usual = recurrence(of: later, in: Set(places[earlier]))
      guard usual >= LocationBreaks.leastRecurrence else { return nil }
      return recurrence(of: after, in: Set(places[earlier.lowerBound..<later.upperBound])) / usual
    }

    private func recurrence(of range: Range<Int>, in known: Set<Int32>) -> Double {
      Double(places[range].count(where: known.contains)) / Double(range.count)
    }

    private func range(_ from: Int64, _ to: Int64) -> Range<Int> {
      let lower = position(from)
      return lower..<max(lower, position(to))
    }

    /// The first incident on or after a day.
    private func position(_ day: Int64) -> Int {
      var (low, high) = (0, days.count)
      while low < high {
        let middle = (low + high) / 2
        if days[middle] < day { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }
}
