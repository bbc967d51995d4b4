// SPDX-License-Identifier: Apache-2.0

import DocumentRendering
import DutyModel
import Foundation
import Supervision

/// Writes a scorecard as CSV or XLSX, by the file's extension.
enum ScorecardExport {
  static func write(_ card: Scorecard, to file: URL) throws(StageFileError) {
    let table = ScorecardTable(card)
    let data =
      file.pathExtension == "csv"
      ? Data(table.csv.utf8)
      : Workbook(
        sheet: "scorecard", columns: ScorecardTable.columns,
        rows: table.rows.map { $0.map(Workbook.Cell.init) }, modified: card.period.end.date
      ).data
    try StageFile.write(data: data, to: file)
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
