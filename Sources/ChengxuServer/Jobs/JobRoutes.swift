// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Foundation
import HTTPTypes
import Hummingbird
import JobQueue
import NIOCore

/// `/api/jobs/{job}`: how far the slow work is that the caller asked for, its end, and what came of it.
struct JobRoutes: Sendable {
  let store: any JobStore

  func add(to router: Router<ServerContext>) {
    router.get("/api/jobs/:job") { _, context in
      try Response(private: JobBody(try await store.own(context)))
    }
    router.get("/api/jobs/:job/answer") { _, context in
      let job = try await store.own(context)
      guard let answer = job.answer else { throw Problem.noAnswer(of: job.id) }
      return Response(
        status: .ok,
        headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"],
        body: ResponseBody(byteBuffer: ByteBuffer(string: answer)))
    }
    router.post("/api/jobs/:job/stop") { _, context in
      let job = try await store.own(context)
      return try Response(private: JobBody(try await store.stop(job.id, at: .now)))
    }
  }
}

extension JobStore {
  /// The job that the address names. Another's is none of the caller's business, not even that it is
  /// there.
  func own(_ context: ServerContext) async throws -> Job {
    let id = DutyModel.ID<Job>(rawValue: try context.number("job"))
    let job = try await job(id)
    guard job.askedBy == (try context.jobOwner) else { throw JobStoreError.missing(id) }
    return job
  }

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
  /// How far its worker said that it is.
  var progress: JobProgress?
  /// Whether its author asked for the end.
  var isStopAsked: Bool
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
    progress = job.progress
    isStopAsked = job.isStopAsked
    result = job.result
    failure = job.failure
  }
}

extension Problem {
  fileprivate static func noAnswer(of id: DutyModel.ID<Job>) -> Self {
    Self(
      status: .notFound,
      explanation: LocalizedName(
        chinese: "\(id) 号任务没有可取的结果。可以查看 /api/jobs/\(id) 的进度和去向。",
        english: "Job \(id) has no answer to fetch. Maybe look at /api/jobs/\(id), which says how "
          + "far it is and where its result lies."))
  }

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
