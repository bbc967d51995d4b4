// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography
import HiGHS
import PlanningKernels

/// How one brigade's night checks are drawn: the best answer to somebody who knows the chances.
public struct NightGame: Hashable, Codable, Sendable {
  public var brigade: DutyModel.ID<Unit>
  /// Expected incidents a year that stay unchecked at the place and watch where most do: the value
  /// of the game, beside what no chances undercut and what there would be without any check.
  public var value: Double
  public var bound: Double
  public var uncheckedValue: Double
  public var places: [Place]

  public struct Place: Hashable, Codable, Sendable {
    public var junction: DutyModel.ID<Junction>
    public var name: LocalizedName
    /// By watch.
    public var chances: [Double]
  }
}

/// Which place is checked in which watch of which night: a game against offenders who know the model
/// but not the draw (`InspectionGame`), drawn night by night.
///
/// What a place is worth in a watch is what may be expected there in its hours: each area's own
/// profile. No place has a chance above `cap` in a watch, whatever the game says, so that nobody can
/// rely on where the check is. Compare ARMOR (Pita et al. 2008, AAMAS), whose payoffs are learnt;
/// here they are the risk field's, since there is no record of what checks achieve.
struct NightDraw {
  static let cap = 0.25

  let strategy: InspectionGame.Strategy

  /// - Parameter expected: by place, by watch, incidents a year.
  init(expected: [[Double]], solver: HiGHSSolver) throws(KernelError) {
    strategy = try InspectionGame(
      values: expected.map { $0.map { Int64(($0 * 1000).rounded()) } }, cap: Self.cap
    ).solve(solver)
  }

  /// One place for each watch of a night, no place twice.
  func night(using generator: inout SeededGenerator) -> [Int] {
    strategy.lottery.draw(using: &generator)
  }

  func game(
    _ brigade: DutyModel.ID<Unit>, at places: [DutyModel.ID<Junction>], names: JunctionNames
  ) -> NightGame {
    NightGame(
      brigade: brigade, value: strategy.value / 1000, bound: strategy.bound / 1000,
      uncheckedValue: strategy.uncheckedValue / 1000,
      places: places.indices.map {
        .init(junction: places[$0], name: names[places[$0]], chances: strategy.chances[$0])
      })
  }
}
