// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DocumentRendering
import DutyModel
import Foundation
import Operations
import Stores
import TestSupport
import Testing

@testable import ChengxuServer

@Suite("A shift's hand-over on paper", .timeLimit(.minutes(2)))
struct ShiftHandOverPaperTests {
  private static let print: @Sendable (RecordSheet) async throws -> Data = { record in
    let file = FileManager.default.temporaryDirectory.appending(path: "record-\(UUID())")
    defer { try? FileManager.default.removeItem(at: file) }
    let renderer = try await DocumentRenderer(
      python: TestTools.folder.appending(path: "venv/bin/python3"),
      fonts: FontFolders(bundled: TestTools.folder.appending(path: "fonts")))
    _ = try await renderer.pdf(record, to: file)
    await renderer.close()
    return try Data(contentsOf: file)
  }

  /// Without blanks.
  private static func text(_ paper: Data) throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(path: "paper-\(UUID()).pdf")
    defer { try? FileManager.default.removeItem(at: file) }
    try paper.write(to: file)
    return try TestTools.output(of: "pdftotext", [file.path(), "-"])
      .filter { !$0.isWhitespace }
  }

  /// Written at 8:55 by officer 1 to officer 2, with an incident open and two radios.
  private static func written(
    _ client: DutyClient, _ outgoing: DutyClient.Person
  ) async throws -> ShiftHandOverBody {
    let dispatcher = try await client.person("dispatcher", .dispatcher)
    let place = GridCity.location(row: 0, column: 1)
    let incident: [String: any Sendable] = [
      "severity": "slight", "kind": "追尾", "latitude": place.latitude,
      "longitude": place.longitude,
    ]
    _ = try await client.status("/api/incidents", dispatcher, incident)
    return try await client.post(
      ShiftHandOverBody.self, "/api/duty/shift-hand-overs", outgoing,
      [
        "to": 2, "duty": 1, "note": "东口护栏损坏",
        "equipment": [["name": "对讲机", "count": 2] as [String: any Sendable]],
      ])
  }

  @Test("holds who, when, what was open, what was reserved, and the log's digests")
  func whole() async throws {
    try await ServedDuty.test { served async throws in
      let log = SQLDutyEventLog(served.database)
      try await served.serve(at: 8, 55, printRecord: Self.print) { client in
        let outgoing = try await client.person("outgoing", .officer, officer: 1, unit: 3)
        let incoming = try await client.person("incoming", .officer, officer: 2, unit: 3)
        let one = try await Self.written(client, outgoing)
        #expect(one.matters.map(\.kind) == ["incident"])
        let path = "/api/shift-hand-overs/\(one.id)/paper.pdf"
        let waiting = try Self.text(try await client.data(path, outgoing))
        for words in ["方格支队", "一大队", "交接班记录", "第1号", "演练", "待接班", "接班时间—"] {
          #expect(waiting.contains(words), "\(words) is not in \(waiting)")
        }
        let reserved: [String: any Sendable] = [
          "version": 1,
          "reservations": [
            ["part": "equipment", "index": 0, "reason": "只有一部"] as [String: any Sendable],
            ["part": "note", "index": 0, "reason": "没有报修单号"] as [String: any Sendable],
          ],
        ]
        _ = try await client.post(
          ShiftHandOverBody.self, "/api/duty/shift-hand-overs/\(one.id)/acknowledgement", incoming,
          reserved)
        let paper = try Self.text(try await client.data(path, incoming))
        let year = "2018年5月2日"
        for words in [
          "警号100001", "警号100002", "\(year)07:00–09:00", "一号岗", "\(year)09:00开始",
          "\(year)08:55", "\(year)09:15", "已接班，有2项保留意见", "东口护栏损坏", "保留意见：没有报修单号",
          "二、未办结事项（1项）", "警情", "接警", "对讲机", "只有一部", "交班人（签名）", "带班领导（签名）",
          "系统接班", "由incoming打印",
        ] { #expect(paper.contains(words), "\(words) is not in \(paper)") }
        let events = try await log.events(
          in: Instant(milliseconds: 0)..<Instant(milliseconds: .max), kinds: [.shiftHandOver])
        #expect(events.count == 2)
        for event in events {
          #expect(paper.contains("勤务日志第\(event.id)条") && paper.contains(event.digest.hexadecimal))
        }
        let english = try Self.text(try await client.data(path + "?language=en", incoming))
        #expect(english.contains("Shifthand-overrecord"))
        // A narrow cell may break words.
        #expect(english.replacing("-", with: "").contains("Takenover,reservations:2"))
      }
    }
  }

  @Test("is for whoever reads the record, and says what is missing")
  func readers() async throws {
    try await ServedDuty.test { served async throws in
      try await served.serve(at: 8, 55, printRecord: Self.print) { client in
        let outgoing = try await client.person("outgoing", .officer, officer: 1, unit: 3)
        let one = try await Self.written(client, outgoing)
        let path = "/api/shift-hand-overs/\(one.id)/paper.pdf"
        let readers: [(String, Role, Int64?, Int64?)] = [
          ("leader", .brigadeLeader, nil, 2), ("squad", .officer, 3, 3),
          ("auditor", .auditor, nil, nil), ("dispatcher", .dispatcher, nil, nil),
        ]
        for (name, role, officer, unit) in readers {
          let reader = try await client.person(name, role, officer: officer, unit: unit)
          #expect(try await client.data(path, reader).starts(with: Data("%PDF".utf8)), "\(name)")
        }
        let foreign = try await client.person("foreign", .brigadeLeader, officer: 8, unit: 4)
        #expect(try await client.text(path, foreign).contains("403"))
        let auxiliary = try await client.person("auxiliary", .auxiliary, officer: 5, unit: 3)
        #expect(try await client.text(path, auxiliary).contains("403"))
        let missing = path.replacing("/\(one.id)/", with: "/77/")
        #expect(try await client.text(missing, outgoing).contains("404"))
        let missingNumber = path.replacing("/\(one.id)/", with: "/x/")
        #expect(try await client.text(missingNumber, outgoing).contains("400"))
      }
      try await served.serve(at: 8, 58) { client in
        let outgoing = try await client.person("outgoing", .officer, officer: 1, unit: 3)
        let said = try await client.text("/api/shift-hand-overs/1/paper.pdf", outgoing)
        #expect(said.contains("503") && said.contains("typesetting"))
      }
    }
  }
}
