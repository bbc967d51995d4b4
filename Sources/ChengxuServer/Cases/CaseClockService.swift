// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Logging
import Operations
import ServiceLifecycle

/// Looks every few seconds which clocks of cases have come to 50, 80 or 100 percent, and reminds.
///
/// Any number of servers may run it before one database: what one has reminded of, the others find
/// reminded of. A round takes so many cases at most that an import of years holds up nobody.
struct CaseClockService: Service {
  let order: Open311Service
  /// `nil` where no duty is run: reminders then stand with the cases alone.
  let duty: DutyDesksSource?
  let logger: Logger

  static let interval = Duration.seconds(5)
  static let mostCases = 200

  func run() async throws {
    while !Task.isShuttingDownGracefully, !Task.isCancelled {
      await look()
      try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.interval) }
    }
  }

  @discardableResult
  func look() async -> CaseDesk.ClockRound {
    let messenger = duty.map { CaseMessenger(desks: $0.current, directory: order.directory) }
    do {
      let round = try await order.desk.remind(at: order.now(), limit: Self.mostCases) { reminder in
        try await messenger?.tell(reminder)
      }
      for failure in round.failures {
        logger.error(
          "a case could not be reminded of",
          metadata: ["case": "\(failure.id)", "error": "\(failure.error)"])
      }
      return round
    } catch {
      logger.error("clocks of cases could not be run", metadata: ["error": "\(error)"])
      return CaseDesk.ClockRound()
    }
  }
}

/// Tells those who listen on duty: the live feed, and the notices of units of the police. Bodies of
/// the district find what concerns them at their workbench.
struct CaseMessenger: Sendable {
  let desks: DutyDesks
  let directory: OrderDirectory

  /// The sender of these requests; people and programs have other numbers.
  private static let sender: Int64 = 0

  func tell(_ reminder: CaseReminder) async throws {
    let bodies = Set(reminder.recipients.compactMap(\.unit))
    let units = directory.units.filter { bodies.contains($0.id) }.compactMap(\.unit).sorted()
    let (now, number, percent) = (desks.now, reminder.id.rawValue, reminder.percent)
    let isExercise = desks.live.clock.isExercise
    let request = DeskRequest(sender: Self.sender, key: reminder.key, content: reminder.key)
    let police = units.filter { desks.book.unit($0) != nil }
    _ = try await desks.live.store.change(request, at: now) { session in
      try session.record(
        DutyEventEntry(
          instant: now, recorded: now, actor: .system, isSimulated: isExercise,
          content: .caseReminded(number: number, percent: percent, units: units)))
      for unit in police {
        try session.notify(
          DeskNotice(
            percent == 100 ? .escalation : .reminder, .cityCase, DeskKey(number: number),
            unit: unit, at: now, percent: percent))
      }
      return true
    }
  }
}
