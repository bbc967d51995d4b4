// SPDX-License-Identifier: Apache-2.0

extension RosterTable {
  /// What the rows cost: wishes, and people too few or too many.
  func price(of rows: [[Int8]]) -> Int {
    let people = zip(people, rows).reduce(0) { $0 + $1.0.basePrice + price(of: $1.1, $1.0) }
    let counts = counts(in: rows)
    return zip(needs, counts).reduce(people) { $0 + $1.0.price(of: $1.1) }
  }

  /// By day and shift: how many work it.
  func counts(in rows: [[Int8]]) -> [Int] {
    var counts = [Int](repeating: 0, count: needs.count)
    for row in rows {
      for (day, shift) in row.enumerated() where shift >= 0 {
        counts[day * shiftCount + Int(shift)] += 1
      }
    }
    return counts
  }

  /// What one row costs in wishes, without its base.
  func price(of row: [Int8], _ person: Person) -> Int {
    var sum = 0
    for (day, shift) in row.enumerated() where shift >= 0 {
      sum += person.prices[day * shiftCount + Int(shift)]
    }
    return sum
  }

  /// Whether a row obeys every limit of its person.
  func isAllowed(_ row: [Int8], for person: Person) -> Bool {
    var used = [Int](repeating: 0, count: shiftCount)
    var minutes = 0
    var workedWeekends: Set<Int> = []
    for (day, number) in row.enumerated() {
      let shift = number < 0 ? nil : Int(number)
      guard person.choices[day].allows(shift) else { return false }
      guard let shift else { continue }
      used[shift] += 1
      minutes += shifts[shift].minutes
      if let weekend = weekends[day] { workedWeekends.insert(weekend) }
      if day > 0, row[day - 1] >= 0, bans(Int(row[day - 1]), then: shift, for: person) {
        return false
      }
    }
    return zip(used, person.shiftLimits).allSatisfy { $0 <= $1 }
      && person.minutes.contains(minutes) && workedWeekends.count <= person.weekendLimit
      && hasAllowedRuns(row, person)
  }

  /// Whether a shift must not follow another on the next day.
  func bans(_ before: Int, then after: Int, for person: Person) -> Bool {
    shifts[before].notFollowedBy.contains(after) || person.notFollowedBy[before].contains(after)
  }

  private func hasAllowedRuns(_ row: [Int8], _ person: Person) -> Bool {
    var begin = 0
    while begin < row.count {
      let isWork = row[begin] >= 0
      let end = row[begin...].firstIndex { ($0 >= 0) != isWork } ?? row.count
      let length = end - begin
      let least = isWork ? person.workRun.lowerBound : person.minimumFreeRun
      if isWork && length > person.workRun.upperBound { return false }
      if begin > 0 && end < row.count && length < least { return false }
      begin = end
    }
    return hasAllowedShiftRuns(row, person)
  }

  private func hasAllowedShiftRuns(_ row: [Int8], _ person: Person) -> Bool {
    var length = 0
    for (day, shift) in row.enumerated() {
      length = day > 0 && row[day - 1] == shift ? length + 1 : 1
      if shift >= 0 && length > person.shiftRunLimits[Int(shift)] { return false }
    }
    return true
  }
}
