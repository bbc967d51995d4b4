// SPDX-License-Identifier: Apache-2.0

import AccessControl
import CityData
import DutyModel
import Hummingbird

/// `/api/audit/events`: the record of access, and parts of it as files.
///
/// An auditor whose account is for a unit reads of its people alone. That somebody reads is itself written down,
/// once an hour; each file that is taken away is, before it is given out.
struct AuditRoutes: Sendable {
  let access: AccessDesk
  let people: PeopleIndex
  let vehicles: [Vehicle]
  let clock: CityClock
  let territories: TerritoryIndex
  private let noted = HourlyNotes()

  /// The most events in one file.
  static let mostRows = 50_000

  init(access: AccessDesk, contents: ServerContents, territories: TerritoryIndex) {
    self.access = access
    self.territories = territories
    people = contents.people
    vehicles = contents.snapshot.organization.vehicles
    clock = contents.snapshot.organization.clock
  }

  func add(to router: Router<ServerContext>) {
    router.get("/api/audit/events", use: events)
    router.get("/api/audit/events.csv") { request, context in
      let (sheet, _) = try await sheet("csv", request, context)
      return try PreparedBody(Array(sheet.csv), mediaType: "text/csv; charset=utf-8")
        .download(named: "audit.csv", to: request)
    }
    router.get("/api/audit/events.xlsx") { request, context in
      let (sheet, day) = try await sheet("xlsx", request, context)
      return try PreparedBody(
        Array(sheet.xlsx(on: day)),
        mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        compresses: false
      ).download(named: "audit.xlsx", to: request)
    }
  }

  @Sendable private func events(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let (visitor, now) = (try context.auditor, Instant.now)
    let (question, page) = (try AuditQuestion(request.uri.queryParameters), try request.page())
    if noted.isNew(visitor.account, at: now) {
      try await access.noteAuditRead(by: visitor, at: now)
    }
    let names = try await names()
    let query = try question.query(
      names, reach: names.reach(of: visitor), clock: clock, before: page.before,
      limit: page.limit + 1)
    return try Response(
      private: AuditPageBody(
        try await access.record(query), limit: page.limit, names, clock: clock, at: now))
  }

  private func sheet(
    _ form: String, _ request: Request, _ context: ServerContext
  ) async throws -> (AuditSheet, CivilDate) {
    let (visitor, now) = (try context.auditor, Instant.now)
    let question = try AuditQuestion(request.uri.queryParameters)
    let names = try await names()
    let found = try await access.record(
      try question.query(
        names, reach: names.reach(of: visitor), clock: clock, before: nil,
        limit: Self.mostRows + 1))
    guard found.count <= Self.mostRows else { throw Problem.tooManyAuditRows(Self.mostRows) }
    let export = AuditExport(form: form, rows: found.count, question: question)
    try await access.noteAuditExport(export.text, by: visitor, at: now)
    return (AuditSheet(found, names, clock: clock), clock.civilTime(of: now).date)
  }

  private func names() async throws -> AuditPeople {
    AuditPeople(
      accounts: try await access.accounts(), people: people, vehicles: vehicles,
      territories: territories)
  }
}

extension ServerContext {
  fileprivate var auditor: Visitor {
    get throws(AccessError) {
      guard let visitor = visitor?.visitor else { throw .sessionOver }
      return visitor
    }
  }
}
