// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Foundation
import JobQueue
import Logging
import Rostering
import ServiceLifecycle

/// Carries out the slow work that people asked for, here or through another server.
struct JobService: Service {
  let store: any JobStore
  let worker: JobWorker
  let logger: Logger

  /// A sign may be lost, and a lease runs out without one.
  private static let interval = Duration.seconds(5)

  init(
    _ store: any JobStore, handlers: [Job.Kind: JobWorker.Handler], logger: Logger,
    leaseSeconds: Int64 = 60
  ) {
    self.store = store
    self.logger = logger
    worker = JobWorker(
      store, name: "\(ProcessInfo.processInfo.hostName):\(UUID().uuidString)",
      leaseSeconds: leaseSeconds, now: { .now }, handlers: handlers)
  }

  /// All kinds of work that can be done with these contents; `nil` where there is no queue.
  init?(_ contents: ServerContents, logger: Logger) {
    guard let jobs = contents.jobs else { return nil }
    var handlers: [Job.Kind: JobWorker.Handler] = [:]
    if let desk = contents.rosterDesk {
      handlers[RosterRepairOrder.kind] = RosterRepairOrder.handler(desk)
      handlers[WeeksOrder.kind] = WeeksOrder.handler(desk)
      handlers[RedraftOrder.kind] = RedraftOrder.handler(desk, places: PlaceNames(contents.plans))
    }
    if let desk = contents.planDesk {
      handlers[PlanTrialOrder.kind] =
        PlanTrials(desk, contents, people: contents.people).handler
    }
    guard !handlers.isEmpty else { return nil }
    self.init(jobs, handlers: handlers, logger: logger)
  }

  func run() async throws {
    let (wakes, wake) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    wake.yield()
    await cancelWhenGracefulShutdown {
      await withTaskGroup(of: Void.self) { group in
        group.addTask { for await _ in store.signs() { wake.yield() } }
        group.addTask {
          while (try? await Task.sleep(for: Self.interval)) != nil { wake.yield() }
        }
        group.addTask { for await _ in wakes { await workAll() } }
        await group.waitForAll()
      }
    }
  }

  private func workAll() async {
    do {
      while !Task.isCancelled, let job = try await worker.workOnce() {
        logger.info("job", metadata: ["id": "\(job.id)", "kind": "\(job.kind.rawValue)"])
      }
    } catch {
      logger.error("jobs could not be taken", metadata: ["error": "\(error)"])
    }
  }
}

/// A proposal for the roster that a worker is to work out.
struct RosterRepairOrder: Codable, Sendable {
  static let kind = Job.Kind(rawValue: "roster.repair")

  var change: RosterChange
  /// The revision that the author saw.
  var revision: Int
  var person: RosterPerson

  /// Whoever begins it a second time finds what the first led to by the request's key.
  static func handler(_ desk: RosterDesk) -> JobWorker.Handler {
    { job, _ in
      let order = try JSONDecoder().decode(Self.self, from: Data(job.request.utf8))
      if try await !desk.wasTaken(order.person.request) {
        _ = try await desk.propose(
          order.change, seen: order.revision, by: order.person, at: .now)
      }
      return .done(result: "/api/roster/book")
    }
  }
}
