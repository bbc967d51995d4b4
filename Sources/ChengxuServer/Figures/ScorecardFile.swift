// SPDX-License-Identifier: Apache-2.0

import DocumentRendering
import DutyModel
public import Foundation
public import Supervision

/// A scorecard as a file for other programs.
public enum ScorecardFile: String, CaseIterable, Sendable {
  case csv, xlsx

  public func data(of card: Scorecard) -> Data {
    let table = ScorecardTable(card)
    switch self {
    case .csv: return Data(table.csv.utf8)
    case .xlsx:
      return Workbook(
        sheet: "scorecard", columns: ScorecardTable.columns,
        rows: table.rows.map { $0.map(Workbook.Cell.init) }, modified: card.period.end.date
      ).data
    }
  }

  var mediaType: String {
    switch self {
    case .csv: "text/csv; charset=utf-8"
    case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    }
  }
}

extension Workbook.Cell {
  fileprivate init(_ cell: ScorecardTable.Cell) {
    switch cell {
    case .text(let text): self = .text(text)
    case .number(let value): self = .number(value)
    case .empty: self = .empty
    }
  }
}
