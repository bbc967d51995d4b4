// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import FoundationNetworking
import Operations
import SQLiteDriver
import StorePort
import Stores
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
    let photos = data.appending(path: "photos/0a", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: photos, withIntermediateDirectories: true)
    try Data("a photo".utf8).write(to: photos.appending(path: "0a1b.jpg"))
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
    #expect(files == ["live.sqlite", "photos", "plan.json"])
    let photo = back.appending(path: "photos/0a/0a1b.jpg")
    #expect(try Data(contentsOf: photo) == Data("a photo".utf8))
    #expect(Scratch.contents(of: scratch).allSatisfy { !$0.hasPrefix(".chengxu") })
    let terminals = try Program.run(["terminal", "list", "--data", back.path(), "--format", "json"])
    #expect(terminals.output.contains("070124"))
    let users = try Program.run(["user", "list", "--data", back.path(), "--format", "json"])
    #expect(users.output.contains("li.wei"))
    #expect(try Program.run(["verify", "--data", back.path()]).status == 0)
  }

  @Test("A changed event is named, and what holds it is not restored")
  func broken() async throws {
    let scratch = try Scratch.folder()
    defer { Scratch.remove(scratch) }
    let data = scratch.appending(path: "data", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
    let database = try SQLiteDriver(path: data.appending(path: "live.sqlite").path())
    try await SchemaUpgrade().apply(to: database, at: Instant(milliseconds: 0))
    try await SQLDutyEventLog(database).append(
      (1...9).map { number in
        DutyEventEntry(
          instant: Instant(milliseconds: number * 1000),
          recorded: Instant(milliseconds: number * 1000),
          actor: .unit(id: 4), isSimulated: true,
          content: .vehicle(duty: 1, vehicle: ID(rawValue: number), isOut: true))
      })
    let whole = try Program.run(["verify", "--data", data.path(), "--format", "json"])
    #expect(whole.status == 0 && whole.output.contains("9"), "\(whole.complaint)")
    _ = try await database.write {
      try $0.execute("UPDATE duty_event SET body = replace(body, 'true', 'false') WHERE id = 6")
    }
    let changed = try Program.run(["verify", "--data", data.path()])
    #expect(changed.status == 73 && changed.complaint.contains("event 6"), "\(changed.complaint)")
    let file = scratch.appending(path: "kept.tar.gz"), back = scratch.appending(path: "back")
    #expect(try Program.run(["backup", file.path(), "--data", data.path()]).status == 0)
    #expect(try Program.run(["restore", file.path(), "--into", back.path()]).status == 73)
    #expect(Scratch.contents(of: scratch) == ["data", "kept.tar.gz"])
    try database.close()
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
