// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import Synchronization

/// Takes jobs one after the other and carries them out, renewing its lease while it works.
public struct JobWorker: Sendable {
  /// Works until it is done. Its task is cancelled when the author asks for the end: whoever can then
  /// answers with the best found by then, whoever cannot throws.
  public typealias Handler = @Sendable (Job, JobReport) async throws -> JobOutcome

  private let store: any JobStore
  private let name: String
  private let handlers: [Job.Kind: Handler]
  private let leaseSeconds: Int64
  private let now: @Sendable () -> Instant

  /// - Parameters:
  ///   - name: Of its own for each worker, so that a lease tells whose it is.
  ///   - leaseSeconds: How long after its last sign of life a worker counts as dead; at least 3.
  public init(
    _ store: any JobStore, name: String, leaseSeconds: Int64 = 60,
    now: @escaping @Sendable () -> Instant, handlers: [Job.Kind: Handler]
  ) {
    precondition(leaseSeconds >= 3, "A lease of \(leaseSeconds) s cannot be renewed in time.")
    self.store = store
    self.name = name
    self.leaseSeconds = leaseSeconds
    self.handlers = handlers
    self.now = now
  }

  /// Takes the next job and carries it out.
  ///
  /// - Returns: the job as it was taken, `nil` where there was none.
  /// - Throws: `JobStoreError`; what the work throws becomes the job's failure.
  @discardableResult
  public func workOnce() async throws -> Job? {
    guard
      let job = try await store.claim(
        Set(handlers.keys), by: name, leaseSeconds: leaseSeconds, at: now()),
      let handler = handlers[job.kind]
    else { return nil }
    guard let outcome = await outcome(of: job, handler) else { return job }
    _ = try await store.finish(job, with: outcome, at: now())
    return job
  }

  /// - Returns: `nil` where the worker is asked to stop, or the job is another's: it goes back when
  ///   the lease is over.
  private func outcome(of job: Job, _ handler: @escaping Handler) async -> JobOutcome? {
    let report = JobReport()
    // A task of its own: it may be ended while the lease is still renewed.
    let work = Task { await Self.carryOut(job, report, handler) }
    return await withTaskCancellationHandler {
      await withTaskGroup(of: Void.self) { group in
        group.addTask { await hold(job, report, work) }
        let outcome = await work.value
        group.cancelAll()
        guard !Task.isCancelled, !report.isLost else { return nil }
        // What it said last, nobody has passed on yet.
        if let news = report.takeNews() {
          _ = try? await store.renew(job, progress: news, leaseSeconds: leaseSeconds, at: now())
        }
        return outcome ?? (report.isStopAsked ? .failed(.stopped) : nil)
      }
    } onCancel: {
      work.cancel()
    }
  }

  private static func carryOut(
    _ job: Job, _ report: JobReport, _ handler: Handler
  ) async -> JobOutcome? {
    do {
      return try await handler(job, report)
    } catch let error as any ExplainedError {
      return .failed(error.explanation)
    } catch is CancellationError {
      return nil
    } catch {
      return .failed(
        LocalizedName(
          chinese: "任务未完成：\(error)。可以重新提交。",
          english: "The job was not carried out: \(error). Maybe ask for it again."))
    }
  }

  /// Renews the lease, passes on what the work says of itself, and ends it where its author asks for
  /// that or another worker has the job.
  private func hold(_ job: Job, _ report: JobReport, _ work: Task<JobOutcome?, Never>) async {
    while (try? await Task.sleep(for: .seconds(1))) != nil {
      // Without an answer the lease may still hold: `finish` finds out.
      let hold = try? await store.renew(
        job, progress: report.takeNews(), leaseSeconds: leaseSeconds, at: now())
      guard let hold, hold != .held else { continue }
      report.end(hold)
      work.cancel()
    }
  }
}

/// What the work on a job says of itself while it goes on.
public final class JobReport: Sendable {
  private let state = Mutex<(news: JobProgress?, end: JobHold)>((nil, .held))

  public init() {}

  /// Shown to the job's author within some seconds.
  public func tell(_ progress: JobProgress) { state.withLock { $0.news = progress } }

  /// What was said since it was last asked for.
  func takeNews() -> JobProgress? {
    state.withLock { state in
      defer { state.news = nil }
      return state.news
    }
  }

  /// Whether the author has asked for the end.
  public var isStopAsked: Bool { state.withLock { $0.end == .stopAsked } }
  var isLost: Bool { state.withLock { $0.end == .lost } }

  func end(_ hold: JobHold) { state.withLock { $0.end = hold } }
}

extension LocalizedName {
  /// Why a job failed that its author ended.
  public static let stopped = LocalizedName(
    chinese: "任务已按要求停止，没有结果。可以重新提交。",
    english: "The job was stopped as asked, and led to nothing. Maybe ask for it again.")
}
