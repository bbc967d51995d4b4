// SPDX-License-Identifier: Apache-2.0

import ChengxuServer
import Foundation
import Supervision

/// Writes a scorecard as CSV or XLSX, by the file's extension.
enum ScorecardExport {
  static func write(_ card: Scorecard, to file: URL) throws(StageFileError) {
    let form: ScorecardFile = file.pathExtension == "csv" ? .csv : .xlsx
    try StageFile.write(data: form.data(of: card), to: file)
  }
}
