// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A folder beside the result that a run fills first, so that a run that fails or is interrupted
/// leaves nothing, and what was there before stays as it was.
struct Workbench: Sendable {
  private let bench: StageFolder
  private let result: URL

  /// Runs `work` on an empty folder and then moves what it wrote to `result`.
  static func fill<Value>(
    _ result: URL, _ work: (StageFolder) async throws -> Value
  ) async throws -> Value {
    let workbench = try Workbench(for: result)
    let interrupt = workbench.removingOnInterrupt()
    defer {
      interrupt.cancel()
      signal(SIGINT, SIG_DFL)
      workbench.remove()
    }
    let value = try await work(workbench.bench)
    try workbench.publish()
    return value
  }

  private init(for result: URL) throws(StageFileError) {
    self.result = result
    let name = ".partial-\(ProcessInfo.processInfo.processIdentifier)"
    bench = StageFolder(url: result.appending(path: name, directoryHint: .isDirectory))
    try StageFile.makeFolder(bench.url)
  }

  /// Moves every file to its place, replacing what an earlier run wrote.
  private func publish() throws(StageFileError) {
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
  }

  /// Takes the folder away, and the result's folder too if nothing came of the run that made it.
  private func remove() {
    try? FileManager.default.removeItem(at: bench.url)
    rmdir(result.path(percentEncoded: false))
  }

  /// Ctrl-C in the middle of a solve: the solver's threads would not hear of a cancelled task.
  private func removingOnInterrupt() -> any DispatchSourceSignal {
    signal(SIGINT, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    source.setEventHandler {
      remove()
      FileHandle.standardError.write(Data("\n\(Texts.text("error.stopped"))\n".utf8))
      _exit(ExitStatus.stopped.rawValue)
    }
    source.resume()
    return source
  }
}
