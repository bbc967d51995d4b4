// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// The built `chengxu`, run as a person runs it.
enum Program {
  struct Outcome {
    var status: Int32
    var output: String
    var complaint: String
  }

  /// Beside the test bundle, where the build puts it.
  static var executable: URL {
    get throws {
      let bundle = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      let candidates = [URL(filePath: bundle), URL(filePath: CommandLine.arguments[0])]
        .map { $0.deletingLastPathComponent().appending(path: "chengxu") }
      return try #require(
        candidates.first { FileManager.default.isExecutableFile(atPath: $0.path()) },
        "No chengxu beside \(bundle). Maybe run swift build first.")
    }
  }

  static func run(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = try executable
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment
      .merging(["CHENGXU_LANGUAGE": "en"]) { $1 }
      .merging(environment) { $1 }
    // Files instead of pipes: nothing has to be drained while the program runs.
    let folder = try Scratch.folder()
    defer { Scratch.remove(folder) }
    let output = folder.appending(path: "output"), complaint = folder.appending(path: "complaint")
    for file in [output, complaint] { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: complaint)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus,
      output: try String(contentsOf: output, encoding: .utf8),
      complaint: try String(contentsOf: complaint, encoding: .utf8))
  }
}

/// Folders that a test makes and removes.
enum Scratch {
  static func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "chengxu-journey-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  static func remove(_ folder: URL) { try? FileManager.default.removeItem(at: folder) }

  static func contents(of folder: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []).sorted()
  }
}
