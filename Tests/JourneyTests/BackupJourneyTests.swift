// SPDX-License-Identifier: Apache-2.0

import Foundation
import FoundationNetworking
import TestSupport
import Testing

/// The restore drill: what is backed up comes back, and what is damaged does not.
@Suite("A data folder is kept and comes back")
struct BackupJourneyTests {
  /// A folder with terminals, an account and two files of a stage.
  private static func data(in scratch: URL) throws -> URL {
    let data = scratch.appending(path: "data", directoryHint: .isDirectory)
    let list = scratch.appending(path: "terminals.csv")
    try Data("phone,holder,protocol\n48241179,070124,osmand\n".utf8).write(to: list)
    for arguments in [
      ["terminal", "import", list.path(), "--data", data.path()],
      ["user", "add", "li.wei", "--role", "planner", "--data", data.path()],
    ] {
      let outcome = try Program.run(arguments)
      try #require(outcome.status == 0, "\(outcome.complaint)")
    }
    try Data("{}".utf8).write(to: data.appending(path: "plan.json"))
    return data
  }

  @Test("Made while a server takes in fixes, restored elsewhere, verified, with every account")
  func drill() async throws {
    let scratch = try Scratch.folder()
    defer { Scratch.remove(scratch) }
    let data = try Self.data(in: scratch)
    let file = scratch.appending(path: "kept.tar.gz"), back = scratch.appending(path: "back")
    let server = try RunningServer(data: data)
    defer { server.stop() }
    try #require(await server.osmAnd("id=48241179&lat=36.7&lon=119.1&timestamp=1790000000") == 200)
    let backup = try Program.run(["backup", file.path(), "--data", data.path()])
    #expect(backup.status == 0, "\(backup.complaint)")
    try #require(await server.osmAnd("id=48241179&lat=36.7&lon=119.1&timestamp=1790000060") == 200)
    let restore = try Program.run(["restore", file.path(), "--into", back.path()])
    #expect(restore.status == 0, "\(restore.complaint)")
    // SQLite may keep its write-ahead log beside a database.
    let files = Scratch.contents(of: back).filter { !$0.contains("sqlite-") }
    #expect(files == ["live.sqlite", "plan.json"])
    #expect(Scratch.contents(of: scratch).allSatisfy { !$0.hasPrefix(".chengxu") })
    let terminals = try Program.run(["terminal", "list", "--data", back.path(), "--format", "json"])
    #expect(terminals.output.contains("070124"))
    let users = try Program.run(["user", "list", "--data", back.path(), "--format", "json"])
    #expect(users.output.contains("li.wei"))
    #expect(try Program.run(["verify", "--data", back.path()]).status == 0)
  }

  @Test("Neither a backup nor a folder in use is overwritten")
  func overwriting() throws {
    let scratch = try Scratch.folder()
    defer { Scratch.remove(scratch) }
    let data = try Self.data(in: scratch)
    let file = scratch.appending(path: "kept.tar.gz")
    #expect(try Program.run(["backup", file.path(), "--data", data.path()]).status == 0)
    let again = try Program.run(["backup", file.path(), "--data", data.path()])
    #expect(again.status == 71 && again.complaint.contains("overwrites nothing"))
    let into = try Program.run(["restore", file.path(), "--into", data.path()])
    #expect(into.status == 71 && into.complaint.contains("not empty"))
  }

  @Test("A damaged or foreign file is refused and leaves nothing behind")
  func damaged() throws {
    let scratch = try Scratch.folder()
    defer { Scratch.remove(scratch) }
    let data = try Self.data(in: scratch)
    let file = scratch.appending(path: "kept.tar.gz"), back = scratch.appending(path: "back")
    #expect(try Program.run(["backup", file.path(), "--data", data.path()]).status == 0)
    let whole = try Data(contentsOf: file)
    for content in [whole.prefix(whole.count / 2), Data("not a tar".utf8), Data()] {
      try content.write(to: file)
      let outcome = try Program.run(["restore", file.path(), "--into", back.path()])
      #expect(outcome.status == 11, "\(outcome.complaint)")
    }
    #expect(
      try Program.run(["restore", scratch.path() + "none", "--into", back.path()]).status == 10)
    #expect(Scratch.contents(of: scratch) == ["data", "kept.tar.gz", "terminals.csv"])
  }
}

/// `chengxu serve` on any free port, for as long as a test needs it.
private final class RunningServer {
  private let process = Process()
  private let address: String

  init(data: URL) throws {
    process.executableURL = try Program.executable
    let web = data.appending(path: "../web")
    try FileManager.default.createDirectory(at: web, withIntermediateDirectories: true)
    try Data("<p>".utf8).write(to: web.appending(path: "index.html"))
    process.arguments = [
      "serve", "--data", data.path(), "--port", "0", "--jt808-port", "0", "--web", web.path(),
      "--log-level", "error",
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    let match = try #require(line.firstMatch(of: /http:\/\/[0-9.:]+/), "\(line)")
    address = String(match.output)
  }

  /// - Returns: the status of the answer.
  func osmAnd(_ query: String) async throws -> Int {
    let url = try #require(URL(string: "\(address)/osmand?\(query)"))
    let (_, answer) = try await URLSession.shared.data(from: url)
    return try #require(answer as? HTTPURLResponse).statusCode
  }

  func stop() {
    process.terminate()
    process.waitUntilExit()
  }
}
