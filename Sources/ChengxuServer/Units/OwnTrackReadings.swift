// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Operations

/// The readings of one officer's ways: of the own terminals, and of a vehicle in the hours that the officer had it out.
///
/// Who had a vehicle out stands in the duty's log and the reading in the record of access, so readings of vehicles are
/// gone through, newest first, and held against the log of their day.
struct OwnTrackReadings {
  let access: AccessDesk
  /// `nil` at a server without duty: nobody takes a vehicle out.
  let log: (any DutyEventLog)?
  /// By their plates.
  let vehicles: [String: DutyModel.ID<Vehicle>]
  let clock: CityClock
  let officer: Officer

  /// So many batches of readings are gone through for one answer; a page may then be short, and say where to go on.
  static let mostBatches = 10
  static let batch = 200
  /// A vehicle taken out longer ago, and never brought back, is not believed to be out.
  static let longestOut: Int64 = 86_400

  struct Found {
    var recorded: NumberedAccessEvent
    var reading: TrackReading
    /// The plate, where it was the vehicle's way.
    var vehicle: String?
  }

  /// Newest first, and what goes into `?before=` of the following page.
  func page(
    before: Int64?, limit: Int
  ) async throws -> (found: [Found], next: Int64?) {
    var (found, cursor): ([Found], Int64?) = ([], before)
    var days: [CivilDate: [VehicleOuting]] = [:]
    let holders = Set(log == nil ? [] : Array(vehicles.keys)).union([officer.badgeNumber])
    for _ in 0..<Self.mostBatches {
      let events = try await access.record(
        AccessEventQuery(
          kinds: [.trackRead], parties: AccessParties(holders: holders), before: cursor,
          limit: Self.batch))
      for recorded in events {
        guard let reading = TrackReading(text: recorded.event.detail) else {
          throw AccessError.storeFailed(
            detail: "Event \(recorded.number) of the record of access cannot be read.",
            isFull: false)
        }
        guard try await concerns(recorded.event.subject, reading, &days) else { continue }
        let isOwn = recorded.event.subject == officer.badgeNumber
        if found.count == limit { return (found, found.last?.recorded.number) }
        found.append(
          Found(
            recorded: recorded, reading: reading, vehicle: isOwn ? nil : recorded.event.subject))
      }
      guard events.count == Self.batch else { return (found, nil) }
      cursor = events.last?.number
    }
    return (found, cursor)
  }

  private func concerns(
    _ holder: String, _ reading: TrackReading, _ days: inout [CivilDate: [VehicleOuting]]
  ) async throws -> Bool {
    if holder == officer.badgeNumber { return true }
    guard let log, let vehicle = vehicles[holder], let read = reading.interval(by: clock) else {
      return false
    }
    if days[reading.date] == nil {
      let midnight = clock.instant(of: CivilTime(date: reading.date))
      let day = midnight.adding(seconds: -Self.longestOut)..<midnight.adding(seconds: 86_400)
      days[reading.date] = VehicleOuting.all(
        in: try await log.events(in: day, kinds: [.vehicle])
      ).filter { $0.officer == officer.id }
    }
    return days[reading.date]?.contains { $0.vehicle == vehicle && $0.span.overlaps(read) } ?? false
  }
}
