// SPDX-License-Identifier: Apache-2.0

/// Whole nights with chances that add up to given chances of places and watches (Birkhoff 1946).
///
/// Chances are whole billionths. Columns without a watch are added until places and columns are as
/// many and all rows and columns add up to one; then a perfect matching of the entries left is a
/// night, is taken as often as its least entry, and at least one entry is used up.
public struct InspectionLottery: Sendable, Hashable {
  public struct Night: Sendable, Hashable {
    /// In billionths.
    public let weight: Int64
    /// By watch, the place that is checked.
    public let places: [Int]
  }

  private static let unit: Int64 = 1_000_000_000

  /// The heaviest first.
  public let nights: [Night]
  /// By place, by watch: what the nights add up to.
  public let chances: [[Double]]

  /// - Parameter chances: by place, by watch; watches add up to 1, places to 1 at most.
  init(chances: [[Double]]) {
    let watches = chances.first?.count ?? 0
    var left = Self.padded(Self.rounded(chances, watches: watches), watches: watches)
    var weights: [[Int]: Int64] = [:]
    while let matching = Self.matching(left) {
      let weight = matching.enumerated().map { left[$1][$0] }.min() ?? 0
      guard weight > 0 else { break }
      for (column, place) in matching.enumerated() { left[place][column] -= weight }
      weights[Array(matching.prefix(watches)), default: 0] += weight
    }
    nights = weights.map { Night(weight: $1, places: $0) }
      .sorted { ($1.weight, $0.places.description) < ($0.weight, $1.places.description) }
    let total = Double(max(1, weights.values.reduce(0, +)))
    var sums = chances.map { $0.map { _ in 0.0 } }
    for (places, weight) in weights {
      for (watch, place) in places.enumerated() { sums[place][watch] += Double(weight) / total }
    }
    self.chances = sums
  }

  /// The places of one night, by watch.
  public func draw(using generator: inout some RandomNumberGenerator) -> [Int] {
    let total = nights.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return [] }
    var left = Int64.random(in: 0..<total, using: &generator)
    for night in nights {
      left -= night.weight
      if left < 0 { return night.places }
    }
    return nights[0].places
  }

  /// Whole billionths; each watch is filled up to one where its rows have room.
  private static func rounded(_ chances: [[Double]], watches: Int) -> [[Int64]] {
    var whole = chances.map { $0.map { Int64(($0 * Double(unit)).rounded(.down)) } }
    for watch in 0..<watches {
      var missing = unit - whole.reduce(0) { $0 + $1[watch] }
      let order = whole.indices.sorted {
        (chances[$1][watch], $0) < (chances[$0][watch], $1)
      }
      for place in order where missing > 0 {
        let room = min(missing, unit - whole[place].reduce(0, +))
        whole[place][watch] += room
        missing -= room
      }
    }
    return whole
  }

  /// What a place's row lacks is spread over the columns without a watch, each adding up to one.
  private static func padded(_ chances: [[Int64]], watches: Int) -> [[Int64]] {
    let spare = max(0, chances.count - watches)
    var room = [Int64](repeating: unit, count: spare)
    return chances.map { row in
      var lacking = unit - row.reduce(0, +)
      let more = room.indices.map { column -> Int64 in
        let part = min(lacking, room[column])
        room[column] -= part
        lacking -= part
        return part
      }
      return row + more
    }
  }

  /// By column, a place of its own with something left there; `nil` if there is no such matching.
  private static func matching(_ left: [[Int64]]) -> [Int]? {
    let count = left.first?.count ?? 0
    var placeOf = [Int](repeating: -1, count: count)
    func assign(_ place: Int, _ seen: inout [Bool]) -> Bool {
      for column in 0..<count where left[place][column] > 0 && !seen[column] {
        seen[column] = true
        if placeOf[column] < 0 || assign(placeOf[column], &seen) {
          placeOf[column] = place
          return true
        }
      }
      return false
    }
    for place in left.indices {
      var seen = [Bool](repeating: false, count: count)
      if !assign(place, &seen) { return nil }
    }
    return placeOf
  }
}
