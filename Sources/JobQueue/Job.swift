// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Slow work that somebody asked for, and what came of it.
///
/// A worker holds a job by a lease that it renews while it works; a job whose worker died is taken
/// again once the lease is over. Work may therefore be begun twice: whoever carries it out stores
/// what came of it so that the second time changes nothing.
public struct Job: Identifiable, Hashable, Codable, Sendable {
  public enum State: String, Codable, Sendable { case queued, running, done, failed }

  /// What is to be done, such as `roster.repair`.
  public struct Kind: RawRepresentable, Hashable, Codable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
  }

  public let id: DutyModel.ID<Job>
  public var kind: Kind
  /// JSON that the worker of this kind understands.
  public var request: String
  /// The account, such as `li.wei`.
  public var askedBy: String
  public var asked: Instant
  public var state: State
  /// How often it was taken.
  public var attempts: Int
  /// Who holds it, while it runs.
  public var worker: String?
  /// Until when, unless the worker renews it.
  public var leasedUntil: Instant?
  public var finished: Instant?
  /// Where what came of it is, once it is done.
  public var result: String?
  /// Why nothing came of it, once it failed.
  public var failure: LocalizedName?

  public init(
    id: DutyModel.ID<Job>, kind: Kind, request: String, askedBy: String, asked: Instant,
    state: State = .queued, attempts: Int = 0, worker: String? = nil, leasedUntil: Instant? = nil,
    finished: Instant? = nil, result: String? = nil, failure: LocalizedName? = nil
  ) {
    self.id = id
    self.kind = kind
    self.request = request
    self.askedBy = askedBy
    self.asked = asked
    self.state = state
    self.attempts = attempts
    self.worker = worker
    self.leasedUntil = leasedUntil
    self.finished = finished
    self.result = result
    self.failure = failure
  }

  /// After so many workers died on it a job fails: it may be the job that kills them.
  public static let mostAttempts = 3
}

/// What somebody asks for. The same key of the same account means the same job.
public struct JobRequest: Hashable, Sendable {
  public var kind: Job.Kind
  public var body: String
  public var askedBy: String
  public var key: String

  public init(kind: Job.Kind, body: String, askedBy: String, key: String) {
    self.kind = kind
    self.body = body
    self.askedBy = askedBy
    self.key = key
  }
}

/// What a worker reports at the end.
public enum JobOutcome: Hashable, Sendable {
  /// Where what came of it is.
  case done(result: String)
  case failed(LocalizedName)
}
