// SPDX-License-Identifier: Apache-2.0

/// How much is known about an answer. What cannot be answered at all is a `KernelError`.
public enum KernelStatus: String, Codable, Sendable {
  /// Proven best: objective and bound meet.
  case optimal
  /// Obeys every rule; the time limit came before the proof, or no prover was given.
  case feasible
  /// Obeys every rule; the search was told to stop.
  case stopped
}

/// What a kernel found and how good it is.
public struct KernelResult<Choice: Sendable>: Sendable {
  public let choice: Choice
  public let objective: Int64
  /// No answer is better than this: above the objective where it is maximised, below where it is
  /// minimised.
  public let bound: Int64
  public let status: KernelStatus
  /// Steps of the search, of the kind the kernel names.
  public let iterations: Int
  /// By the clock.
  public let seconds: Double

  /// |objective - bound| / max(1, |objective|).
  public var gap: Double {
    abs(Double(objective) - Double(bound)) / max(1, abs(Double(objective)))
  }
}

extension KernelResult where Choice == [Int] {
  /// The chosen sites in ascending order.
  public var sites: [Int] { choice }
}
