// SPDX-License-Identifier: Apache-2.0

/// How to solve, and for how long.
///
/// With one thread, the same model and seed give the same answer, unless the time limit ends it.
public struct HiGHSOptions: Hashable, Sendable {
  /// Wall clock limit. HiGHS looks at the clock between steps of the search, so that a large root
  /// relaxation may overrun it.
  public var timeLimit: Duration?
  public var seed: Int32
  /// Threads that search, at least 1.
  public var threads: Int32
  /// Ends the search once |objective - bound| / |objective| is no greater. 0 asks for a proof.
  public var relativeGap: Double
  /// Values of some or all columns to start from; a complete set for the integer columns is best.
  public var startSolution: [Int: Double]

  public init(
    timeLimit: Duration? = nil, seed: Int32 = 1, threads: Int32 = 1, relativeGap: Double = 0,
    startSolution: [Int: Double] = [:]
  ) {
    self.timeLimit = timeLimit
    self.seed = seed
    self.threads = threads
    self.relativeGap = relativeGap
    self.startSolution = startSolution
  }

  func check(columnCount: Int) throws(HiGHSError) {
    if let timeLimit, timeLimit < .zero {
      throw .invalidOption("timeLimit is \(timeLimit), expected 0 or more")
    }
    if seed < 0 { throw .invalidOption("seed is \(seed), expected 0 or more") }
    if !(1...256).contains(threads) {
      throw .invalidOption("threads is \(threads), expected 1 to 256")
    }
    if !(relativeGap >= 0) {
      throw .invalidOption("relativeGap is \(relativeGap), expected 0 or more")
    }
    for (column, value) in startSolution.sorted(by: { $0.key < $1.key }) {
      guard (0..<columnCount).contains(column) else {
        throw .noSuchColumn(column, row: nil, columnCount: columnCount)
      }
      if !value.isFinite { throw .notFinite(what: .startSolution, index: column) }
    }
  }
}
