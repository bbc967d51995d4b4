// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import Synchronization

/// What time it is on duty: the system's, or in an exercise 演练 another day's that runs on from
/// where it was set.
public final class DutyClock: Sendable {
  private let offsetMilliseconds: Mutex<Int64>
  /// What is recorded in an exercise is marked as made up.
  public let isExercise: Bool

  public init() {
    offsetMilliseconds = Mutex(0)
    isExercise = false
  }

  /// An exercise that begins at a moment of another day.
  public init(exerciseFrom start: Instant, startedAt real: Instant) {
    offsetMilliseconds = Mutex(start.milliseconds - real.milliseconds)
    isExercise = true
  }

  public var now: Instant {
    Instant(milliseconds: Instant.now.milliseconds + offsetMilliseconds.withLock { $0 })
  }

  /// Moves an exercise's clock on, as when its morning is over and the evening is to be practised; it
  /// runs on from there.
  ///
  /// - Returns: `false` outside an exercise, and for a moment that is not ahead: what was recorded
  ///   must not come to lie in the future.
  func advance(to moment: Instant) -> Bool {
    guard isExercise else { return false }
    return offsetMilliseconds.withLock { offset in
      let now = Instant.now.milliseconds + offset
      guard moment.milliseconds > now else { return false }
      offset += moment.milliseconds - now
      return true
    }
  }
}
