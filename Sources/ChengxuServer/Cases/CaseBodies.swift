// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Operations

/// A case as those see it who work on cases: no person of the district, no reporter.
struct CaseBody: Codable {
  var id: Int64
  /// Number of events so far.
  var version: Int
  var code: String
  var className: LocalizedName?
  /// A stable key, such as `handling`.
  var state: String
  /// From 1 to 7.
  var step: Int
  var stepName: LocalizedName
  /// Whose clock runs.
  var turn: TurnBody
  /// When that clock ends; `nil` while none runs.
  var due: String?
  /// When handling has to end, whoever's clock runs now.
  var handlingDue: String?
  var received: String
  /// In degrees of WGS-84.
  var latitude: Double?
  var longitude: Double?
  var grid: String?
  var address: String
  var description: String?
  var isExtensionAsked: Bool
}

struct TurnBody: Codable {
  enum Kind: String, Codable {
    case supervisionCentre, commandCentre, unit, nobody
  }

  var kind: Kind
  var unit: Int64?
  var name: LocalizedName?
}

/// The nearest deadlines of one queue, or what is open within a box of the map.
struct CaseListBody: Codable {
  var cases: [CaseBody]
  /// False where the limit cut it off.
  var isComplete: Bool
}

/// A case with all that was done to it, and what its reader may do now.
struct CaseTimelineBody: Codable {
  var `case`: CaseBody
  var timeline: [Entry]
  var actions: [CaseAction] = []
  /// The body that answers for the ground it lies on; `nil` where none does.
  var territory: Int64?
  /// Earlier open cases that may be the same problem, the nearest first.
  var duplicates: [Duplicate] = []

  struct Duplicate: Codable {
    var id: Int64
    var metres: Double
  }

  struct Entry: Codable {
    /// The version that the event made.
    var version: Int
    var at: String
    /// A stable key, such as `giveBack`.
    var action: String
    var role: CaseActor.Role
    var unit: Int64?
    var unitName: LocalizedName?
    /// The body that got the case by it.
    var receiver: LocalizedName?
    var basis: DispatchBasis?
    var reason: String?
    var note: String?
    /// Of a verification or cross-check, and whether an extension was granted.
    var passed: Bool?
    /// What the traffic brigade answered: without a name, a plate or a fine.
    var outcome: BrigadeOutcome?
    /// Hashes, to be asked for at `/api/cases/{id}/photos/{hash}`.
    var photos: [String]
  }
}

/// Words a case for the pages of a city.
struct CaseWording: Sendable {
  private let directory: OrderDirectory
  private let names: [ID<OrderUnit>: LocalizedName]

  init(_ directory: OrderDirectory) {
    self.directory = directory
    names = Dictionary(
      directory.units.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
  }

  func body(_ one: CityCase) -> CaseBody {
    let seen = CaseView(one, for: .district)
    return CaseBody(
      id: one.id.rawValue, version: one.version, code: one.code.text,
      className: directory.classes[one.code]?.name, state: one.state.key,
      step: one.step.rawValue, stepName: one.step.name, turn: turn(one.turn),
      due: (one.clock?.due).map(text), handlingDue: (one.handlingDeadline?.due).map(text),
      received: text(one.receivedAt), latitude: seen?.place?.latitude,
      longitude: seen?.place?.longitude, grid: seen?.grid?.digits, address: one.report.address,
      description: seen?.description, isExtensionAsked: one.requestedExtension != nil)
  }

  func timeline(of one: CityCase, _ events: [CaseEvent]) -> CaseTimelineBody {
    CaseTimelineBody(
      case: body(one),
      timeline: events.enumerated().map { entry($1, version: $0 + 1) })
  }

  private func entry(_ event: CaseEvent, version: Int) -> CaseTimelineBody.Entry {
    let action = event.action
    return CaseTimelineBody.Entry(
      version: version, at: text(event.at), action: action.key, role: event.by.role,
      unit: event.by.unit?.rawValue, unitName: event.by.unit.flatMap { names[$0] },
      receiver: action.receiver.flatMap { names[$0] }, basis: action.basis,
      reason: action.reason?.text, note: action.note, passed: action.isPassed,
      outcome: action.outcome,
      photos: action.photos.map(\.hexadecimal))
  }

  private func turn(_ turn: CaseTurn) -> TurnBody {
    switch turn {
    case .supervisionCentre: TurnBody(kind: .supervisionCentre)
    case .commandCentre: TurnBody(kind: .commandCentre)
    case .unit(let unit): TurnBody(kind: .unit, unit: unit.rawValue, name: names[unit])
    case .nobody: TurnBody(kind: .nobody)
    }
  }

  private func text(_ moment: Instant) -> String {
    Open311Time.text(moment, on: directory.clock)
  }
}

extension CaseEvent.Action {
  fileprivate var basis: DispatchBasis? {
    if case .dispatch(_, let basis, _) = self { basis } else { nil }
  }

  fileprivate var note: String? {
    switch self {
    case .finish(_, let note, _), .close(let note): note.isEmpty ? nil : note
    case .closeAsRecorded(let status, _): status
    default: nil
    }
  }

  fileprivate var outcome: BrigadeOutcome? {
    if case .brigadeOutcome(let outcome, _) = self { outcome } else { nil }
  }

  fileprivate var isPassed: Bool? {
    switch self {
    case .verify(let passed, _, _, _), .crossCheck(let passed, _, _): passed
    case .decideExtension(let extended, _): extended != nil
    default: nil
    }
  }

  /// Why it was done, where the event says so.
  fileprivate var reason: CaseReason? {
    switch self {
    case .decline(let reason), .giveBack(let reason, _), .noteBuckPassing(let reason),
      .requestExtension(_, let reason), .decideExtension(_, let reason), .pause(let reason),
      .putOnLedger(let reason, _), .correctClass(_, let reason), .withdraw(let reason):
      reason
    default: nil
    }
  }
}
