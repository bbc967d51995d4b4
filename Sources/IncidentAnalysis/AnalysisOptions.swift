// SPDX-License-Identifier: Apache-2.0

/// What to learn from, what to keep back, and which models to choose among.
public struct AnalysisOptions: Hashable, Codable, Sendable {
  /// The days to learn from; `nil` for all days before the held-out ones.
  public var trained: DateSpan?
  /// The days kept back for checks; `nil` for the last 365, or a quarter of the data if it spans
  /// less than four years (`AnalysisSpans`).
  public var heldOut: DateSpan?
  /// Reaches of the network kernel to choose among, in metres along the streets; 0 for none.
  public var kernelReachesMetres: [Int]
  /// Half-lives of an incident's weight to choose among, in days.
  public var halfLivesDays: [Int]
  /// What an incident may count that was located in an earlier way, to choose among: 0 to 1.
  public var earlierEraWeights: [Double]
  /// For the `random` model and the bootstrap.
  public var seed: UInt64

  public init(
    trained: DateSpan? = nil, heldOut: DateSpan? = nil,
    kernelReachesMetres: [Int] = [0, 150, 400],
    halfLivesDays: [Int] = [180, 365, 730, 1460],
    earlierEraWeights: [Double] = [1, 0.5, 0.25],
    seed: UInt64 = 1
  ) {
    self.trained = trained
    self.heldOut = heldOut
    self.kernelReachesMetres = kernelReachesMetres
    self.halfLivesDays = halfLivesDays
    self.earlierEraWeights = earlierEraWeights
    self.seed = seed
  }

  /// The least number of incidents that an estimate is made from.
  public static let leastIncidents = 30

  func validate() throws(AnalysisError) {
    guard !kernelReachesMetres.isEmpty, kernelReachesMetres.allSatisfy({ (0...2000).contains($0) })
    else {
      throw .invalidOption(
        name: "kernelReachesMetres", value: "\(kernelReachesMetres)",
        expected: "one or more whole numbers from 0 to 2000")
    }
    guard !halfLivesDays.isEmpty, halfLivesDays.allSatisfy({ (1...36_500).contains($0) }) else {
      throw .invalidOption(
        name: "halfLivesDays", value: "\(halfLivesDays)",
        expected: "one or more whole numbers from 1 to 36500")
    }
    guard !earlierEraWeights.isEmpty, earlierEraWeights.allSatisfy({ 0 < $0 && $0 <= 1 }) else {
      throw .invalidOption(
        name: "earlierEraWeights", value: "\(earlierEraWeights)",
        expected: "one or more numbers above 0, up to 1")
    }
  }

  /// Every combination of what is offered, in order.
  var choices: [RateModelChoice] {
    kernelReachesMetres.flatMap { reach in
      halfLivesDays.flatMap { halfLife in
        earlierEraWeights.map { weight in
          RateModelChoice(
            kernelReachMetres: reach, halfLifeDays: halfLife, earlierEraWeight: weight,
            isChosenByBackTest: false)
        }
      }
    }
  }
}
