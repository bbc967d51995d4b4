// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import Foundation
public import JobQueue
public import StorePort

/// Jobs in any SQL database. A job is claimed by one statement: on PostgreSQL it passes over the rows
/// that another worker is taking (`FOR UPDATE SKIP LOCKED`), on SQLite writers take turns anyway.
public struct SQLJobStore: JobStore {
  private let database: any SQLDatabase

  /// - Parameter database: Already brought up to date by `SchemaUpgrade`.
  public init(_ database: any SQLDatabase) { self.database = database }

  public func add(_ request: JobRequest, at now: Instant) async throws(JobStoreError) -> Job {
    try await JobStoreError.translated {
      try await database.write { session in
        if let known = try session.job(of: request) { return known }
        let id = try session.rows("SELECT coalesce(max(id), 0) + 1 FROM job")[0].integer(0)
        try session.execute(
          """
          INSERT INTO job (id, kind, request, asked_by, request_key, asked, state, attempts)
          VALUES (\(id), \(request.kind.rawValue), \(request.body), \(request.askedBy),
            \(request.key), \(now.milliseconds), 'queued', 0)
          """)
        session.announce(.jobs)
        return Job(
          id: ID(rawValue: id), kind: request.kind, request: request.body,
          askedBy: request.askedBy, asked: now)
      }
    }
  }

  public func job(_ id: ID<Job>) async throws(JobStoreError) -> Job {
    try await JobStoreError.translated {
      try await database.read { try $0.job(id) }
    }
  }

  public func claim(
    _ kinds: Set<Job.Kind>, by worker: String, leaseSeconds: Int64, at now: Instant
  ) async throws(JobStoreError) -> Job? {
    let kinds = kinds.map(\.rawValue).sorted()
    let until = now.adding(seconds: leaseSeconds).milliseconds
    return try await JobStoreError.translated {
      try await database.writeOutOfTurn { session in
        try session.giveUpJobs(at: now)
        let skipping = session.passingOverLockedRows
        return try session.rows(
          """
          UPDATE job SET state = 'running', worker = \(worker), leased_until = \(until),
            attempts = attempts + 1
          WHERE id = (
            SELECT id FROM job
            WHERE kind IN \(anyOf: kinds) AND attempts < \(Job.mostAttempts)
              AND (state = 'queued' OR (state = 'running' AND leased_until < \(now.milliseconds)))
            ORDER BY id LIMIT 1 \(columns: skipping))
          RETURNING \(columns: Job.columns)
          """
        ).first.map(Job.init(row:))
      }
    }
  }

  public func renew(
    _ job: Job, progress: JobProgress?, leaseSeconds: Int64, at now: Instant
  ) async throws(JobStoreError) -> JobHold {
    let until = now.adding(seconds: leaseSeconds).milliseconds
    return try await JobStoreError.translated {
      try await database.writeOutOfTurn { session in
        let held = try session.execute(
          """
          UPDATE job SET leased_until = \(until)
          WHERE id = \(job.id.rawValue) AND state = 'running' AND worker = \(job.worker.sqlValue)
            AND attempts = \(job.attempts)
          """)
        guard held == 1 else { return .lost }
        if let progress { try session.keep(progress, of: job.id) }
        return try session.course(of: job).isStopAsked ? .stopAsked : .held
      }
    }
  }

  public func stop(_ id: ID<Job>, at now: Instant) async throws(JobStoreError) -> Job {
    try await JobStoreError.translated {
      try await database.writeOutOfTurn { session in
        // The row is locked first, so that no worker begins or ends it meanwhile.
        try session.execute(
          """
          UPDATE job SET state = 'failed', finished = \(now.milliseconds),
            failure = \(try LocalizedName.stopped.json())
          WHERE id = \(id.rawValue) AND state = 'queued'
          """)
        let running = try session.execute(
          "UPDATE job SET state = state WHERE id = \(id.rawValue) AND state = 'running'")
        if running == 1 { try session.askToStop(id) }
        return try session.job(id)
      }
    }
  }

  public func finish(
    _ job: Job, with outcome: JobOutcome, at now: Instant
  ) async throws(JobStoreError) -> Bool {
    let (state, result, answer, failure): (Job.State, String?, String?, LocalizedName?) =
      switch outcome {
      case .done(let result, let answer): (.done, result, answer, nil)
      case .failed(let failure): (.failed, nil, nil, failure)
      }
    return try await JobStoreError.translated {
      try await database.writeOutOfTurn { session in
        let changed = try session.execute(
          """
          UPDATE job SET state = \(state.rawValue), worker = NULL, leased_until = NULL,
            finished = \(now.milliseconds), result = \(result.sqlValue), failure = \((failure?.json()).sqlValue)
          WHERE id = \(job.id.rawValue) AND state = 'running' AND worker = \(job.worker.sqlValue)
            AND attempts = \(job.attempts)
          """)
        guard changed == 1 else { return false }
        if let answer { try session.keep(answer, of: job.id) }
        return true
      }
    }
  }

