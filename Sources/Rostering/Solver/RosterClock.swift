// SPDX-License-Identifier: Apache-2.0

/// How long a pool's week may be searched: to its share of the time for a better roster, to the end
/// for any.
struct RosterClock: Sendable {
  let begin = ContinuousClock.now
  let share: ContinuousClock.Instant
  let end: ContinuousClock.Instant
  /// From then on nothing better is looked for.
  let stop: RosterStop

  /// All of the time, but for a little that the checker needs in the end.
  init(_ limit: Duration, stop: RosterStop = RosterStop()) {
    end = begin + limit * 0.95
    share = end
    self.stop = stop
  }

  private init(share: ContinuousClock.Instant, end: ContinuousClock.Instant, stop: RosterStop) {
    self.share = share
    self.end = end
    self.stop = stop
  }

  /// The same end; the share is that of one of `count` searches, of which some run side by side.
  func part(of count: Int, sideBySide: Int) -> RosterClock {
    let now = ContinuousClock.now
    let left = max(.zero, end - now)
    return RosterClock(
      share: min(end, now + left * sideBySide / max(1, count)), end: end, stop: stop)
  }

  var seconds: Double { (ContinuousClock.now - begin) / .seconds(1) }

  var isOver: Bool { left(hasAnswer: false) == .zero }

  func left(hasAnswer: Bool) -> Duration {
    if hasAnswer && stop.isStopped { return .zero }
    return max(.zero, (hasAnswer ? share : end) - ContinuousClock.now)
  }
}
