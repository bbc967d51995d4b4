// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Hummingbird

/// `/api/report`: what anybody reports on the public page, without an account or a key.
///
/// What becomes of it is asked by number at Open311. Each address may send a few an hour.
struct PublicReportRoutes: Sendable {
  private let entrance: CaseEntrance
  private let reports = AddressLimit(most: 20, seconds: 3600)
  private let photos = AddressLimit(most: 60, seconds: 3600)

  struct Body: Codable {
    var number: Int64
    /// Until when it is looked at; `nil` where the city has no table of deadlines.
    var due: String?
  }

  init(_ entrance: CaseEntrance) { self.entrance = entrance }

  func add(to router: Router<ServerContext>) {
    router.post("/api/report/photos") { request, context in
      let service = try entrance.openToAll()
      guard await photos.allows(context.address, at: .now) else { throw Problem.tooManyReports }
      return try await PhotoUpload.answer(request, service.photos)
    }
    router.post("/api/report", use: report)
  }

  @Sendable private func report(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let service = try entrance.openToAll()
    guard await reports.allows(context.address, at: .now) else { throw Problem.tooManyReports }
    let body: CaseReportBody = try await request.json(upTo: CaseActionRoutes.bodyBytes)
    let report = try body.report(source: .citizen, isPublicOnly: true, service.directory)
    let key = try body.requestKey()
    let number = try await file(report, body, key, service)
    let due = CaseReader.everybody.view(of: try await service.cases.cityCase(number))?.due
    return try Response(
      private: Body(
        number: number.rawValue,
        due: due.map { Open311Time.text($0, on: service.directory.clock) }),
      status: .created)
  }

  private func file(
    _ report: CaseReport, _ body: CaseReportBody, _ key: RequestKey?, _ service: Open311Service
  ) async throws -> ID<CityCase> {
    // Sent again after a lost answer: neither filed nor its sender noted a second time.
    if let key, let known = try await service.cases.reported(under: key, by: nil) { return known }
    var report = report
    let (name, phone, now) = (body.name ?? "", body.phone ?? "", service.now())
    if !(name + phone).allSatisfy(\.isWhitespace) {
      report.contact = try await service.reporters.keep(
        name: name, phone: phone, email: "", at: now)
    }
    let citizen = CaseActor(person: nil, role: .citizen, unit: nil)
    return try await service.desk.file(report, by: citizen, key: key, at: now).id
  }
}
