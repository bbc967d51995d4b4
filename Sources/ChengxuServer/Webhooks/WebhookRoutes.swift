// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import HTTPTypes
import Hummingbird
import Webhooks

/// `/api/webhooks`: which other systems are told what is recorded, how far each is, and what keeps it.
struct WebhookRoutes: Sendable {
  let desk: WebhookDesk

  private static let bodyBytes = 8192

  func add(to router: Router<ServerContext>) {
    router.get("/api/webhooks") { _, _ in
      try Response(private: try await views(of: try await desk.store.webhooks()))
    }
    router.get("/api/webhooks/choices") { _, _ in
      try Response(private: WebhookChoicesBody(desk.targets))
    }
    router.post("/api/webhooks") { request, context in
      let body: NewWebhookBody = try await request.json(upTo: Self.bodyBytes)
      let (webhook, secret) = try await desk.add(body.request, by: try context.actor, at: .now)
      return try Response(private: try await view(of: webhook, secret), status: .created)
    }
    router.post("/api/webhooks/:webhook/steps") { request, context in
      let body: WebhookStepBody = try await request.json(upTo: Self.bodyBytes)
      let webhook = try await desk.store.step(
        try body.request, of: try context.webhook, by: try context.actor, at: .now)
      return try Response(private: try await view(of: webhook))
    }
    router.post("/api/webhooks/:webhook/secrets") { request, context in
      let body: WebhookRotationBody = try await request.json(upTo: Self.bodyBytes)
      let (webhook, secret) = try await desk.rotate(
        try context.webhook, overlapHours: body.overlapHours ?? WebhookSecrets.overlapHours,
        by: try context.actor, at: .now)
      return try Response(private: try await view(of: webhook, secret), status: .created)
    }
    router.post("/api/webhooks/:webhook/tests") { _, context in
      try Response(
        private: try await WebhookTest(desk).send(
          to: try context.webhook, for: try context.actor))
    }
    router.delete("/api/webhooks/:webhook") { _, context in
      try await desk.store.remove(try context.webhook, by: try context.actor, at: .now)
      return Response(status: .noContent)
    }
  }

  private func view(
    of webhook: Webhook, _ secret: WebhookSecret? = nil
  ) async throws -> WebhookView {
    let waiting = try await desk.store.waiting(of: [webhook])[0]
    return WebhookView(
      webhook, waiting, end: try await desk.store.endOfLog(), secret: secret)
  }

  private func views(of webhooks: [Webhook]) async throws -> [WebhookView] {
    let end = try await desk.store.endOfLog()
    return zip(webhooks, try await desk.store.waiting(of: webhooks)).map {
      WebhookView($0, $1, end: end)
    }
  }
}

extension ServerContext {
  fileprivate var webhook: DutyModel.ID<Webhook> {
    get throws { DutyModel.ID(rawValue: try number("webhook")) }
  }

  fileprivate var actor: String {
    get throws(AccessError) {
      guard let account = visitor?.account else { throw .sessionOver }
      return account.name.text
    }
  }
}

extension Problem {
  /// What is wrong with a webhook over HTTP.
  init(_ error: WebhookError) {
    let status: HTTPResponse.Status =
      switch error {
      case .missing: .notFound
      case .nameTaken: .conflict
      case .badName, .badAddress, .notAllowed, .noKinds, .unknownKind, .badOverlap, .beyondLog:
        .badRequest
      case .full: .init(code: 507, reasonPhrase: "Insufficient Storage")
      case .busy, .damaged, .unavailable: .serviceUnavailable
      }
    self.init(status: status, explanation: error.explanation)
  }
}
