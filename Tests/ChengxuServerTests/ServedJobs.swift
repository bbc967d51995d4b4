// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import Rostering
import Synchronization
import Testing

@testable import ChengxuServer

/// A served roster with what a server's workers are made of, none of them running yet.
enum ServedJobs {
  static func test(
    _ body: @escaping @Sendable (ServedDoor, JobService, RosterDesk) async throws -> Void
  ) async throws {
    let made = Mutex<(JobService, RosterDesk)?>(nil)
    try await ServedDoor.test(preparing: { database, contents in
      try await ServedRoster.prepare(database, &contents)
      let service = try #require(JobService(contents, logger: Logger(label: "test")))
      let desk = try #require(contents.rosterDesk)
      made.withLock { $0 = (service, desk) }
    }) { served in
      let (service, desk) = try #require(made.withLock { $0 })
      try await body(served, service, desk)
    }
  }
}

extension ServedPerson {
  /// The job once it has ended.
  func finished(_ id: Int64) async throws -> JobBody {
    while true {
      let job = try await answer("/api/jobs/\(id)").decoded(JobBody.self)
      if job.finished != nil { return job }
      try await Task.sleep(for: .milliseconds(20))
    }
  }
}