  public func signs() -> AsyncStream<Void> {
    let signs = database.signs(of: .jobs)
    let (stream, continuation) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let passing = Task {
      for await case .announced in signs { continuation.yield() }
      continuation.finish()
    }
    continuation.onTermination = { _ in passing.cancel() }
    return stream
  }
}

extension SQLTopic {
  /// A job was added.
  static let jobs = SQLTopic("chengxu_jobs")
}

extension SQLSession {
  fileprivate func job(_ id: ID<Job>) throws -> Job {
    guard
      let row = try rows("SELECT \(columns: Job.columns) FROM job WHERE id = \(id.rawValue)").first
    else { throw JobStoreError.missing(id) }
    return try course(of: Job(row: row))
  }

  fileprivate func job(of request: JobRequest) throws -> Job? {
    guard
      let row = try rows(
        """
        SELECT \(columns: Job.columns) FROM job
        WHERE asked_by = \(request.askedBy) AND request_key = \(request.key)
        """
      ).first
    else { return nil }
    let known = try course(of: Job(row: row))
    guard known.kind == request.kind, known.request == request.body else {
      throw JobStoreError.keyReused
    }
    return known
  }

  /// The job with what is said of it beside its state.
  fileprivate func course(of job: Job) throws -> Job {
    guard
      let row = try rows(
        "SELECT progress, stop_asked, answer FROM job_course WHERE job = \(job.id.rawValue)"
      ).first
    else { return job }
    var job = job
    job.progress = try row.isNull(0) ? nil : StoredBody.value(JobProgress.self, from: row.text(0))
    job.isStopAsked = try row.integer(1) == 1
    job.answer = try row.isNull(2) ? nil : row.text(2)
    return job
  }

  fileprivate func keep(_ progress: JobProgress, of id: ID<Job>) throws {
    let text = try StoredBody.text(progress)
    try execute(
      """
      INSERT INTO job_course (job, progress) VALUES (\(id.rawValue), \(text))
      ON CONFLICT (job) DO UPDATE SET progress = excluded.progress
      """)
  }

  fileprivate func keep(_ answer: String, of id: ID<Job>) throws(StoreError) {
    try execute(
      """
      INSERT INTO job_course (job, answer) VALUES (\(id.rawValue), \(answer))
      ON CONFLICT (job) DO UPDATE SET answer = excluded.answer
      """)
  }

  fileprivate func askToStop(_ id: ID<Job>) throws(StoreError) {
    try execute(
      """
      INSERT INTO job_course (job, stop_asked) VALUES (\(id.rawValue), 1)
      ON CONFLICT (job) DO UPDATE SET stop_asked = 1
      """)
  }

  /// Jobs that took down every worker that had them.
  fileprivate func giveUpJobs(at now: Instant) throws {
    let reason = LocalizedName(
      chinese: "任务多次中断，已停止。可以检查服务日志后重新提交。",
      english: "The job broke off each time it was tried and was given up. Maybe look into the "
        + "servers' logs, then ask for it again.")
    try execute(
      """
      UPDATE job SET state = 'failed', worker = NULL, leased_until = NULL,
        finished = \(now.milliseconds), failure = \(reason.json())
      WHERE state = 'running' AND leased_until < \(now.milliseconds)
        AND attempts >= \(Job.mostAttempts)
      """)
  }
}

extension LocalizedName {
  fileprivate func json() throws -> String {
    String(decoding: try JSONEncoder().encode(self), as: UTF8.self)
  }
}

extension Job {
  fileprivate static let columns: SQLColumns =
    """
    id, kind, request, asked_by, asked, state, attempts, worker, leased_until, finished, result,
    failure
    """

  fileprivate init(row: SQLRow) throws {
    let id = try row.integer(0)
    guard let state = State(rawValue: try row.text(5)) else {
      throw StoreError(.corrupt, "Job \(id) is in a state that is none.")
    }
    func text(_ column: Int) throws -> String? { row.isNull(column) ? nil : try row.text(column) }
    func instant(_ column: Int) throws -> Instant? {
      row.isNull(column) ? nil : Instant(milliseconds: try row.integer(column))
    }
    self.init(
      id: ID(rawValue: id), kind: Kind(rawValue: try row.text(1)), request: try row.text(2),
      askedBy: try row.text(3), asked: Instant(milliseconds: try row.integer(4)), state: state,
      attempts: Int(try row.integer(6)), worker: try text(7), leasedUntil: try instant(8),
      finished: try instant(9), result: try text(10),
      failure: try text(11).map {
        try JSONDecoder().decode(LocalizedName.self, from: Data($0.utf8))
      })
  }
}
