// SPDX-License-Identifier: Apache-2.0

public import HiGHS

/// Where and when to check so that it does not pay to know the plan: a zero-sum game.
///
/// Each night the inspector checks one place in each watch, no place twice. An offender who knows the
/// chances, but not the draw, picks a place and a watch and gains its value unless it is checked.
///
/// ```
/// data       value[i, w] >= 0, cap
/// choose     c[i, w], the chance that place i is checked in watch w;  z
/// minimise   z
/// subject to value[i, w] (1 - c[i, w]) <= z
///            Σ_i c[i, w] = 1,  Σ_w c[i, w] <= 1,  0 <= c[i, w] <= cap
/// ```
///
/// Of all best strategies the one is taken whose likeliest check is the least likely (a second linear
/// programme). Whoever chooses the chances first commits to them (Stackelberg; in a zero-sum game that
/// is the minimax strategy: von Neumann 1928; security games: Kiekintveld et al. 2009, AAMAS). Chances
/// that add up like this are those of a lottery over whole nights (Birkhoff 1946): `InspectionLottery`.
public struct InspectionGame: Sendable {
  public let values: [[Int64]]
  public let cap: Double

  /// - Parameters:
  ///   - values: by place, by watch; at least as many places as watches.
  ///   - cap: the most that a chance may be; raised to what the places need.
  public init(values: [[Int64]], cap: Double = 1) throws(KernelError) {
    let watches = values.first?.count ?? 0
    guard watches > 0, values.count >= watches else {
      throw .tooFewSites(limit: max(1, watches), sites: values.count)
    }
    for (place, row) in values.enumerated() {
      guard row.count == watches else {
        throw .length(table: "values of \(place)", expected: watches, found: row.count)
      }
      for (watch, value) in row.enumerated() {
        if value < 0 { throw .negative(table: "values of \(place)", position: watch, value: value) }
        if value > 1 << 40 { throw .tooLarge(table: "values") }
      }
    }
    self.values = values
    self.cap = cap.isFinite ? min(1, max(cap, 1 / Double(values.count))) : 1
  }

  public struct Strategy: Sendable, Hashable {
    /// By place, by watch; each watch adds up to 1.
    public let chances: [[Double]]
    /// What an offender who knows the chances gains at best; the value of the game.
    public let value: Double
    /// No chances hold an offender below this (linear programming duality).
    public let bound: Double
    /// What an offender gains where nobody checks.
    public let uncheckedValue: Double
    public let lottery: InspectionLottery
  }

  public func solve(_ solver: HiGHSSolver) throws(KernelError) -> Strategy {
    let first = try solved(model(spreading: nil), solver)
    guard let value = first.objective, let bound = first.bound else {
      throw .solver(.refused(step: "the inspection game", modelStatus: -1))
    }
    let second = try solved(model(spreading: value), solver)
    guard let columns = second.values ?? first.values else {
      throw .solver(.refused(step: "the inspection game", modelStatus: -1))
    }
    let lottery = InspectionLottery(chances: chances(columns))
    let worst = unchecked(lottery.chances)
    return Strategy(
      chances: lottery.chances, value: worst, bound: min(bound, worst),
      uncheckedValue: Double(values.joined().max() ?? 0), lottery: lottery)
  }

  /// What an offender gains at best against the chances.
  private func unchecked(_ chances: [[Double]]) -> Double {
    var worst = 0.0
    for (row, checked) in zip(values, chances) {
      for (value, chance) in zip(row, checked) { worst = max(worst, Double(value) * (1 - chance)) }
    }
    return worst
  }

  private func chances(_ columns: [Double]) -> [[Double]] {
    let watches = values[0].count
    return values.indices.map { place in
      (0..<watches).map { min(1, max(0, columns[place * watches + $0])) }
    }
  }

  /// - Parameter value: of the game, to look for the widest spread; `nil` to look for the value.
  private func model(spreading value: Double?) -> LinearModel {
    var model = LinearModel(.minimize)
    let watches = values[0].count
    for _ in 0..<(values.count * watches) { model.addColumn(cost: 0, upper: cap) }
    let last = model.addColumn(cost: 1)
    for (place, row) in values.enumerated() {
      for (watch, gain) in row.enumerated() {
        let column = place * watches + watch
        if let value {
          // gain (1 - c) <= value, and c <= the last column.
          if gain > 0 {
            model.addRow(
              [(column, 1)], lower: max(0, 1 - value * (1 + 1e-9) / Double(gain)))
          }
          model.addRow([(column, -1), (last, 1)], lower: 0)
        } else {
          model.addRow([(column, Double(gain)), (last, 1)], lower: Double(gain))
        }
      }
      model.addSumRow((0..<watches).map { place * watches + $0 }, upper: 1)
    }
    for watch in 0..<watches {
      model.addSumRow(values.indices.map { $0 * watches + watch }, lower: 1, upper: 1)
    }
    return model
  }

  private func solved(
    _ model: LinearModel, _ solver: HiGHSSolver
  ) throws(KernelError) -> HiGHSSolution {
    do {
      return try solver.solveBlocking(model)
    } catch {
      throw .solver(error)
    }
  }
}
