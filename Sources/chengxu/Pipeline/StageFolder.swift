// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The folder that a run reads and writes, and the names of the stages' files in it.
struct StageFolder {
  var url: URL

  var snapshot: URL { url.appending(path: "snapshot.json") }
  var risk: URL { url.appending(path: "risk.json") }
  var plan: URL { url.appending(path: "plan.json") }
  var roster: URL { url.appending(path: "roster.json") }
  var events: URL { url.appending(path: "events.sqlite") }
  var scorecard: URL { url.appending(path: "scorecard.json") }
  var bulletin: URL { url.appending(path: "bulletin.json") }
  var bulletinPDF: URL { url.appending(path: "bulletin.pdf") }
  var bulletinDOCX: URL { url.appending(path: "bulletin.docx") }
  var report: URL { url.appending(path: "report.json") }
}

/// A folder beside the result that a run fills first, so that a run that fails leaves nothing and
/// what was there before stays as it was.
struct Workbench {
  let bench: StageFolder
  private let result: URL

  init(for result: URL) throws(StageFileError) {
    self.result = result
    let name = ".partial-\(ProcessInfo.processInfo.processIdentifier)"
    bench = StageFolder(url: result.appending(path: name, directoryHint: .isDirectory))
    try StageFile.makeFolder(bench.url)
  }

  /// Moves every file to its place, replacing what an earlier run wrote.
  func publish() throws(StageFileError) {
    do {
      let manager = FileManager.default
      for name in try manager.contentsOfDirectory(atPath: bench.url.path(percentEncoded: false)) {
        let source = bench.url.appending(path: name)
        let target = result.appending(path: name)
        guard rename(source.path(percentEncoded: false), target.path(percentEncoded: false)) == 0
        else { throw CocoaError(errno == ENOSPC ? .fileWriteOutOfSpace : .fileWriteUnknown) }
      }
    } catch {
      throw StageFileError(file: result, cause: error, isReading: false)
    }
    remove()
  }

  /// Takes the folder away, and the result's folder too if the run made it and nothing came of it.
  func remove() {
    try? FileManager.default.removeItem(at: bench.url)
    rmdir(result.path(percentEncoded: false))
  }
}
