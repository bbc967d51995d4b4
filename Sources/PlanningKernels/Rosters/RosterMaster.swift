// SPDX-License-Identifier: Apache-2.0

import HiGHS

/// The linear programme over the rows known: each person works one row, each need is met or its
/// price is paid.
///
/// Set partitioning with slack: min Σ price(r) x(r) + Σ below·u + above·o, one row each person,
/// Σ rows on the cell + u − o = need.
final class RosterMaster {
  struct Column {
    var person: Int
    var shifts: [Int8]
    var price: Int
  }

  struct Answer {
    var objective: Double
    /// By day and shift: what one more person needed there would cost.
    var rewards: [Double]
    /// By place in `people`.
    var personDuals: [Double]
    /// By column.
    var values: [Double]
  }

  let table: RosterTable
  /// Those who have a choice.
  let people: [Int]
  /// By day and shift: the need that the others leave.
  let needs: [Int]
  private(set) var columns: [Column] = []
  /// By day and shift: its row, nil where nobody minds or nobody can come.
  private let rowOfCell: [Int?]
  private let placeOfPerson: [Int: Int]
  private let programme: LiveProgramme
  private let slackCount: Int

  init(
    library: HiGHSLibrary, table: RosterTable, people: [Int], needs: [Int], cells: [Int]
  ) throws(KernelError) {
    self.table = table
    self.people = people
    self.needs = needs
    placeOfPerson = Dictionary(uniqueKeysWithValues: people.enumerated().map { ($1, $0) })
    var rowOfCell = [Int?](repeating: nil, count: needs.count)
    var model = LinearModel(.minimize)
    for _ in people { model.addRow([], lower: 1, upper: 1) }
    for cell in cells {
      let below = model.addColumn(cost: Double(table.needs[cell].priceBelow))
      let above = model.addColumn(cost: Double(table.needs[cell].priceAbove))
      let need = Double(needs[cell])
      rowOfCell[cell] = model.addRow([(below, 1), (above, -1)], lower: need, upper: need)
    }
    self.rowOfCell = rowOfCell
    slackCount = model.columnCount
    programme = try KernelError.translated { () throws(HiGHSError) in
      try LiveProgramme(library: library, model: model)
    }
  }

  func add(_ rows: [(person: Int, shifts: [Int8])]) throws(KernelError) {
    var added: [LiveProgramme.Column] = []
    for row in rows {
      guard let place = placeOfPerson[row.person] else { continue }
      let price = table.price(of: row.shifts, table.people[row.person])
      columns.append(Column(person: row.person, shifts: row.shifts, price: price))
      added.append(LiveProgramme.Column(cost: Double(price), entries: entries(row.shifts, place)))
    }
    if added.isEmpty { return }
    try KernelError.translated { () throws(HiGHSError) in try programme.addColumns(added) }
  }

  private func entries(_ shifts: [Int8], _ place: Int) -> [(row: Int, coefficient: Double)] {
    var entries = [(row: place, coefficient: 1.0)]
    for (day, shift) in shifts.enumerated() where shift >= 0 {
      if let row = rowOfCell[day * table.shiftCount + Int(shift)] { entries.append((row, 1)) }
    }
    return entries
  }

  func setOpen(_ column: Int, _ isOpen: Bool) throws(KernelError) {
    try KernelError.translated { () throws(HiGHSError) in
      try programme.setBounds(
        column: slackCount + column, lower: 0, upper: isOpen ? .infinity : 0)
    }
  }

  /// Nil if it was stopped, or if the open rows leave somebody without one.
  func solve(_ effort: RosterEffort) throws(KernelError) -> Answer? {
    let solution = try KernelError.translated { () throws(HiGHSError) in
      try programme.solve(stop: effort.stop, deadline: effort.deadline)
    }
    guard solution.status == .optimal, let values = solution.values,
      let duals = solution.rowDuals, let objective = solution.objective
    else { return nil }
    return Answer(
      objective: objective, rewards: rowOfCell.map { $0.map { duals[$0] } ?? 0 },
      personDuals: Array(duals.prefix(people.count)), values: Array(values.dropFirst(slackCount)))
  }
}
