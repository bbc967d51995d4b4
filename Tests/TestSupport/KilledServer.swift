// SPDX-License-Identifier: Apache-2.0

public import Foundation

/// A server to which many terminals send until it is killed without warning.
public struct KilledServer {
  private let folder: URL
  /// `nil` for SQLite in the folder.
  private let address: String?
  private let links: Int

  public init(in folder: URL, address: String?, links: Int) {
    self.folder = folder
    self.address = address
    self.links = links
  }

  private var common: [String] {
    ["--data", folder.path] + (address.map { ["--database", $0] } ?? [])
  }

  /// Lets the terminals in, of which each is carried by somebody else.
  public func importTerminals(carriedBy holder: (Int) -> String) throws {
    let list = (0..<links).map { "\(13_800_000_000 + $0),\(holder($0)),jt808" }
    let file = folder.appending(path: "terminals.csv")
    try "phone,holder,protocol\n\(list.joined(separator: "\n"))".write(
      to: file, atomically: true, encoding: .utf8)
    try RunningProgram("chengxu", ["terminal", "import", file.path] + common).finish()
  }

  /// Starts it on what was left before.
  public func start() throws -> (program: RunningProgram, port: String) {
    let program = try RunningProgram(
      "chengxu", ["serve", "--port", "0", "--jt808-port", "0"] + common)
    let line = try program.line(holding: "ready")
    guard let port = line.firstMatch(of: /jt808:\/\/.*:(\d+)/)?.1 else { throw NoPort(line: line) }
    return (program, String(port))
  }

  struct NoPort: Error { var line: String }

  /// Starts it, lets the terminals send, and kills it in the midst of that once something is so.
  ///
  /// - Parameters:
  ///   - step: Seconds of the devices' time between two fixes, of which the first was six hours ago.
  ///   - pause: Milliseconds of our time between two fixes of a device; without one they are as fast as it goes.
  /// - Returns: by phone, the device times in milliseconds of the fixes that it acknowledged.
  public func kill(
    step: Int = 1, pause: Int? = nil, once isSo: () async throws -> Void
  ) async throws -> [String: Set<Int64>] {
    let server = try start()
    let journal = folder.appending(path: "journal-\(UUID().uuidString)")
    let load = try RunningProgram(
      "terminal-load",
      [
        "--port", server.port, "--links", "\(links)", "--seconds", "60", "--window", "8",
        "--step", "\(step)", "--journal", journal.path,
      ] + (pause.map { ["--pause-milliseconds", "\($0)"] } ?? []))
    try await isSo()
    server.program.kill()
    try load.finish()
    var acknowledged: [String: Set<Int64>] = [:]
    for line in try String(contentsOf: journal, encoding: .utf8).split(separator: "\n") {
      let words = line.split(separator: " ")
      let times = words.dropFirst().flatMap { $0.split(separator: ",") }.compactMap { Int64($0) }
      acknowledged[String(words[0])] = Set(times)
    }
    return acknowledged
  }
}
