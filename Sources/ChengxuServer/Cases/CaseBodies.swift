// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Operations

/// A case as those see it who work on cases; which fields are there, `CaseRedaction` says.
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
  var turn: TurnBody?
  /// When that clock ends; `nil` while none runs.
  var due: String?
  /// When handling has to end, whoever's clock runs now.
  var handlingDue: String?
  var received: String
  /// In degrees of WGS-84.
  var latitude: Double?
  var longitude: Double?
  var grid: String?
  var address: String?
  var description: String?
  /// A picture that lies elsewhere, as its reporter gave it.
  var mediaURL: String?
  /// What the traffic brigade answered: without a name, a plate or a fine.
  var outcome: BrigadeOutcome?
  /// What the brigade decides while it has the case.
  var violation: Int64?
  var isExtensionAsked: Bool?
  /// The percentage of the running clock that was last reminded of; 0 for none.
  var reminded: Int?
  /// How far up it has gone.
  var rung: CaseRung?
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
  /// The brigade's body that a dispatch goes to, since the case lies on its carriageway; `nil` where the
  /// district keeps it.
  var referral: Int64?
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
    var role: CaseActor.Role?
    var unit: Int64?
    var unitName: LocalizedName?
    /// The number of the account that did it.
    var person: Int64?
    /// The body that got the case by it.
    var receiver: LocalizedName?
    var basis: DispatchBasis?
    var reason: String?
    var note: String?
    /// Of a verification or cross-check, and whether an extension was granted.
    var passed: Bool?
    /// What the traffic brigade answered: without a name, a plate or a fine.
    var outcome: BrigadeOutcome?
    /// What was opened for the brigade by a referral.
    var violation: Int64?
    /// Of a reminder: how much of the clock had passed, and who was told.
    var percent: Int?
    var recipients: [Recipient]?
    /// Hashes, to be asked for at `/api/cases/{id}/photos/{hash}`.
    var photos: [String]
  }

  struct Recipient: Codable {
    var post: CaseRecipient.Post
    var unit: Int64?
    var unitName: LocalizedName?
    /// As what an owner of the grid answers for it.
    var gridRole: GridOwner.Role?
    /// The owner's name, only for those who see the cases of that body.
    var name: String?
  }
}

/// Words what somebody sees of a case for the pages of a city.
struct CaseWording: Sendable {
  private let directory: OrderDirectory
  private let names: [ID<OrderUnit>: LocalizedName]

  init(_ directory: OrderDirectory) {
    self.directory = directory
    names = Dictionary(
      directory.units.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
  }

  func body(_ seen: CaseView) -> CaseBody {
    CaseBody(
      id: seen.id.rawValue, version: seen.version ?? 0, code: seen.code.text,
      className: directory.classes[seen.code]?.name, state: seen.state,
      step: seen.step.rawValue, stepName: seen.step.name, turn: seen.turn.map(turn),
      due: seen.due.map(text), handlingDue: seen.handlingDue.map(text),
      received: text(seen.receivedAt), latitude: seen.place?.latitude,
      longitude: seen.place?.longitude, grid: seen.grid?.digits, address: seen.address,
      description: seen.description, mediaURL: seen.mediaURL, outcome: seen.outcome,
      violation: seen.violation?.rawValue, isExtensionAsked: seen.isExtensionAsked,
      reminded: seen.reminded, rung: seen.rung)
  }

  /// - Parameter owners: Who answers for the case's ground on a day, and may be named to the reader.
  /// - Returns: `nil` for a case that the reader may not see.
  func timeline(
    of one: CityCase, _ events: [CaseEvent], for reader: CaseReader,
    owners: (CivilDate) -> [GridOwner]
  ) -> CaseTimelineBody? {
    reader.view(of: one).map { seen in
      CaseTimelineBody(
        case: body(seen),
        timeline: events.enumerated().map {
          entry(reader.view(of: $1, number: $0 + 1), owners: owners)
        })
    }
  }

  private func entry(
    _ seen: CaseEventView, owners: (CivilDate) -> [GridOwner]
  ) -> CaseTimelineBody.Entry {
    CaseTimelineBody.Entry(
      version: seen.number, at: text(seen.at), action: seen.action, role: seen.role,
      unit: seen.unit?.rawValue, unitName: seen.unit.flatMap { names[$0] },
      person: seen.person?.rawValue, receiver: seen.receiver.flatMap { names[$0] },
      basis: seen.basis, reason: seen.reason, note: seen.note, passed: seen.isPassed,
      outcome: seen.outcome, violation: seen.violation?.rawValue, percent: seen.percent,
      recipients: seen.recipients.map { list in
        let day = owners(directory.clock.civilTime(of: seen.at).date)
        return list.map { recipient($0, day) }
      },
      photos: seen.photos.map(\.hexadecimal))
  }

  private func recipient(
    _ one: CaseRecipient, _ owners: [GridOwner]
  ) -> CaseTimelineBody.Recipient {
    let owner = owners.first { $0.unit == one.unit && $0.role == one.gridRole }
    return CaseTimelineBody.Recipient(
      post: one.post, unit: one.unit?.rawValue, unitName: one.unit.flatMap { names[$0] },
      gridRole: one.gridRole, name: owner?.name)
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
