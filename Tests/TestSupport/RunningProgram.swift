// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A built program that runs beside the test.
public final class RunningProgram {
  private let process = Process()
  private let output = Pipe()
  private var received = ""

  /// - Parameter environment: beside the test's own.
  public init(
    _ name: String, _ arguments: [String], environment: [String: String] = [:]
  ) throws {
    process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appending(path: name)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  public struct Ended: Error { public var status: Int32 }

  public func line(holding word: String) throws -> String {
    while true {
      if let line = received.split(separator: "\n").first(where: { $0.contains(word) }),
        received.hasSuffix("\n")
      {
        return String(line)
      }
      let chunk = output.fileHandleForReading.availableData
      guard !chunk.isEmpty else {
        process.waitUntilExit()
        throw Ended(status: process.terminationStatus)
      }
      received += String(decoding: chunk, as: UTF8.self)
    }
  }

  /// Without warning.
  public func kill() {
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// - Returns: what it printed that was not read before.
  @discardableResult
  public func finish() throws -> String {
    let rest = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Ended(status: process.terminationStatus) }
    return String(decoding: rest, as: UTF8.self)
  }

  deinit { if process.isRunning { kill() } }
}
