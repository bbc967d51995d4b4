// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import HTTPTypes
import Hummingbird
import Operations

/// `/api/inspections`: a week of internal inspections drawn by chance, its checklists and samples.
struct InspectionRoutes: Sendable {
  let source: DutyDesksSource
  let territories: TerritoryIndex

  private var desks: DutyDesks { source.current }

  func add(to router: Router<ServerContext>) {
    router.get("/api/inspections", use: list)
    router.post("/api/inspections", use: draw)
    router.post("/api/inspections/:monday/visits", use: visit)
    router.post("/api/inspections/:monday/samples", use: sample)
    router.post("/api/inspections/photos") { request, _ in
      try await PhotoUpload.answer(request, desks.live.photos)
    }
  }

  @Sendable private func list(_ request: Request, context: ServerContext) async throws -> Response {
    let (desks, page) = (desks, try request.page())
    let reach = desks.caller(context, territories).reach
    let query = DeskQuery(units: reach, before: page.before, limit: page.limit)
    let found = try await desks.live.store.read { try $0.files(InspectionWeek.self, query) }
    let items = found.map { InspectionWeekBody($0, desks) }
    return try Response(
      private: InspectionsBody(
        page: PageBody(
          desks, items: items, next: found.count == page.limit ? found.last?.key.number : nil),
        checklists: desks.inspections.checklists))
  }

  private struct DrawBody: Decodable, Sendable {
    var monday: CivilDate
    var visits: Int
  }

  /// The seed is the system's, and nobody's choice.
  @Sendable private func draw(_ request: Request, context: ServerContext) async throws -> Response {
    let desks = desks
    let read = try await desks.read(DrawBody.self, request, context, territories)
    let seed = UInt64.random(in: .min ... .max)
    let body = try await desks.live.store.change(read.request, at: read.caller.now) { session in
      InspectionWeekBody(
        try desks.inspections.draw(
          monday: read.body.monday, visits: read.body.visits, seed: seed, by: read.caller,
          in: session), desks)
    }
    return try Response(private: body, status: .created)
  }

  private struct VisitBody: Decodable, Sendable {
    /// Counted from 0, in the order of the week.
    var visit: Int
    var version: Int
    var at: Instant?
    var answers: [InspectionVisit.Answer]
  }

  @Sendable private func visit(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let (desks, monday) = (desks, try context.monday())
    let read = try await desks.read(VisitBody.self, request, context, territories)
    let body = try await desks.live.store.change(read.request, at: read.caller.now) { session in
      InspectionWeekBody(
        try desks.inspections.report(
          read.body.answers, of: read.body.visit, on: monday, at: read.body.at,
          version: read.body.version, by: read.caller, in: session), desks)
    }
    return try Response(private: body)
  }

  private struct SampleBody: Decodable, Sendable {
    var visit: Int
    var version: Int
    var from: Instant
    var minutes: Int
    var isFromVideo: Bool?
    var rows: [RoadSample.Row]
  }

  @Sendable private func sample(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let (desks, monday) = (desks, try context.monday())
    let read = try await desks.read(SampleBody.self, request, context, territories)
    let form = read.body
    let body = try await desks.live.store.change(read.request, at: read.caller.now) { session in
      InspectionWeekBody(
        try desks.inspections.sample(
          form.rows, of: form.visit, on: monday, from: form.from, minutes: form.minutes,
          isFromVideo: form.isFromVideo ?? false, version: form.version, by: read.caller,
          in: session), desks)
    }
    return try Response(private: body)
  }
}

extension ServerContext {
  /// The Monday that names a week.
  fileprivate func monday() throws -> CivilDate {
    let text = parameters.get("monday") ?? ""
    guard let date = CivilDate(text) else { throw Problem.badWeek(text) }
    return date
  }
}

extension Problem {
  fileprivate static func badWeek(_ text: String) -> Self {
    Self(
      status: .badRequest,
      explanation: LocalizedName(
        chinese: "“\(text)”不是日期。可以写那一周的星期一，如 2017-06-05。",
        english: "\"\(text)\" is no date. Maybe write the week's Monday, such as 2017-06-05."))
  }
}
