// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Takes jobs one after the other and carries them out, renewing its lease while it works.
public struct JobWorker: Sendable {
  /// - Returns: where what came of it is.
  public typealias Handler = @Sendable (Job) async throws -> String

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

  /// - Returns: `nil` where the worker is asked to stop: the job goes back when the lease is over.
  private func outcome(of job: Job, _ handler: @escaping Handler) async -> JobOutcome? {
    await withTaskGroup(of: JobOutcome?.self) { group in
      group.addTask { await renewing(job) }
      group.addTask {
        do {
          return .done(result: try await handler(job))
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
      defer { group.cancelAll() }
      return await group.next() ?? nil
    }
  }

  /// Renews the lease until the work is done; ends by itself only where the job is another's.
  private func renewing(_ job: Job) async -> JobOutcome? {
    while (try? await Task.sleep(for: .seconds(leaseSeconds) / 3)) != nil {
      // Without an answer the lease may still hold: `finish` finds out.
      if (try? await store.renew(job, leaseSeconds: leaseSeconds, at: now())) == false {
        return nil
      }
    }
    return nil
  }
}
