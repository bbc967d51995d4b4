// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Foundation
import HTTPTypes
import Hummingbird
import JobQueue

/// `/api/jobs/{job}`: how far the slow work is that the caller asked for.
struct JobRoutes: Sendable {
  let store: any JobStore

  func add(to router: Router<ServerContext>) {
    router.get("/api/jobs/:job") { _, context in
      let id = DutyModel.ID<Job>(rawValue: try context.number("job"))
      let job = try await store.job(id)
      // Another's job is none of the caller's business, not even that it is there.
      guard job.askedBy == (try context.jobOwner) else { throw JobStoreError.missing(id) }
      return try Response(private: JobBody(job))
    }
  }
}

extension JobStore {
  /// Puts the work in the queue and says where to look for what comes of it.
  ///
  /// Source: RFC 7240, `respond-async`.
  func accepted(
    _ order: some Encodable, as kind: Job.Kind, key: String, _ context: ServerContext
  ) async throws -> Response {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let job = try await add(
      JobRequest(
        kind: kind, body: String(decoding: try encoder.encode(order), as: UTF8.self),
        askedBy: try context.jobOwner, key: key), at: .now)
    var response = try Response(private: JobBody(job))
    response.status = .accepted
    response.headers[.location] = "/api/jobs/\(job.id)"
    if let name = HTTPField.Name("Preference-Applied") {
      response.headers[name] = "respond-async"
    }
    return response
  }
}

extension ServerContext {
  fileprivate var jobOwner: String {
    get throws(AccessError) {
      guard let account = visitor?.account else { throw .sessionOver }
      return account.name.text
    }
  }
}

extension Request {
  /// Whether the sender would rather look for the answer later.
  var prefersAsync: Bool {
    guard let name = HTTPField.Name("Prefer") else { return false }
    return headers[values: name].contains { field in
      field.split(separator: ",").contains {
        $0.trimmingCharacters(in: .whitespaces).lowercased() == "respond-async"
      }
    }
  }
}

/// A job as its author sees it.
struct JobBody: Codable, Sendable {
  var id: Int64
  var kind: String
  var state: Job.State
  var asked: Instant
  var attempts: Int
  var finished: Instant?
  /// Where what came of it is, once it is done.
  var result: String?
  /// Why nothing came of it, once it failed.
  var failure: LocalizedName?

  init(_ job: Job) {
    id = job.id.rawValue
    kind = job.kind.rawValue
    state = job.state
    asked = job.asked
    attempts = job.attempts
    finished = job.finished
    result = job.result
    failure = job.failure
  }
}

extension Problem {
  /// What the queue says over HTTP.
  init(_ error: JobStoreError) {
    let status: HTTPResponse.Status =
      switch error {
      case .missing: .notFound
      case .keyReused: .unprocessableContent
      case .full: .init(code: 507, reasonPhrase: "Insufficient Storage")
      case .busy, .damaged, .unavailable: .serviceUnavailable
      }
    self.init(status: status, explanation: error.explanation)
  }
}
