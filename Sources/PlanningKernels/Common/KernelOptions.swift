// SPDX-License-Identifier: Apache-2.0

public import HiGHS

/// How long a kernel may take, and with what it proves.
///
/// The same input, seed and prover give the same answer, unless the time limit or a stop ends the
/// proof. Kernels run on the calling thread; call them from a thread or task that may be kept busy.
public struct KernelOptions: Sendable {
  /// For the proof; the heuristics before it are bounded by work and take a fraction of a second.
  public var timeLimit: Duration
  public var seed: UInt64
  /// Proves by mixed-integer programming. Without one the answer is heuristic, its bound weaker.
  public var prover: HiGHSSolver?
  /// Entries of a covering table that the search tree may touch at most, some 300 million a second; `nil` for what was
  /// measured to pay where a proof is wanted. Counted, so that the clock decides nothing.
  public var treeWork: Int?
  public var stop: HiGHSStop

  public init(
    timeLimit: Duration = .seconds(10), seed: UInt64 = 1, prover: HiGHSSolver? = nil,
    treeWork: Int? = nil, stop: HiGHSStop = HiGHSStop()
  ) {
    self.timeLimit = timeLimit
    self.seed = seed
    self.prover = prover
    self.treeWork = treeWork
    self.stop = stop
  }
}

/// Measures a kernel's run against its limit.
struct Stopwatch {
  private let clock = ContinuousClock()
  private let begin: ContinuousClock.Instant
  private let limit: Duration

  init(limit: Duration) {
    begin = clock.now
    self.limit = limit
  }

  var seconds: Double { (clock.now - begin) / .seconds(1) }
  var remaining: Duration { max(.zero, limit - (clock.now - begin)) }
}

/// SplitMix64 (Steele, Lea and Flood 2014): small, and the same on every machine.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
