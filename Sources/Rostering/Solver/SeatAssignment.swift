// SPDX-License-Identifier: Apache-2.0

import PlanningKernels

/// Gives each seat a person of its own at the least total cost, proven.
enum SeatAssignment {
  /// - Parameter costs: by seat and person; `nil` where they do not go together.
  /// - Returns: the person of each seat, or `nil` if the seats cannot all be filled.
  static func solve(_ costs: [[Int?]]) -> [Int]? {
    guard let people = costs.first?.count else { return [] }
    guard people >= costs.count else { return nil }
    let byPerson = (0..<people).map { person in costs.map { $0[person].map(Int64.init) } }
    do throws(KernelError) {
      let table = try PlacementTable(costs: byPerson, strength: costs.map { _ in 1 })
      let pairs = try Assignment(table: table).solve().choice.pairs
      return pairs.sorted { $0.place < $1.place }.map(\.person)
    } catch {
      // The one error that a table of this shape can meet: more seats than people who fit.
      return nil
    }
  }
}
