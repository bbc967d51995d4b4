// SPDX-License-Identifier: Apache-2.0

import Dispatch

/// Makes and checks password hashes one after the other on a thread of their own: a burst of
/// sign-ins takes 32 MiB and one core, and the server answers everybody else meanwhile.
public struct PasswordWork: Sendable {
  private let queue = DispatchQueue(label: "chengxu.passwords", qos: .utility)

  let cost: PasswordCost

  public init(cost: PasswordCost) { self.cost = cost }

  public func hash(_ password: String) async -> PasswordHash {
    await onQueue { PasswordHash(of: password, cost: cost) }
  }

  public func matches(_ password: String, _ hash: PasswordHash) async -> Bool {
    await onQueue { hash.matches(password) }
  }

  private func onQueue<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: work()) }
    }
  }
}
