// SPDX-License-Identifier: Apache-2.0

/// One person's wishes: a shift (`c`), free (`o`), not a shift (`nc`), or leave (`al`), which is kept.
struct WishList {
  /// By day and shift.
  private(set) var prices: [Int]
  private(set) var basePrice = 0
  private(set) var leave: [Int] = []

  /// - Parameter wishes: by day of the month, from 1. What the file writes otherwise (training, `t`)
  ///   is no wish about a shift and is left out.
  init(
    _ wishes: [String: [TeamMonthFile.Entry]], shiftNames: [String], historyDays: Int, dayCount: Int
  ) {
    prices = [Int](repeating: 0, count: dayCount * shiftNames.count)
    for (text, entries) in wishes {
      guard let number = Int(text), case let day = historyDays + number - 1, day < dayCount,
        day >= historyDays
      else { continue }
      for entry in entries {
        let wish = entry.shiftType
        let first = day * shiftNames.count
        if wish == "al" {
          leave.append(day)
        } else if wish == "o" || wish == "O" {
          for cell in first..<(first + shiftNames.count) { prices[cell] += 1 }
        } else if let shift = shiftNames.firstIndex(of: wish) {
          basePrice += 1
          prices[first + shift] -= 1
        } else if wish.hasPrefix("n"),
          let shift = shiftNames.firstIndex(of: String(wish.dropFirst()))
        {
          prices[first + shift] += 1
        }
      }
    }
  }
}
