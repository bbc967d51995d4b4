// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Hummingbird
import Operations

/// `/api/notices`: what one's units and oneself were told, until somebody says that it was read.
struct NoticeRoutes: Sendable {
  let source: DutyDesksSource
  let territories: TerritoryIndex

  private var desks: DutyDesks { source.current }

  func add(to router: Router<ServerContext>) {
    router.get("/api/notices", use: list)
    router.post("/api/notices/:id/acknowledgement", use: acknowledge)
  }

  @Sendable private func list(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let (desks, page) = (desks, try request.page())
    let query = query(context, limit: page.limit)
    let body = try await desks.live.store.read { session in
      PageBody(desks, items: try session.notices(of: query).map { NoticeBody($0, desks) })
    }
    return try Response(private: body)
  }

  private struct NoBody: Codable, Sendable {}

  private struct AnswerBody: Codable, Sendable {
    /// `false` where somebody said so before.
    var isFirst: Bool
  }

  @Sendable private func acknowledge(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let id = ID<DeskNotice>(rawValue: try context.number("id"))
    let read = try await desks.read(NoBody.self, request, context, territories)
    var query = query(context, limit: 1)
    query.id = id
    query.onlyOpen = false
    let body = try await desks.live.store.change(read.request, at: read.caller.now) {
      [query] session in
      // A notice to others is none.
      guard try !session.notices(of: query).isEmpty else { throw Problem.noNotice(id) }
      return AnswerBody(
        isFirst: try session.acknowledge(id, by: read.caller.account, at: read.caller.now))
    }
    return try Response(private: body)
  }

  /// Leaders and the command centre read what their units are told; officers what is for them.
  private func query(_ context: ServerContext, limit: Int) -> NoticeQuery {
    let caller = desks.caller(context, territories)
    let permissions = context.visitor?.visitor.permissions ?? []
    let leads = !permissions.isDisjoint(with: [.confirmAttendance, .acceptHandOver, .dispatch])
    var units: Set<DutyModel.ID<Unit>>? = []
    if leads { units = permissions.contains(.dispatch) ? caller.reach : reach(of: caller) }
    return NoticeQuery(units: units, officer: caller.handler?.officer, limit: limit)
  }

  /// Whoever has no territory of their own hears what is for their own unit.
  private func reach(of caller: DeskCaller) -> Set<DutyModel.ID<Unit>> {
    caller.reach ?? caller.handler.map { [$0.unit] } ?? []
  }
}

extension Problem {
  fileprivate static func noNotice(_ id: DutyModel.ID<DeskNotice>) -> DeskError {
    .invalid(
      LocalizedName(
        chinese: "没有给您的第 \(id) 号通知。可以刷新通知列表。",
        english: "There is no notice \(id) for you. Maybe reload the list."))
  }
}
