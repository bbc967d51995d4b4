// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DocumentRendering
import DutyModel
import Foundation
import Hummingbird
import NIOCore
import Rostering

/// `/api/roster/imports/…`: planners bring staff and leave from a spreadsheet, look at what each row
/// would do, and then take all of it at once; a forecast for the heat rules likewise. `/api/roster/templates/…` gives the files to fill in.
struct StaffImportRoutes: Sendable {
  /// A city's staff with a hundred times as many rows.
  private static let mostBytes = 8 << 20

  let desk: RosterDesk
  let territories: TerritoryIndex
  let roster: RosterDeskRoutes

  func add(to router: Router<ServerContext>) {
    router.get("/api/roster/templates/:file", use: template)
    router.post("/api/roster/imports/heat/checks", use: checkForecast)
    router.post("/api/roster/imports/heat", use: takeForecast)
    router.post("/api/roster/imports/:kind/checks", use: check)
    router.post("/api/roster/imports/:kind", use: take)
  }

  @Sendable private func check(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let (upload, staff) = try await upload(try await bytes(of: request), request, context)
    return try Response(
      private: StaffImportBody(
        upload, staff: staff, revision: try await desk.current().revision,
        violations: upload.intake.isEmpty ? [] : try await desk.violations(with: upload.intake)))
  }

  /// Nothing is taken while a row is refused, unless whoever imports says that they saw how many are.
  @Sendable private func take(_ request: Request, context: ServerContext) async throws -> Response {
    let bytes = try await bytes(of: request)
    let key = try request.key(for: Data(bytes), context)
    if try await desk.wasTaken(key) { return try await roster.answer(request, context) }
    guard let revision = request.number("revision") else { throw Problem.badField("revision") }
    let (upload, _) = try await upload(bytes, request, context)
    guard upload.refused.count == request.number("without") ?? 0 else {
      throw Problem.rowsRefused(upload.refused)
    }
    _ = try await desk.take(
      upload.intake, seen: revision, by: try context.rosterPerson(key), at: .now)
    roster.people.become(try await desk.currentStaff())
    return try await roster.answer(request, context)
  }

  @Sendable private func checkForecast(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let bytes = try await bytes(of: request)
    let revision = try await desk.current().revision
    let body: StaffImportBody
    do throws(StaffFileError) {
      let forecast = try self.forecast(bytes, request)
      body = StaffImportBody(heat: forecast.days, refused: [], revision: revision)
    } catch {
      guard case .rows(let rows) = error else {
        throw Problem(status: .badRequest, explanation: error.explanation)
      }
      body = StaffImportBody(heat: [], refused: rows, revision: revision)
    }
    return try Response(private: body)
  }

  /// The weather is everybody's, so it is for whoever plans the whole detachment.
  @Sendable private func takeForecast(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let bytes = try await bytes(of: request)
    let key = try request.key(for: Data(bytes), context)
    if try await desk.wasTaken(key) { return try await roster.answer(request, context) }
    guard context.visitor?.visitor.holdsForAll(.plan) == true else {
      throw Problem.forecastOfWholeDetachment
    }
    guard let revision = request.number("revision") else { throw Problem.badField("revision") }
    let forecast: HeatForecast
    do throws(StaffFileError) {
      forecast = try self.forecast(bytes, request)
    } catch {
      throw Problem(status: .badRequest, explanation: error.explanation)
    }
    _ = try await desk.take(
      forecast, file: request.file ?? "heat", seen: revision, by: try context.rosterPerson(key),
      at: .now)
    return try await roster.answer(request, context)
  }

  private func forecast(
    _ bytes: [UInt8], _ request: Request
  ) throws(StaffFileError) -> HeatForecast {
    try HeatForecast(bytes, file: request.file ?? "heat", sheet: request.sheet)
  }

  private func bytes(of request: Request) async throws -> [UInt8] {
    do {
      return Array(try await request.body.collect(upTo: Self.mostBytes).readableBytesView)
    } catch {
      throw Problem.fileTooLarge(limit: Self.mostBytes)
    }
  }

