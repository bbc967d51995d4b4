// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel

/// Finds what is open in a unit, for the record of a hand-over.
struct OpenMatters {
  let book: DutyBook
  let policy: ShiftHandOverPolicy
  /// `nil` for the whole detachment.
  let units: Set<ID<Unit>>?

  /// - Parameter unit: With everything below it; `nil` for the whole detachment.
  init(_ book: DutyBook, of unit: ID<Unit>?, policy: ShiftHandOverPolicy) {
    self.book = book
    self.policy = policy
    units = unit.map(book.units(actingFor:))
  }

  /// Incidents first, then cases by their deadline, people, vehicles, special duty.
  ///
  /// - Parameter outgoing: who is about to go and checks out afterwards.
  func found(
    leavingOut outgoing: ID<Officer>, at now: Instant, in session: any DeskSession
  ) throws -> [OpenMatter] {
    try incidents(session) + violations(session)
      + people(leavingOut: outgoing, at: now, session) + special(session)
  }

  private func incidents(_ session: any DeskSession) throws -> [OpenMatter] {
    try session.allOpen(IncidentFile.self, of: units).map {
      .incident($0.id, state: $0.response.state, called: $0.started)
    }
  }

  private func violations(_ session: any DeskSession) throws -> [OpenMatter] {
    // Whose turn it is decides, not who once had to do with it; never the command centre's.
    guard let units else { return [] }
    let own = try session.allOpen(ViolationFile.self, of: units).filter {
      units.contains($0.owner)
    }
    let due = own.map { file in (file, file.clocks.map(\.due).min()) }
    return due.sorted { left, right in
      (left.1?.milliseconds ?? .max, left.0.id) < (right.1?.milliseconds ?? .max, right.0.id)
    }.map { .violation($0.0.id, state: $0.0.stateKey, due: $0.1) }
  }

  private func special(_ session: any DeskSession) throws -> [OpenMatter] {
    try session.allOpen(SpecialDutyFile.self, of: units).map {
      .special($0.id, name: $0.duty.order.name)
    }
  }

  private func people(
    leavingOut outgoing: ID<Officer>, at now: Instant, _ session: any DeskSession
  ) throws -> [OpenMatter] {
    let first = now.adding(seconds: -policy.lookBackSeconds)
    let days = [book.day(of: first), book.day(of: now)]
    let stays = Dictionary(
      days.flatMap(\.stays).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }
    ).values.filter { stay in
      stay.start <= now && stay.end >= first
        && (units.map { $0.contains(stay.handler.unit) } ?? true)
    }.sorted { ($0.start, $0.id) < ($1.start, $1.id) }
    let sheets = try session.sheets(of: stays)
    let known = stays.compactMap { stay in sheets[stay.id].map { (stay, $0) } }
    let silent = known.compactMap { stay, sheet in
      sheet.silence.map {
        OpenMatter.lostContact(stay.id, officer: stay.officer.id, since: $0.since)
      }
    }
    let left = known.filter { stay, sheet in
      stay.end <= now && stay.officer.id != outgoing && sheet.isThere && sheet.silence == nil
    }.map { OpenMatter.notCheckedOut($0.0.id, officer: $0.0.officer.id, end: $0.0.end) }
    let vehicles = known.compactMap { stay, sheet -> OpenMatter? in
      guard let vehicle = stay.vehicle, let out = sheet.vehicleOut else { return nil }
      return .vehicleOut(vehicle, stay: stay.id, officer: stay.officer.id, since: out)
    }
    return silent + left + vehicles
  }
}

extension AttendanceSheet {
  /// Came, and has not gone off.
  fileprivate var isThere: Bool {
    switch record.state {
    case .present, .away: true
    case .expected, .finished, .absent, .cancelled: false
    }
  }
}

extension DeskSession {
  /// All open files of these units, oldest first, however many there are.
  fileprivate func allOpen<File: DeskFile>(
    _ type: File.Type, of units: Set<ID<Unit>>?
  ) throws -> [File] {
    var query = DeskQuery(isOpen: true, units: units, limit: 500)
    var all: [File] = []
    repeat {
      let page = try files(type, query)
      all += page
      query.before = page.count == query.limit ? page.last?.key.number : nil
    } while query.before != nil
    return all.reversed()
  }
}

extension DutyBook {
  /// A unit and those whose people act for it.
  func units(actingFor unit: ID<Unit>) -> Set<ID<Unit>> {
    let all = snapshot.organization.units
    let byNumber = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }
    return Set(all.map(\.id).filter { ReplayWorld.brigade(of: $0, byNumber) == unit })
      .union([unit])
  }
}
