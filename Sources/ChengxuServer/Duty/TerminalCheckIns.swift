// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations

/// Signs people in whom their terminals' stored places show at their post.
///
/// What was heard last says only whose track to read; what decides lies in the store, so that it is the
/// same after another start and at any of several servers.
struct TerminalCheckIns: Sendable {
  let store: any PositionStore
  let directory: TerminalDirectory

  /// A track is read hour by hour; a fix a second is 3600 of them.
  private static let (pieceSeconds, mostFixes): (Int64, Int) = (3600, 20_000)

  init(_ tracking: LiveTracking) { (store, directory) = (tracking.store, tracking.directory) }

  /// - Returns: how many people were signed in.
  @discardableResult
  func look(_ desks: DutyDesks, signs: TerminalSigns) async throws -> Int {
    let now = desks.now
    let isExercise = desks.live.clock.isExercise
    // Terminals keep the real time, also in an exercise.
    let ahead = isExercise ? now.milliseconds - Instant.now.milliseconds : 0
    let attendance = desks.attendance
    let awaited = try await desks.live.store.read { session in
      try attendance.awaitedTerminals(at: now, signs: signs, in: session)
    }
    guard !awaited.isEmpty else { return 0 }
    let terminals = Dictionary(grouping: try await directory.terminals(), by: \.holder)
    var runs: [AssignmentID: TerminalRun] = [:]
    for each in awaited {
      for terminal in terminals[each.holder] ?? [] {
        guard let run = try await run(of: terminal.id, each, ahead: ahead, attendance) else {
          continue
        }
        if let known = runs[each.stay], known.first <= run.first { continue }
        runs[each.stay] = run
      }
    }
    guard !runs.isEmpty else { return 0 }
    let found = runs
    return try await desks.live.store.change(nil, at: now) { session in
      var signedIn = 0
      for (stay, run) in found.sorted(by: { $0.key < $1.key })
      where try attendance.checkIn(
        stay, by: run, at: now, isExercise: isExercise, in: session)
      {
        signedIn += 1
      }
      return signedIn
    }
  }

  private func run(
    of terminal: DutyModel.ID<TrackedTerminal>, _ awaited: AttendanceDesk.AwaitedTerminal,
    ahead: Int64, _ attendance: AttendanceDesk
  ) async throws -> TerminalRun? {
    var fixes: [Fix] = []
    var from = awaited.span.lowerBound
    while from < awaited.span.upperBound {
      let until = min(from.adding(seconds: Self.pieceSeconds), awaited.span.upperBound)
      let way = try await store.way(
        of: terminal, in: from.moved(by: -ahead)..<until.moved(by: -ahead),
        verdicts: TrackedWay.verdicts, limit: Self.mostFixes)
      fixes += way.fixes.map { judged in
        var fix = judged.fix
        fix.instant = fix.instant.moved(by: ahead)
        return fix
      }
      if let run = attendance.run(of: terminal, fixes, for: awaited) { return run }
      from = until
    }
    return nil
  }
}

extension Instant {
  fileprivate func moved(by milliseconds: Int64) -> Instant {
    Instant(milliseconds: self.milliseconds + milliseconds)
  }
}
