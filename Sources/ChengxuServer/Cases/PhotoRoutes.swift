// SPDX-License-Identifier: Apache-2.0

import CityOrder
import Hummingbird
import Operations

/// Photos of cases: taken in by content, shown to whoever may see the case, never to the public.
struct PhotoRoutes: Sendable {
  private let entrance: CaseEntrance

  init(_ entrance: CaseEntrance) { self.entrance = entrance }

  func add(to router: Router<ServerContext>) {
    router.post("/api/photos") { request, context in
      let (service, _) = try entrance.open(to: context)
      return try await PhotoUpload.answer(request, service.photos)
    }
    router.get("/api/cases/:id/photos/:hash", use: show)
  }

  @Sendable private func show(_: Request, context: ServerContext) async throws -> Response {
    let (service, visitor) = try entrance.open(to: context)
    let id = try context.caseNumber()
    let text = context.parameters.get("hash") ?? ""
    guard let hash = PhotoHash(text) else { throw Problem.badField("hash") }
    let events = try await service.cases.events(of: id)
    guard visitor.sees(try CityCase(id: id, replaying: events), events) else {
      throw Problem.otherBody
    }
    let seen = events.map { visitor.reader.view(of: $0, number: 0) }
    guard seen.contains(where: { $0.photos.contains(hash) }) else {
      throw CaseDeskError.photos(.missing(hash))
    }
    return try await PhotoAnswer.response(hash, service.photos)
  }
}
