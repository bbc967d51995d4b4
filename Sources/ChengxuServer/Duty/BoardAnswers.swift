// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations

/// The board as it was answered last, until something is recorded or a second has passed.
///
/// Hundreds of pages look at one board; it is drawn up once for all who see the same part of it. What
/// is recorded is asked for at each reading, so nobody misses a step; what changes by the clock alone,
/// and signs of life that are no event, are a second old at most.
actor BoardAnswers {
  struct Key: Hashable, Sendable {
    var roster: Version
    /// `nil` for the day that it is.
    var date: CivilDate?
    /// `nil` for the whole detachment.
    var reach: Set<DutyModel.ID<Unit>>?
    var lastEvent: DutyModel.ID<DutyEvent>
    var second: Int64
  }

  private var kept: [Key: Task<PreparedBody, any Error>] = [:]

  /// Whoever asks while the same answer is being made waits for that one.
  func answer(
    _ key: Key, _ make: @escaping @Sendable () async throws -> PreparedBody
  ) async throws -> PreparedBody {
    if let known = kept[key] { return try await known.value }
    kept = kept.filter { $0.key.second == key.second }
    let task = Task { try await make() }
    kept[key] = task
    do {
      return try await task.value
    } catch {
      kept[key] = nil
      throw error
    }
  }
}
