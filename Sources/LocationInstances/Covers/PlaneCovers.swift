// SPDX-License-Identifier: Apache-2.0

/// Cover sets of points in the plane, one point after the other, without a table of points by sites.
///
/// The box that the sites reach is cut into squares. For a square it is worked out once, when its first point
/// comes, which sites reach all of it and which only a part; a point is then compared with the latter alone. What
/// they answer is one bit each, and square and bits together name the set from the second time on.
struct PlaneCovers {
  private(set) var sets: CoverSets
  private let sites: Points
  private let radius: Double
  private let side: Int
  private let left: Double
  private let bottom: Double
  private let width: Double
  private let height: Double
  /// By square, its number in the columns below, or -1 before its first point.
  private var squareNumber: [Int32]
  private var squares: [Square] = []
  /// Sites that reach all of a square, and those that reach a part, for all squares one after the other.
  private var whole: [Int32] = []
  private var partly: [Int32] = []
  private var cache = SetCache()

  private struct Square {
    var whole: Range<Int32>
    var partly: Range<Int32>
  }

  /// - Parameter cellCount: how many points will come, which settles how fine the squares are.
  init(sites: Points, radius: Double, cellCount: Int) {
    self.sites = sites
    self.radius = radius
    side = max(1, min(256, Int((Double(cellCount) / 8).squareRoot())))
    let margin = radius * 1.000001
    left = (sites.x.min() ?? 0) - margin
    bottom = (sites.y.min() ?? 0) - margin
    width = ((sites.x.max() ?? 0) + margin - left) / Double(side)
    height = ((sites.y.max() ?? 0) + margin - bottom) / Double(side)
    squareNumber = [Int32](repeating: -1, count: side * side)
    sets = CoverSets(siteCount: sites.count)
  }

  mutating func add(_ x: Double, _ y: Double, demand: Int64) {
    sets.add(set(x, y), weight: demand)
  }

  private mutating func set(_ x: Double, _ y: Double) -> Int {
    let column = width > 0 ? (x - left) / width : 0
    let row = height > 0 ? (y - bottom) / height : 0
    // Beyond the box no site reaches.
    guard column >= 0, row >= 0, column <= Double(side), row <= Double(side) else {
      return sets.insert([])
    }
    let place = min(Int(row), side - 1) * side + min(Int(column), side - 1)
    if squareNumber[place] < 0 { open(place) }
    let number = Int(squareNumber[place])
    let partly = squares[number].partly
    if partly.count > 64 { return sets.insert(coverers(number, x, y)) }
    var bits: UInt64 = 0
    for (bit, index) in partly.enumerated() where reaches(Int(self.partly[Int(index)]), x, y) {
      bits |= 1 << UInt64(bit)
    }
    if let known = cache.find(number, bits) { return known }
    let found = sets.insert(coverers(number, x, y))
    cache.insert(number, bits, found)
    return found
  }

  @inline(__always)
  private func reaches(_ site: Int, _ x: Double, _ y: Double) -> Bool {
    let (dx, dy) = (x - sites.x[site], y - sites.y[site])
    return dx * dx + dy * dy <= radius * radius
  }

  private func coverers(_ number: Int, _ x: Double, _ y: Double) -> [Int32] {
    let square = squares[number]
    var cover = square.whole.map { whole[Int($0)] }
    for index in square.partly where reaches(Int(partly[Int(index)]), x, y) {
      cover.append(partly[Int(index)])
    }
    return cover.sorted()
  }

  /// Sorts the sites by what they reach of a square, with a margin for rounding.
  private mutating func open(_ place: Int) {
    let (wholeStart, partlyStart) = (Int32(whole.count), Int32(partly.count))
    let low = (left + Double(place % side) * width, bottom + Double(place / side) * height)
    let high = (low.0 + width, low.1 + height)
    let (inner, outer) = (radius * (1 - 1e-9), radius * (1 + 1e-9))
    for site in 0..<sites.count {
      let (x, y) = (sites.x[site], sites.y[site])
      let nearX = max(low.0 - x, x - high.0, 0)
      let nearY = max(low.1 - y, y - high.1, 0)
      // The square's own bounds are rounded too.
      let slack = 1e-9 * (width + height)
      let near = (nearX * nearX + nearY * nearY).squareRoot() - slack
      if near > outer { continue }
      let farX = max(x - low.0, high.0 - x)
      let farY = max(y - low.1, high.1 - y)
      let far = (farX * farX + farY * farY).squareRoot() + slack
      if far <= inner { whole.append(Int32(site)) } else { partly.append(Int32(site)) }
    }
    squareNumber[place] = Int32(squares.count)
    squares.append(
      Square(whole: wholeStart..<Int32(whole.count), partly: partlyStart..<Int32(partly.count)))
  }
}

/// Which set a square and the answers of its part-reaching sites lead to.
private struct SetCache {
  private var squares: [Int32]
  private var sets: [Int32]
  private var bits: [UInt64]
  private var count = 0

  init() {
    squares = [Int32](repeating: -1, count: 1 << 12)
    sets = squares
    bits = [UInt64](repeating: 0, count: squares.count)
  }

  func find(_ square: Int, _ answer: UInt64) -> Int? {
    var slot = place(square, answer)
    while squares[slot] >= 0 {
      if Int(squares[slot]) == square && bits[slot] == answer { return Int(sets[slot]) }
      slot = (slot + 1) & (squares.count - 1)
    }
    return nil
  }

  mutating func insert(_ square: Int, _ answer: UInt64, _ set: Int) {
    if count * 2 >= squares.count { grow() }
    put(square, answer, set)
    count += 1
  }

  private func place(_ square: Int, _ answer: UInt64) -> Int {
    let key = answer ^ UInt64(truncatingIfNeeded: square) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: Mixing.mix(key)) & (squares.count - 1)
  }

  private mutating func put(_ square: Int, _ answer: UInt64, _ set: Int) {
    var slot = place(square, answer)
    while squares[slot] >= 0 { slot = (slot + 1) & (squares.count - 1) }
    squares[slot] = Int32(square)
    bits[slot] = answer
    sets[slot] = Int32(set)
  }

  private mutating func grow() {
    let old = (squares, bits, sets)
    squares = [Int32](repeating: -1, count: squares.count * 2)
    bits = [UInt64](repeating: 0, count: squares.count)
    sets = squares
    for slot in old.0.indices where old.0[slot] >= 0 {
      put(Int(old.0[slot]), old.1[slot], Int(old.2[slot]))
    }
  }
}
