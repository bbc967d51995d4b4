// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Synchronization
import Testing
import Webhooks

/// Another system on this machine that takes messages, once it has refused the first ones, and checks each
/// signature as its specification says.
final class WebhookReceiver: Sendable {
  private struct State {
    var secret: WebhookSecret?
    var signatures: [Int] = []
    var refusals: [HTTPResponse.Status]
    var received: [String] = []
    var bodies: [String] = []
    var isForged = false
  }

  private let state: Mutex<State>
  private let delay: Duration

  /// - Parameter refusals: What the first messages are answered with.
  init(refusals: [HTTPResponse.Status] = [], delay: Duration = .zero) {
    state = Mutex(State(refusals: refusals))
    self.delay = delay
  }

  var secret: WebhookSecret? {
    get { state.withLock { $0.secret } }
    set { state.withLock { $0.secret = newValue } }
  }
  /// Identifiers of what was taken, in the order in which it came.
  var received: [String] { state.withLock { $0.received } }
  /// How many signatures each message carried.
  var signatures: [Int] { state.withLock { $0.signatures } }
  var bodies: [String] { state.withLock { $0.bodies } }
  /// Whether a signature was wrong.
  var isForged: Bool { state.withLock { $0.isForged } }
  var refusalsLeft: Int { state.withLock { $0.refusals.count } }

  /// Listens on a free port of the loopback.
  func serve(_ body: @escaping @Sendable (_ origin: String) async throws -> Void) async throws {
    let router = Router()
    router.post("/in") { request, _ in
      let bytes = Data(try await request.body.collect(upTo: 100_000).readableBytesView)
      try await Task.sleep(for: self.delay)
      return Response(status: self.take(bytes, request.headers))
    }
    // Whoever followed a redirection would be taken here.
    router.post("/elsewhere") { _, _ in
      self.state.withLock { $0.received.append("elsewhere") }
      return Response(status: .ok)
    }
    var logger = Logger(label: "receiver")
    logger.logLevel = .error
    try await Application(router: router, logger: logger).test(.live) { client in
      try await body("http://localhost:\(try #require(client.port))")
    }
  }

  private func take(_ bytes: Data, _ headers: HTTPFields) -> HTTPResponse.Status {
    func header(_ name: String) -> String { HTTPField.Name(name).flatMap { headers[$0] } ?? "" }
    return state.withLock { state in
      if !state.refusals.isEmpty { return state.refusals.removeFirst() }
      let id = header("webhook-id")
      let sent = Int64(header("webhook-timestamp")) ?? 0
      let message = WebhookMessage(
        id: id, sent: .init(milliseconds: sent * 1000), body: bytes)
      // As Standard Webhooks says: any of the signatures, with spaces between them.
      let signatures = header("webhook-signature").split(separator: " ").map(String.init)
      guard let secret = state.secret, signatures.contains(message.signature(with: secret)),
        abs(Date.now.timeIntervalSince1970 - Double(sent)) < 60
      else {
        state.isForged = true
        return .unauthorized
      }
      state.received.append(id)
      state.signatures.append(signatures.count)
      state.bodies.append(String(decoding: bytes, as: UTF8.self))
      return .noContent
    }
  }

  /// Waits for a number of different messages.
  func wait(for count: Int) async throws {
    while Set(received).count < count { try await Task.sleep(for: .milliseconds(20)) }
  }
}
