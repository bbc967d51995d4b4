// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DocumentRendering
import DutyModel
import DutyPlanning
import Hummingbird
import Rostering

/// `/api/roster/sheets/…`: the roster as a table for spreadsheets, the draft or what was published, of the people
/// whom whoever asks reads about.
struct RosterSheetRoutes: Sendable {
  let desk: RosterDesk
  let places: PlaceNames
  let territories: TerritoryIndex

  func add(to router: Router<ServerContext>) {
    router.get("/api/roster/sheets/:file") { request, context in
      try await sheet(named: try context.parameters.require("file"), request, context)
    }
  }

  private func sheet(named name: String, _ request: Request, _ context: ServerContext)
    async throws -> Response
  {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2, ["draft", "published"].contains(parts[0]) else {
      throw Problem.noSheet(name)
    }
    let book = try await desk.current()
    guard let roster = parts[0] == "draft" ? book.draft : book.published else {
      throw Problem.notPublished
    }
    let staff = try await desk.currentStaff()
    let part = RosterBookPart(context.reach(in: territories), staff: staff)
    let sheet = RosterSheet(part.limited(roster), organization: staff, places: places)
    let body: PreparedBody
    switch parts[1] {
    case "csv": body = try PreparedBody(Array(sheet.csv.utf8), mediaType: "text/csv; charset=utf-8")
    case "xlsx":
      let book = Workbook(
        sheet: "roster", columns: RosterSheet.columns,
        rows: sheet.rows.map { row in row.map { Workbook.Cell(text: $0) } },
        modified: roster.firstDate)
      body = try PreparedBody(
        Array(book.data),
        mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        compresses: false)
    default: throw Problem.noSheet(name)
    }
    return body.download(named: "roster-\(roster.firstDate)-\(name)", to: request)
  }
}

extension Workbook.Cell {
  /// A text, or nothing.
  init(text: String) { self = text.isEmpty ? .empty : .text(text) }
}

extension PreparedBody {
  /// The whole body as a file of its own.
  func download(named name: String, to request: Request) -> Response {
    var response = response(to: request, cacheControl: "private, no-store")
    response.headers[.contentDisposition] = "attachment; filename=\"\(name)\""
    return response
  }
}

extension Problem {
  fileprivate static func noSheet(_ name: String) -> Self {
    Self(
      status: .notFound,
      explanation: LocalizedName(
        chinese: "没有“\(name)”。可以用 draft（草稿）或 published（已发布），以 .xlsx 或 .csv 结尾。",
        english: "There is no \"\(name)\". Maybe draft or published, ending in .xlsx or .csv."))
  }
}
