// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import HTTPTypes
import Hummingbird
import NIOCore
import Operations
import StringCatalogue

/// `/api/shift-hand-overs/{id}/paper.pdf`: a record of a hand-over to be signed by hand and filed, for whoever
/// reads the record.
struct ShiftHandOverPaperRoutes: Sendable {
  let source: DutyDesksSource
  let territories: TerritoryIndex
  let texts: StringCatalogue

  func add(to router: Router<ServerContext>) {
    router.get("/api/shift-hand-overs/:id/paper.pdf", use: paper)
  }

  /// `?language=en` for English.
  @Sendable private func paper(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let desks = source.current
    let id = ID<ShiftHandOver>(rawValue: try context.number("id"))
    let caller = desks.caller(context, territories)
    let file = try await desks.live.store.read { session in
      try desks.shifts.file(id, for: caller, in: session)
    }
    guard let printing = desks.live.printRecord else { throw Problem.noPrinting }
    let english = request.uri.queryParameters["language"] == "en"
    let sheet = ShiftHandOverSheet(
      file: file, desks: desks, texts: texts, language: english ? .english : .chinese
    ).sheet(
      events: try await proof(of: file, in: desks.live.log), printedBy: caller.account,
      at: caller.now)
    return Response(
      status: .ok,
      headers: [
        .contentType: "application/pdf", .cacheControl: "private, no-store",
        .contentDisposition: "inline; filename=\"shift-hand-over-\(id).pdf\"",
      ],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: try await printing(sheet))))
  }

  /// The events of the chained log with which it was written and answered.
  private func proof(
    of file: ShiftHandOverFile, in log: any DutyEventLog
  ) async throws -> [DutyEvent] {
    let (first, last) = (file.handOver.writtenAt, file.handOver.answeredAt)
    var events: [DutyEvent] = []
    for at in [first] + (last.map { $0 == first ? [] : [$0] } ?? []) {
      let next = Instant(milliseconds: at.milliseconds + 1)
      events += try await log.events(in: at..<next, kinds: [.shiftHandOver])
    }
    return events.filter { event in
      guard case .shiftHandOver(file.id, let step) = event.entry.content else { return false }
      switch step {
      case .write, .acknowledge, .withdraw: return true
      case .remind, .escalate: return false
      }
    }
  }
}

extension Problem {
  fileprivate static let noPrinting = Self(
    status: .serviceUnavailable,
    explanation: LocalizedName(
      chinese: "这台服务器没有排版工具，不能打印。可以请管理员运行 Scripts/setup。",
      english:
        "This server has no typesetting tools. Maybe ask whoever runs it to run Scripts/setup."))
}
