// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Keeps jobs for any number of workers, on any number of servers before one database.
///
/// Moments are those of the servers' own clocks, never of an exercise; the clocks must agree within a
/// small part of the lease.
public protocol JobStore: Sendable {
  /// Puts a job in the queue; the same key again gives the job that it led to.
  ///
  /// - Throws: `.keyReused` where the key led to a job for something else.
  func add(_ request: JobRequest, at now: Instant) async throws(JobStoreError) -> Job

  /// - Throws: `.missing`
  func job(_ id: ID<Job>) async throws(JobStoreError) -> Job

  /// Takes the oldest job of these kinds that is queued, or whose lease is over. Each job goes to one
  /// worker, and none waits for another.
  ///
  /// - Returns: `nil` where there is nothing to do.
  func claim(
    _ kinds: Set<Job.Kind>, by worker: String, leaseSeconds: Int64, at now: Instant
  ) async throws(JobStoreError) -> Job?

  /// Keeps the job for its worker, and what the worker says of it.
  ///
  /// - Parameter progress: `nil` leaves what was said before.
  func renew(
    _ job: Job, progress: JobProgress?, leaseSeconds: Int64, at now: Instant
  ) async throws(JobStoreError) -> JobHold

  /// - Returns: `false` where the job is no longer this worker's at this attempt; nothing is stored.
  func finish(
    _ job: Job, with outcome: JobOutcome, at now: Instant
  ) async throws(JobStoreError) -> Bool

  /// Asks for the end of a job: one that nobody has begun fails at once, one that runs is told to its
  /// worker, one that is over stays as it is.
  ///
  /// - Throws: `.missing`
  func stop(_ id: ID<Job>, at now: Instant) async throws(JobStoreError) -> Job

  /// Tells as soon as a job was added. Signs may come without cause, and may be lost.
  func signs() -> AsyncStream<Void>
}

/// What a worker hears about a job that it holds.
public enum JobHold: Hashable, Sendable {
  case held
  /// Its author wants no more of it than what is found by now.
  case stopAsked
  /// It is no longer this worker's at this attempt.
  case lost
}

/// Why the store could not do it. Nothing was stored.
public enum JobStoreError: ExplainedError, Hashable {
  case missing(ID<Job>)
  case keyReused
  case full(detail: String)
  case busy(detail: String)
  case damaged(detail: String)
  case unavailable(detail: String)

  public var explanation: LocalizedName {
    switch self {
    case .missing(let id):
      LocalizedName(
        chinese: "没有 \(id) 号任务。可以核对编号。",
        english: "There is no job number \(id). Maybe check the number.")
    case .keyReused:
      LocalizedName(
        chinese: "同一请求编号已用于另一请求。可以换一个编号。",
        english: "The idempotency key was used for another request. Maybe choose a new one.")
    case .full(let detail):
      LocalizedName(
        chinese: "磁盘已满，未保存。可以清理磁盘空间后重试。（\(detail)）",
        english: "The disk is full and nothing was stored. Maybe free some space. \(detail)")
    case .busy(let detail):
      LocalizedName(
        chinese: "数据库正被占用，未保存。可以稍后重试。（\(detail)）",
        english: "The database is in use and nothing was stored. Maybe try again. \(detail)")
    case .damaged(let detail):
      LocalizedName(
        chinese: "库中的任务无法读取。可以用备份恢复。（\(detail)）",
        english: "A stored job cannot be read. Maybe restore a backup. \(detail)")
    case .unavailable(let detail):
      LocalizedName(
        chinese: "数据库不可用。可以检查数据目录的权限和磁盘。（\(detail)）",
        english: "The database is not available. Maybe check the folder and the disk. \(detail)")
    }
  }
}
