// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import HTTPTypes
import Hummingbird
import Operations

/// `/api/units`: who carries the terminals; `/api/units/live`: where they are, as they move.
///
/// Only whoever is signed in, also where reading is open to everybody else; only of the reader's own
/// territory. That somebody looks is written down, once an hour.
struct UnitRoutes: Sendable {
  let desk: TrackingDesk
  let directory: TerminalDirectory
  let holders: HolderIndex
  let territories: TerritoryIndex
  /// `nil` for a server that nobody can sign in to: it shows nobody.
  let access: AccessDesk?
  private let noted = HourlyNotes()

  init(
    desk: TrackingDesk, directory: TerminalDirectory, holders: HolderIndex,
    territories: TerritoryIndex, access: AccessDesk?
  ) {
    self.desk = desk
    self.directory = directory
    self.holders = holders
    self.territories = territories
    self.access = access
  }

  func add(to router: Router<ServerContext>) {
    router.get("/api/units") { _, context in
      try Response(private: try await roster(for: context).bodies)
    }
    router.get("/api/units/live", use: live)
  }

  /// `?wait=0` ends after what is there, for programs that ask now and then.
  @Sendable private func live(
    _ request: Request, context: ServerContext
  ) async throws -> Response {
    let reach = try reach(of: context)
    try await note(context)
    let stream = UnitStream(
      desk: desk, roster: try await UnitRoster(directory, holders, reach: reach),
      reload: { try await UnitRoster(directory, holders, reach: reach) },
      endsAtOnce: request.uri.queryParameters["wait"] == "0")
    return Response(
      status: .ok,
      headers: [
        .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store",
      ], body: ResponseBody(asyncSequence: stream))
  }

  /// The terminals that whoever asks may see.
  func roster(for context: ServerContext) async throws -> UnitRoster {
    try await UnitRoster(directory, holders, reach: try reach(of: context))
  }

  /// - Returns: `nil` for the whole detachment.
  private func reach(of context: ServerContext) throws(AccessError) -> Set<DutyModel.ID<Unit>>? {
    guard let visitor = context.visitor?.visitor else { throw .sessionOver }
    return territories.units(in: visitor.territory)
  }

  private func note(_ context: ServerContext) async throws(AccessError) {
    guard let visitor = context.visitor?.visitor, let access else { throw .sessionOver }
    let now = Instant.now
    guard noted.isNew(visitor.account, at: now) else { return }
    try await access.notePositionsWatched(by: visitor, at: now)
  }
}

/// The terminals that a reader may see, and whose they are.
struct UnitRoster: Sendable {
  let bodies: [UnitBody]
  let visible: Set<DutyModel.ID<TrackedTerminal>>
  let known: Set<DutyModel.ID<TrackedTerminal>>
}

extension UnitRoster {
  /// - Parameter reach: `nil` for the whole detachment. Whose unit nobody knows, it alone sees.
  init(
    _ directory: TerminalDirectory, _ holders: HolderIndex, reach: Set<DutyModel.ID<Unit>>?
  ) async throws(TrackingError) {
    let terminals = try await directory.terminals()
    let seen = terminals.map { ($0, holders.holder(of: $0)) }.filter { _, holder in
      reach.map { reach in holder.unit.map(reach.contains) ?? false } ?? true
    }
    bodies = seen.map { UnitBody($0, $1) }
    visible = Set(seen.map(\.0.id))
    known = Set(terminals.map(\.id))
  }
}
