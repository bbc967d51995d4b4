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
  /// How far its worker said that it is; `nil` until it said so.
  public var progress: JobProgress?
  /// Whether its author wants no more of it than what is found by now.
  public var isStopAsked = false
  /// Where what came of it is, once it is done.
  public var result: String?
  /// What came of it as JSON, where it is kept nowhere else.
  public var answer: String?
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

/// How far work is. Work with a solver says also how good its answer is and how good any could be.
public struct JobProgress: Hashable, Codable, Sendable {
  /// What is being done, in words.
  public var step: LocalizedName
  /// Steps that are over.
  public var done: Int
  public var of: Int
  /// Of the solve that ended last, in its own unit.
  public var best: Double?
  public var bound: Double?
  /// |bound − best| / max(1, |best|); 0 when proven.
  public var gap: Double?

  public init(
    step: LocalizedName, done: Int, of: Int, best: Double? = nil, bound: Double? = nil,
    gap: Double? = nil
  ) {
    self.step = step
    self.done = done
    self.of = of
    self.best = best
    self.bound = bound
    self.gap = gap
  }
}

/// What a worker reports at the end.
public enum JobOutcome: Hashable, Sendable {
  /// Where what came of it is, and the answer itself where it is kept nowhere else.
  case done(result: String, answer: String? = nil)
  case failed(LocalizedName)
}