  private func upload(
    _ bytes: [UInt8], _ request: Request, _ context: ServerContext
  ) async throws -> (StaffUpload, Organization) {
    let name = try context.parameters.require("kind")
    guard let kind = StaffUpload.Kind(rawValue: name) else { throw Problem.noTemplate(name) }
    let staff = try await desk.currentStaff()
    do throws(StaffFileError) {
      let upload = try StaffUpload(
        kind, bytes, file: request.file ?? kind.rawValue, sheet: request.sheet, into: staff,
        isOwn: context.plans(in: territories))
      return (upload, staff)
    } catch {
      throw Problem(status: .badRequest, explanation: error.explanation)
    }
  }

  /// The staff as it is, to be changed and brought back, or the head of a list of leave.
  @Sendable private func template(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let name = try context.parameters.require("file")
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { throw Problem.noTemplate(name) }
    let sheet: StaffSheet
    if parts[0] == "heat" {
      sheet = StaffSheet(heatOf: try await desk.current().draft)
    } else if let kind = StaffUpload.Kind(rawValue: parts[0]) {
      sheet = StaffSheet(
        kind, of: try await desk.currentStaff(), isOwn: context.plans(in: territories))
    } else {
      throw Problem.noTemplate(name)
    }
    switch parts[1] {
    case "csv":
      return try PreparedBody(Array(sheet.csv.utf8), mediaType: "text/csv; charset=utf-8")
        .download(named: name, to: request)
    case "xlsx":
      let book = Workbook(
        sheet: parts[0], columns: sheet.columns,
        rows: sheet.rows.map { row in row.map { Workbook.Cell(text: $0) } },
        modified: try await desk.current().base.firstDate)
      return try PreparedBody(
        Array(book.data),
        mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        compresses: false
      ).download(named: name, to: request)
    default: throw Problem.noTemplate(name)
    }
  }
}

extension ServerContext {
  /// Whether whoever is here plans for the people of a unit.
  fileprivate func plans(in territories: TerritoryIndex) -> (ID<DutyModel.Unit>) -> Bool {
    let visitor = visitor?.visitor
    return { unit in
      guard let visitor else { return false }
      return (try? visitor.require(.plan, of: unit, in: territories)) != nil
    }
  }
}

extension Request {
  /// What the file is called where it comes from.
  fileprivate var file: String? { uri.queryParameters["file"].map(String.init) }
  /// Of a workbook.
  fileprivate var sheet: String? { uri.queryParameters["sheet"].map(String.init) }

  fileprivate func number(_ name: String) -> Int? {
    uri.queryParameters[Substring(name)].flatMap { Int($0) }
  }
}

extension Problem {
  fileprivate static let forecastOfWholeDetachment = Self(
    status: .forbidden,
    explanation: LocalizedName(
      chinese: "气温预报由支队统一导入。可以请支队规划员办理。",
      english: "The forecast is imported for the whole detachment. Maybe ask its planner."))

  fileprivate static func rowsRefused(_ rows: [RefusedRow]) -> Self {
    Self(
      status: .conflict,
      explanation: LocalizedName(
        chinese: "文件有 \(rows.count) 行不能收入，与您确认的行数不同，未收入任何内容。可以先检查，再修改文件或确认不收这些行。",
        english:
          "\(rows.count) rows cannot be taken, not as many as you agreed to leave out; nothing "
          + "was taken. Maybe check the file again, and mend it or leave those rows out."),
      kind: "rowsRefused")
  }

  fileprivate static func fileTooLarge(limit: Int) -> Self {
    Self(
      status: .contentTooLarge,
      explanation: LocalizedName(
        chinese: "文件超过 \(limit >> 20) MB。可以只保留需要的行。",
        english: "The file has more than \(limit >> 20) MB. Maybe keep only the rows that matter."))
  }

  fileprivate static func noTemplate(_ name: String) -> Self {
    Self(
      status: .notFound,
      explanation: LocalizedName(
        chinese: "没有“\(name)”。可以用 staff（人员）、leave（休假）或 heat（气温），模板为 .xlsx 或 .csv。",
        english:
          "There is no \"\(name)\". Maybe staff, leave or heat; templates end in .xlsx or .csv."))
  }
}
