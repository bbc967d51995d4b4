// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Foundation
import SQLiteDriver
import StorePort
import Stores
import Testing

/// The life of one issue at the command line, by people who each do their own part.
@Suite("A bulletin is drafted, reviewed, approved and signed")
struct BulletinJourneyTests {
  private static let password = "风筝之都 2017 晴天"

  /// A data folder whose people have passwords of their own.
  private static func people(in data: URL) async throws {
    try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
    let database = try SQLiteDriver(path: data.appending(path: "live.sqlite").path())
    try await SchemaUpgrade().apply(to: database, at: Instant(milliseconds: 0))
    let desk = AccessDesk(
      store: SQLAccessStore(database),
      passwordCost: PasswordCost(logarithm: 10, blockSize: 1, parallelism: 1))
    let now = Instant(milliseconds: 0)
    for (name, role, territory) in [
      ("zhao", Role.bulletinWriter, Territory.detachment), ("qian", .bulletinWriter, .detachment),
      ("sun", .brigadeLeader, .detachment), ("li", .brigadeLeader, .unit(2)),
      ("zhou", .bulletinWriter, .detachment),
    ] {
      let new = try await desk.createAccount(
        AccessDesk.AccountRequest(
          name: name, displayName: name, roles: [role], territory: territory),
        by: "test", at: now)
      // The last one keeps the one-time password.
      if name == "zhou" { continue }
      try await desk.changePassword(
        of: new.account, from: new.oneTimePassword, to: password, at: now)
    }
    try database.close()
  }

  private static let draft = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../BulletinTests/Resources/weifang-2017-06.json").standardizedFileURL

  @Test(
    "Nobody reviews or approves their own, a brigade's leader does not sign, and then it is sealed")
  func life() async throws {
    let data = try Scratch.folder()
    defer { Scratch.remove(data) }
    try await Self.people(in: data)
    func run(_ arguments: [String], as person: String) throws -> Program.Outcome {
      try Program.run(
        ["bulletin"] + arguments + ["--as", person, "--data", data.path()],
        environment: ["CHENGXU_PASSWORD": Self.password])
    }
    let steps: [(arguments: [String], person: String, status: Int32)] = [
      (["numbering", "2017", "--after", "5", "--reason", "five went out on paper"], "sun", 0),
      (["draft", Self.draft.path()], "zhou", 75), (["draft", Self.draft.path()], "zhao", 0),
      (["move", "1", "submit"], "zhao", 0), (["move", "1", "review"], "zhao", 75),
      (["move", "1", "review"], "qian", 0), (["move", "1", "approve"], "li", 75),
      (["move", "1", "approve"], "sun", 0), (["sign", "1"], "li", 75), (["sign", "1"], "sun", 0),
    ]
    for step in steps {
      let outcome = try run(step.arguments, as: step.person)
      #expect(
        outcome.status == step.status,
        "\(step.arguments) by \(step.person): \(outcome.complaint)")
    }
    let written = Scratch.contents(of: data)
    for ending in ["json", "pdf", "docx"] {
      #expect(written.contains("bulletin-2017-6.\(ending)"), "\(written)")
    }
    let late = try run(["revise", "1", Self.draft.path()], as: "zhao")
    #expect(late.status != 0, "a signed bulletin was changed")
    let issues = try Program.run(
      ["bulletin", "issues", "--data", data.path(), "--format", "json"])
    #expect(issues.status == 0 && issues.output.contains("\"sun\""), "\(issues.output)")
  }
}
