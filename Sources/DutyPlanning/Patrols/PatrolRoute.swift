// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// The order of a patrol's stops: drawn at random, and never leaving a place alone for too long.
///
/// Stops last 10–16 minutes (Koper 1995, doi:10.1080/07418829500096231: the deterrence that a stop
/// leaves behind grows until then). The next place is drawn with probability in proportion to its
/// risk, among those after which all others can still be reached in time in the order of their
/// deadlines; if none is safe, the most urgent is next. With m places, longest way t and
/// m × (t + 16) within the bound, no place then waits longer than the bound: that order is always
/// safe. A rest that is still to come is counted as if it came next, so it never breaks the bound. The
/// draw repeats with the seed; who does not know it cannot tell the next stop: each stop carries the
/// chance of the best guess.
struct PatrolRoute {
  /// Minutes from place to place.
  let travel: [[Int]]
  let weights: [Int64]
  let revisitMinutes: Int
  /// One rest at a place, drawn between two and three fifths of the way through; 0 for none.
  var breakMinutes = 0

  static let dwell = 10...16

  struct Stop: Hashable {
    var place: Int
    var arrivalMinute: Int
    var dwellMinutes: Int
    var breakMinutes = 0
    /// The chance of the likeliest next place when this one was drawn.
    var bestGuess = 1.0
  }

  /// How many of some places, the first ones, a patrol can come back to in time.
  static func keptPlaces(
    travel: [[Int]], revisitMinutes: Int, breakMinutes: Int = 0
  ) -> Int {
    stride(from: travel.count, to: 1, by: -1).first { count in
      count * (longest(travel, count) + dwell.upperBound) + breakMinutes <= revisitMinutes
    } ?? min(1, travel.count)
  }

  private static func longest(_ travel: [[Int]], _ count: Int) -> Int {
    travel.prefix(count).flatMap { $0.prefix(count) }.max() ?? 0
  }

  /// Stops from minute 0 until no stop of ten minutes fits before `minutes`.
  func stops(minutes: Int, using generator: inout SeededGenerator) -> [Stop] {
    let places = weights.indices
    guard !places.isEmpty else { return [] }
    var deadline = Array(repeating: revisitMinutes, count: places.count)
    var stops: [Stop] = []
    var now = 0
    var here: Int?
    var restLeft = breakMinutes
    let restFrom =
      breakMinutes > 0
      ? Int.random(in: (minutes * 2 / 5)...(minutes * 3 / 5), using: &generator) : 0
    while true {
      let (next, guess) = choose(
        from: here, now: now + restLeft, deadline: deadline, using: &generator)
      let arrival = now + (here.map { travel[$0][next] } ?? 0)
      guard arrival + Self.dwell.lowerBound <= minutes else { return stops }
      let stay = min(Int.random(in: Self.dwell, using: &generator), minutes - arrival)
      var stop = Stop(place: next, arrivalMinute: arrival, dwellMinutes: stay, bestGuess: guess)
      now = arrival + stay
      if restLeft > 0, now >= restFrom, now + restLeft <= minutes {
        stop.breakMinutes = restLeft
        now += restLeft
        restLeft = 0
      }
      stops.append(stop)
      deadline[next] = now + revisitMinutes
      here = next
    }
  }

  /// The longest time that any place is alone between minute 0 and `minutes`.
  func longestGap(_ stops: [Stop], minutes: Int) -> Int {
    weights.indices.map { place in
      var (last, gap) = (0, 0)
      for stop in stops where stop.place == place {
        gap = max(gap, stop.arrivalMinute - last)
        last = stop.arrivalMinute + stop.dwellMinutes + stop.breakMinutes
      }
      return max(gap, minutes - last)
    }.max() ?? 0
  }

  private func choose(
    from here: Int?, now: Int, deadline: [Int], using generator: inout SeededGenerator
  ) -> (place: Int, guess: Double) {
    let others = weights.indices.filter { $0 != here || weights.count == 1 }
    let safe = others.filter { isSafe($0, from: here, now: now, deadline: deadline) }
    guard !safe.isEmpty else { return (others.min { deadline[$0] < deadline[$1] } ?? 0, 1) }
    let chances = safe.map { max(0, weights[$0]) }
    let total = Double(max(1, chances.reduce(0, +)))
    return (
      safe[WeightedDraw(chances).next(using: &generator)],
      max(1 / Double(safe.count), Double(chances.max() ?? 0) / total)
    )
  }

  /// Whether all other places can be reached in time after `next`, each on the longest way and with
  /// the longest stops, the most urgent first.
  private func isSafe(_ next: Int, from here: Int?, now: Int, deadline: [Int]) -> Bool {
    let longest = Self.longest(travel, travel.count)
    var clock = now + (here.map { travel[$0][next] } ?? 0) + Self.dwell.upperBound
    for place in weights.indices.filter({ $0 != next }).sorted(by: { deadline[$0] < deadline[$1] })
    {
      clock += longest
      guard clock <= deadline[place] else { return false }
      clock += Self.dwell.upperBound
    }
    return true
  }
}
