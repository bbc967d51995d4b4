// SPDX-License-Identifier: Apache-2.0

/// How to search, and for how long.
///
/// The same model, seed and limits give the same answer when `workers` is 1, or when
/// `deterministicTime` is given (the workers then take turns in a fixed order), as long as no wall
/// clock limit ends the search. Several workers without `deterministicTime` are fastest to a good
/// roster and may answer differently each time.
public struct CPParameters: Hashable, Sendable {
  /// How far the model is simplified before the search.
  public enum Presolve: Hashable, Sendable {
    case full
    /// One round, without probing and without looking for common parts of rows: a tenth of the time
    /// for models with thousands of listed columns.
    case light
  }

  /// Threads that search, at least 1.
  public var workers: Int
  /// Wall clock limit.
  public var timeLimit: Duration?
  /// Limit in CP-SAT's own unit of work, about a second each; repeatable on any machine.
  public var deterministicTime: Double?
  public var seed: Int32
  /// Ends the search once |objective - bound| / max(1, |objective|) is no greater.
  public var relativeGap: Double
  /// Ends the search at the first solution.
  public var stopsAtFirstSolution: Bool
  public var presolve: Presolve
  /// How much of the model goes into the linear relaxation: 0 nothing, 1 what is cheap, 2 all. Set
  /// covering models live from it.
  public var linearization: Int
  /// Memory the search may take, in megabytes.
  public var memoryLimit: Int?

  public init(
    workers: Int = 1, timeLimit: Duration? = nil, deterministicTime: Double? = nil,
    seed: Int32 = 1, relativeGap: Double = 0, stopsAtFirstSolution: Bool = false,
    presolve: Presolve = .full, linearization: Int = 1, memoryLimit: Int? = nil
  ) {
    self.workers = workers
    self.timeLimit = timeLimit
    self.deterministicTime = deterministicTime
    self.seed = seed
    self.relativeGap = relativeGap
    self.stopsAtFirstSolution = stopsAtFirstSolution
    self.presolve = presolve
    self.linearization = linearization
    self.memoryLimit = memoryLimit
  }

  /// Throws for a value that CP-SAT would refuse.
  func check() throws(CPSATError) {
    if !(1...1000).contains(workers) {
      throw .invalidParameter("workers is \(workers), expected 1 to 1000")
    }
    if !(0...2).contains(linearization) {
      throw .invalidParameter("linearization is \(linearization), expected 0 to 2")
    }
    if seed < 0 { throw .invalidParameter("seed is \(seed), expected 0 or more") }
    if let timeLimit, timeLimit < .zero {
      throw .invalidParameter("timeLimit is \(timeLimit), expected 0 or more")
    }
    if let deterministicTime, !(deterministicTime >= 0) {
      throw .invalidParameter("deterministicTime is \(deterministicTime), expected 0 or more")
    }
    if !(relativeGap >= 0) {
      throw .invalidParameter("relativeGap is \(relativeGap), expected 0 or more")
    }
    if let memoryLimit, memoryLimit < 1 {
      throw .invalidParameter("memoryLimit is \(memoryLimit), expected 1 or more")
    }
  }

  /// The parameters as SatParameters. Field numbers are those of sat_parameters.proto, 9.15.
  func encoded() -> [UInt8] {
    var writer = ProtobufWriter()
    writer.integer(206, workers)
    writer.integer(31, Int(seed))
    if let timeLimit { writer.double(36, timeLimit / .seconds(1)) }
    if let deterministicTime {
      writer.double(67, deterministicTime)
      writer.boolean(136, workers > 1)  // interleave_search
    }
    if relativeGap > 0 { writer.double(160, relativeGap) }
    if stopsAtFirstSolution { writer.boolean(98, true) }
    writer.integer(90, linearization)
    if presolve == .light {
      writer.integer(110, 0)  // cp_model_probing_level
      writer.integer(138, 1)  // max_presolve_iterations
      writer.integer(201, 0)  // presolve_inclusion_work_limit
    }
    if let memoryLimit { writer.integer(40, memoryLimit) }
    writer.boolean(135, false)  // catch_sigint_signal: the program's own handlers stay
    writer.boolean(186, false)  // log_to_stdout
    return writer.bytes
  }
}
