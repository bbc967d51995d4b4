// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Logging
import Operations
import ServiceLifecycle

/// Looks every few seconds which clocks of cases and calls have come to 50, 80 or 100 percent.
///
/// Any number of servers may run it before one database: what one has reminded of, the others find
/// reminded of. Before that the desks take over a roster that was published since.
struct DutyClockService: Service {
  let source: DutyDesksSource
  /// What terminals were last heard to say; nothing at a server without any.
  let signs: @Sendable () async throws(TrackingError) -> TerminalSigns
  /// Signs people in by their terminals; `nil` at a server without any.
  let checkIns: TerminalCheckIns?
  let logger: Logger
  static let interval = Duration.seconds(5)

  func run() async throws {
    while !Task.isShuttingDownGracefully, !Task.isCancelled {
      await refresh()
      do {
        try await Self.tick(source.current, signs: try await signs())
      } catch {
        logger.error("clocks could not be run", metadata: ["error": "\(error)"])
      }
      await lookAtTerminals()
      try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.interval) }
    }
  }

  /// A track that cannot be read stops no clock.
  private func lookAtTerminals() async {
    guard let checkIns else { return }
    do {
      try await checkIns.look(source.current, signs: try await signs())
    } catch {
      logger.error("terminals sign nobody in", metadata: ["error": "\(error)"])
    }
  }

  /// A roster that cannot be taken over stops no clock.
  private func refresh() async {
    do {
      if try await source.refresh() { logger.notice("duty follows a roster published since") }
    } catch {
      logger.error(
        "duty does not follow the roster published since", metadata: ["error": "\(error)"])
    }
  }

  /// - Returns: how many files were changed.
  @discardableResult
  static func tick(_ desks: DutyDesks, signs: TerminalSigns) async throws -> Int {
    let (now, isExercise) = (desks.now, desks.live.clock.isExercise)
    // Looked at first, so that a quiet minute writes nothing.
    let isDue = try await desks.live.store.read { session in
      let query = DeskQuery(isOpen: true, clockBy: now, limit: 1)
      return try !session.files(ViolationFile.self, query).isEmpty
        || !session.files(IncidentFile.self, query).isEmpty
        || !session.files(FindingFile.self, query).isEmpty
        || !session.files(ShiftHandOverFile.self, query).isEmpty
        || desks.attendance.isClockDue(at: now, signs: signs, in: session)
        || !session.files(SpecialDutyFile.self, DeskQuery(isOpen: true, limit: 1)).isEmpty
    }
    guard isDue else { return 0 }
    return try await desks.live.store.change(nil, at: now) { session in
      try desks.violations.runClocks(at: now, isExercise: isExercise, in: session)
        + desks.attendance.runClocks(
          at: now, isExercise: isExercise, signs: signs, in: session)
        + desks.dispatch.runClocks(at: now, isExercise: isExercise, in: session)
        + desks.special.runClocks(at: now, isExercise: isExercise, in: session)
        + desks.inspections.runClocks(at: now, isExercise: isExercise, in: session)
        + desks.shifts.runClocks(at: now, isExercise: isExercise, in: session)
    }
  }
}
