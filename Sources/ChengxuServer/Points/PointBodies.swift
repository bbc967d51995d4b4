// SPDX-License-Identifier: Apache-2.0

import DutyModel
import IncidentAnalysis

/// The ledger of congestion and disorder points as a page shows it.
struct PointsBody: Encodable {
  /// Goes back with a step: whoever saw an older ledger is told so.
  var revision: Int
  var isDemoData: Bool
  var rules: Rules
  /// The open ones that are due first, then other open ones, then those that are done.
  var points: [PointBody]

  /// What leaving the ledger asks for.
  struct Rules: Encodable {
    var exitShare = PointRules.exitShare
    var quietWeeks = PointRules.quietWeeks
    var relapseDays = PointRules.relapseDays
  }

  init(_ ledger: PointLedger, today: CivilDate, people: PeopleIndex) {
    revision = ledger.revision
    isDemoData = ledger.isDemoData
    rules = Rules()
    points = ledger.cases.sorted { ($0.rank, $0.id.rawValue) < ($1.rank, $1.id.rawValue) }
      .map { PointBody($0, today: today, people: people) }
  }
}

struct PointBody: Encodable {
  var number: Int64
  var kind: PointKind
  var measure: PointMeasure
  var place: String
  var latitude: Double?
  var longitude: Double?
  var state: String
  var stateName: LocalizedName
  var isOpen: Bool
  /// Why it was brought in, with numerator and denominator.
  var reason: LocalizedName
  var entryThreshold: Double
  var weeks: [PointCase.Week]
  var quietWeeks: Int
  var commitment: CommitmentBody?
  var next: [PointWork]
  var history: [EntryBody]

  struct CommitmentBody: Encodable {
    var owner: PersonName
    var unit: LocalizedName?
    var measure: String
    var deadline: CivilDate
    var isOverdue: Bool
  }

  struct PersonName: Encodable {
    var badge: String?
    var name: LocalizedName
  }

  struct EntryBody: Encodable {
    var event: LocalizedName
    /// `nil` where the program itself found or measured it.
    var by: PersonName?
    var reason: String
    var at: CivilTime
    /// Of a weekly value, a relapse and the first sight.
    var value: Double?
  }

  init(_ point: PointCase, today: CivilDate, people: PeopleIndex) {
    number = point.id.rawValue
    kind = point.kind
    measure = point.measure
    place = point.place
    latitude = point.location?.latitude
    longitude = point.location?.longitude
    state = point.stateKey
    stateName = point.state.name
    isOpen = point.isOpen
    reason = point.reason
    entryThreshold = point.entryThreshold
    weeks = point.weeks
    quietWeeks = point.weeks.last.map { point.quietWeeks(at: $0.ending) } ?? 0
    commitment = point.commitment.map { commitment in
      CommitmentBody(
        owner: PersonName(commitment.owner, people),
        unit: people.officer(commitment.owner).map { people.name($0.unit) },
        measure: commitment.measure, deadline: commitment.deadline,
        isOverdue: point.isOverdue(on: today))
    }
    next = point.nextWork
    history = point.history.map { EntryBody($0, people) }
  }
}

extension PointBody.PersonName {
  init(_ officer: ID<Officer>, _ people: PeopleIndex) {
    self.init(badge: people.officer(officer)?.badgeNumber, name: people.name(officer))
  }
}

extension PointBody.EntryBody {
  init(_ entry: PointCase.Entry, _ people: PeopleIndex) {
    self.init(
      event: entry.event.name,
      by: entry.signature.officer.map { .init($0, people) },
      reason: entry.signature.reason, at: entry.time, value: entry.event.value)
  }
}

extension PointCase {
  fileprivate var stateKey: String {
    switch state {
    case .candidate: "candidate"
    case .verified: "verified"
    case .dismissed: "dismissed"
    case .listed: "listed"
    case .treated: "treated"
    case .rechecked: "rechecked"
    case .signedOff: "signedOff"
    case .reopened: "reopened"
    }
  }

  /// Before everything what waits for an owner, then by deadline, what nobody looked at, what is done.
  fileprivate var rank: Int64 {
    switch state {
    case .reopened, .verified: 0
    case .listed(let commitment): commitment.deadline.day
    case .treated, .rechecked: .max - 3
    case .candidate: .max - 2
    case .signedOff: .max - 1
    case .dismissed: .max
    }
  }
}

extension PointCase.Event {
  fileprivate var value: Double? {
    switch self {
    case .found(let value), .measured(_, let value), .relapsed(let value, _): value
    default: nil
    }
  }
}
