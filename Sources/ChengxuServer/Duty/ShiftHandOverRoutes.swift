// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import HTTPTypes
import Hummingbird
import Operations
import Rostering

/// `/api/shift-hand-overs` for who reads and reminds, `/api/duty/shift-hand-overs` for the two people
/// between whom a shift changes hands 交接班.
struct ShiftHandOverRoutes: Sendable {
  let source: DutyDesksSource
  let territories: TerritoryIndex

  private var desks: DutyDesks { source.current }

  func add(to router: Router<ServerContext>) {
    router.get("/api/shift-hand-overs", use: list)
    router.post("/api/shift-hand-overs/:id/reminders", use: urge)
    router.get("/api/duty/shift-hand-overs/draft", use: draft)
    router.post("/api/duty/shift-hand-overs", use: write)
    router.post("/api/duty/shift-hand-overs/:id/acknowledgement", use: acknowledge)
    router.post("/api/duty/shift-hand-overs/:id/withdrawal", use: withdraw)
  }

  /// `?state=open` for those that nobody has taken over, `?state=overdue` for those of them whose
  /// time is over.
  @Sendable private func list(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let (desks, page, now) = (desks, try request.page(), desks.now)
    let state = request.uri.queryParameters["state"]
    let caller = desks.caller(context, territories)
    let query = DeskQuery(
      isOpen: state == "open" || state == "overdue" ? true : nil,
      units: caller.reach, before: page.before, limit: page.limit)
    let body = try await desks.live.store.read { session in
      let found = try session.files(ShiftHandOverFile.self, query)
      return PageBody(
        desks,
        items: found.filter { state != "overdue" || $0.isOverdue(at: now) }
          .map { ShiftHandOverBody($0, desks, for: caller.handler?.officer, at: now) },
        next: found.count == page.limit ? found.last?.id.rawValue : nil)
    }
    return try Response(private: body)
  }

  struct UrgeBody: Codable, Sendable {
    var version: Int
  }

  @Sendable private func urge(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let id = try context.number("id")
    let read = try await desks.read(UrgeBody.self, request, context, territories)
    return try await answer(read) { desks, session in
      try desks.shifts.urge(
        ID(rawValue: id), version: read.body.version, by: read.caller, in: session)
    }
  }

  /// `?duty=` names the own shift; without it the command centre's.
  @Sendable private func draft(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let desks = desks
    let duty = try request.uri.queryParameters["duty"].map { text in
      guard let number = Int64(text) else { throw Problem.noNumber(String(text)) }
      return ID<RosteredDuty>(rawValue: number)
    }
    try requireCentre(duty, context)
    let caller = desks.caller(context, territories)
    let body = try await desks.live.store.read { session in
      ShiftDraftBody(
        try desks.shifts.draft(duty, by: caller, in: session), desks, at: caller.now)
    }
    return try Response(private: body)
  }

  struct WriteBody: Codable, Sendable {
    var duty: Int64?
    /// 接班人
    var to: Int64
    var note: String?
    var equipment: [ShiftHandOverBody.Equipment]?
  }

  @Sendable private func write(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let read = try await desks.read(WriteBody.self, request, context, territories)
    let duty = read.body.duty.map { ID<RosteredDuty>(rawValue: $0) }
    try requireCentre(duty, context)
    let wanted = ShiftHandOverDesk.Request(
      duty: duty, incoming: ID(rawValue: read.body.to), note: read.body.note ?? "",
      equipment: (read.body.equipment ?? []).map {
        .init(name: $0.name, count: $0.count, words: $0.words ?? "")
      })
    return try await answer(read, status: .created) { desks, session in
      try desks.shifts.write(wanted, by: read.caller, in: session)
    }
  }

  struct AcknowledgementBody: Codable, Sendable {
    var reservations: [ShiftHandOverBody.Reservation]?
    var version: Int?
    /// When it was taken over, by the device.
    var at: Instant?
  }

  @Sendable private func acknowledge(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let id = try context.number("id")
    let read = try await desks.read(AcknowledgementBody.self, request, context, territories)
    let reservations = (read.body.reservations ?? []).map {
      ShiftHandOver.Reservation(part: $0.part, index: $0.index, reason: $0.reason)
    }
    return try await answer(read) { desks, session in
      try desks.shifts.acknowledge(
        ID(rawValue: id), reservations: reservations, at: read.body.at,
        version: read.body.version, by: read.caller, in: session)
    }
  }

  struct WithdrawalBody: Codable, Sendable {
    var reason: String
    var version: Int
  }

  @Sendable private func withdraw(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let id = try context.number("id")
    let read = try await desks.read(WithdrawalBody.self, request, context, territories)
    return try await answer(read) { desks, session in
      try desks.shifts.withdraw(
        ID(rawValue: id), reason: read.body.reason, version: read.body.version,
        by: read.caller, in: session)
    }
  }

  /// Without a shift it is the command centre's, which only whoever sits there hands over.
  private func requireCentre(_ duty: ID<RosteredDuty>?, _ context: ServerContext) throws {
    let permissions = context.visitor?.visitor.permissions ?? []
    guard duty != nil || permissions.contains(.dispatch) else { throw Problem.noShift }
  }

  private func answer(
    _ read: DeskCall<some Decodable & Sendable>, status: HTTPResponse.Status = .ok,
    _ body: @escaping @Sendable (DutyDesks, any DeskSession) throws -> ShiftHandOverFile
  ) async throws -> Response {
    let desks = desks
    let answer = try await desks.live.store.change(read.request, at: read.caller.now) { session in
      ShiftHandOverBody(
        try body(desks, session), desks, for: read.caller.handler?.officer, at: read.caller.now)
    }
    return try Response(private: answer, status: status)
  }
}

extension Problem {
  fileprivate static let noShift = Self(
    status: .badRequest,
    explanation: LocalizedName(
      chinese: "没有写明要交的班次（duty）。可以从“今日勤务”中选择本人的班次。",
      english: "No shift (duty) is named. Maybe choose one of your own from today's duty."))
}
