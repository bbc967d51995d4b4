// SPDX-License-Identifier: Apache-2.0

/// Forbidden patterns of shifts on days in a row: `b,a` (a must not follow b) or `c,c,c` (no third c).
struct ShiftPatterns {
  private(set) var notFollowedBy: [Set<Int>]
  /// By shift: the longest run, where a pattern limits it.
  private var longest: [Int: Int] = [:]

  init(
    _ patterns: [String], shiftNames: [String], file: String, person: String
  ) throws(RosterFileError) {
    notFollowedBy = shiftNames.map { _ in [] }
    for pattern in patterns {
      var shifts: [Int] = []
      for name in pattern.split(separator: ",").map(String.init) {
        guard let shift = shiftNames.firstIndex(of: name) else {
          throw RosterFileError(
            file: file, field: "itoBlackListShiftPattern.\(person)",
            .unknown(found: name, known: shiftNames.joined(separator: ", ")))
        }
        shifts.append(shift)
      }
      if shifts.count == 2, shifts[0] != shifts[1] {
        notFollowedBy[shifts[0]].insert(shifts[1])
      } else if shifts.count > 1, Set(shifts).count == 1 {
        longest[shifts[0]] = min(longest[shifts[0]] ?? .max, shifts.count - 1)
      } else {
        throw RosterFileError(
          file: file, field: "itoBlackListShiftPattern.\(person)",
          .unknown(found: pattern, known: "b,a; c,c; c,c,c"))
      }
    }
  }

  func runLimits(_ dayCount: Int) -> [Int] {
    notFollowedBy.indices.map { longest[$0] ?? dayCount }
  }

  /// The day before the last breach of a pattern, nil if there is none.
  func lastBreach(in row: [Int?]) -> Int? {
    for day in row.indices.dropFirst().reversed() {
      guard let now = row[day], let before = row[day - 1] else { continue }
      if notFollowedBy[before].contains(now) { return day - 1 }
      let begin = row[...day].lastIndex { $0 != now }.map { $0 + 1 } ?? 0
      if day - begin + 1 > longest[now] ?? .max { return begin }
    }
    return nil
  }
}
