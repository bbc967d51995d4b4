// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Ends searches from elsewhere: hand one to a solve, call `stop()` from any thread or task.
///
/// A stopped solve answers with the best it has. Once stopped, it also ends every later solve that
/// it is handed to at its start.
public final class CPStop: Sendable {
  private struct State {
    var isStopped = false
    var nextKey = 0
    var actions: [Int: @Sendable () -> Void] = [:]
  }

  private let state = Mutex(State())

  public init() {}

  public var isStopped: Bool { state.withLock { $0.isStopped } }

  public func stop() {
    state.withLock { state in
      state.isStopped = true
      for action in state.actions.values { action() }
    }
  }

  /// Calls `action` at `stop()`, or at once if that was before. The key removes it again.
  func onStop(_ action: @escaping @Sendable () -> Void) -> Int {
    state.withLock { state in
      if state.isStopped { action() }
      state.nextKey += 1
      state.actions[state.nextKey] = action
      return state.nextKey
    }
  }

  /// After this returns the action runs no more, so what it uses may be freed.
  func remove(_ key: Int) {
    state.withLock { _ = $0.actions.removeValue(forKey: key) }
  }
}
