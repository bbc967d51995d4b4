// SPDX-License-Identifier: Apache-2.0

extension RosterTable {
  /// Throws the first number that the search could not use.
  func check() throws(KernelError) {
    if dayCount < 1 {
      throw .outOfRange(table: "days", position: 0, value: dayCount, limit: 10_000)
    }
    if shiftCount > DayChoices.shiftCapacity {
      throw .outOfRange(
        table: "shifts", position: shiftCount - 1, value: shiftCount,
        limit: DayChoices.shiftCapacity + 1)
    }
    try checkLength("needs", needs.count, dayCount * shiftCount)
    try checkLength("weekends", weekends.count, dayCount)
    for (shift, each) in shifts.enumerated() {
      try checkNotNegative("minutes of shifts", shift, each.minutes)
      for after in each.notFollowedBy where !shifts.indices.contains(after) {
        throw .outOfRange(
          table: "shifts that must not follow", position: shift, value: after, limit: shiftCount)
      }
    }
    for (cell, need) in needs.enumerated() {
      try checkNotNegative("needs", cell, min(need.count, need.priceBelow, need.priceAbove))
    }
    for (number, person) in people.enumerated() { try check(person, number) }
    if Self.isTooLarge(self) { throw .tooLarge(table: "prices") }
  }

  private func check(_ person: Person, _ number: Int) throws(KernelError) {
    try checkLength("shift limits of person \(number)", person.shiftLimits.count, shiftCount)
    try checkLength("run limits of person \(number)", person.shiftRunLimits.count, shiftCount)
    try checkLength("successions of person \(number)", person.notFollowedBy.count, shiftCount)
    try checkLength("choices of person \(number)", person.choices.count, dayCount)
    try checkLength("prices of person \(number)", person.prices.count, dayCount * shiftCount)
    let least = (person.shiftLimits + person.shiftRunLimits).reduce(
      min(person.minutes.lowerBound, person.workRun.lowerBound, person.minimumFreeRun)
    ) { min($0, $1) }
    try checkNotNegative("limits of person", number, min(least, person.weekendLimit))
  }

  private func checkLength(
    _ name: String, _ found: Int, _ expected: Int
  ) throws(KernelError) {
    if found != expected { throw .length(table: name, expected: expected, found: found) }
  }

  private func checkNotNegative(
    _ name: String, _ position: Int, _ value: Int
  ) throws(KernelError) {
    if value < 0 { throw .negative(table: name, position: position, value: Int64(value)) }
  }

  /// The dearest that a day of one person can be.
  var dearestDay: Int {
    let need = needs.reduce(1) { max($0, $1.priceBelow, $1.priceAbove) }
    let wish = people.reduce(0) { dearest, person in
      person.prices.reduce(dearest) { max($0, abs($1)) }
    }
    return need + wish
  }

  /// Sums over a row have to stay below 2^28 even in units of one point.
  private static func isTooLarge(_ table: RosterTable) -> Bool {
    let dearest = table.dearestDay
    return dearest > 1 << 28 || dearest * table.dayCount > 1 << 28
  }

  /// No roster is cheaper, for every wish can be met at best.
  var leastPrice: Int {
    people.reduce(0) { sum, person in
      sum + person.basePrice
        + (0..<dayCount).reduce(0) { sum, day in
          let day = person.prices[(day * shiftCount)..<((day + 1) * shiftCount)]
          return sum + min(0, day.min() ?? 0)
        }
    }
  }
}
