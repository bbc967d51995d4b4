// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Rostering

/// A roster as it is worked on: the draft's rows, what was published, what stands in the way, and
/// how evenly it lies on people.
struct RosterBookBody: Encodable {
  var revision: Int
  var isDemoData: Bool
  var firstDate: CivilDate
  var days: Int
  /// Rows that began before it stay.
  var now: CivilTime
  var publications: [PublicationBody]
  var pools: [PoolBody]
  var people: [PersonBody]
  var places: [PlaceBody]
  var shifts: [String: LocalizedName]
  /// Of the draft.
  var duties: [DutyBody]
  /// What the draft changes of the published roster.
  var unpublished: [RosterMove]
  /// Rows as they were published, which the draft has otherwise or not at all.
  var formerly: [DutyBody]
  var pins: [PinBody]
  var overrides: [RuleOverride]
  /// Hard rules broken that nobody set aside; with any the draft cannot be published.
  var violations: [HardRuleViolation]
  var brokenRules: [BrokenRule]
  var penalty: Int
  /// Every hard rule in force.
  var hardRules: [HardRuleBody]
  /// Every soft rule in force, also those that weigh nothing.
  var softRules: [RuleBody]
  /// The weather by which the heat rules judge.
  var forecast: [HeatDay]
  /// Staff and leave that were imported, in the order of taking.
  var intakes: [IntakeBody]
  var repairs: [RepairBody]
  var requests: [RequestBody]
  var fairness: FairnessBody

  struct PublicationBody: Encodable {
    var number: Int
    var by: String
    var at: CivilTime
    var note: String
  }

  struct IntakeBody: Encodable {
    var files: [String]
    var people: Int
    var leave: Int
    var by: String
    var at: CivilTime
  }

  struct PoolBody: Encodable {
    var name: LocalizedName
    var crew: RosterCrew
  }

  struct PersonBody: Encodable {
    var id: ID<Officer>
    var badge: String
    var name: LocalizedName
    var unit: LocalizedName
    var pool: Int
    var status: Officer.Status
    var isLeader: Bool
    /// Leave of the staff file and what was approved since.
    var leave: [CivilInterval]
  }

  struct PlaceBody: Encodable {
    var form: DutyForm
    var id: Int64
    var name: LocalizedName
  }

  struct DutyBody: Encodable {
    var id: ID<RosteredDuty>
    var officer: ID<Officer>
    var shift: String
    var start: CivilTime
    var end: CivilTime
    var stays: [StayBody]
    var vehicle: String?
  }

  struct StayBody: Encodable {
    /// In `places`; `nil` for station duty and standby.
    var place: Int?
    var mode: DutyMode
    var start: CivilTime
    var end: CivilTime
  }

  struct PinBody: Encodable {
    var duty: ID<RosteredDuty>
    var by: String
    var at: CivilTime
  }

  struct HardRuleBody: Encodable {
    var key: String
    var sentence: LocalizedName
    /// Whether a named person may set it aside.
    var mayBeOverridden: Bool
    /// What it has to be told before it says anything; `nil` for one that speaks.
    var awaits: LocalizedName?
  }

  struct RuleBody: Encodable {
    var key: String
    var sentence: LocalizedName
    var weight: Int
    /// What it weighed when the roster was solved.
    var solvedWeight: Int
    /// Decisions since then, the last first.
    var decisions: [RuleWeight]
    var awaits: LocalizedName?
  }

  struct RepairBody: Encodable {
    var id: ID<RepairRecord>
    var state: RepairRecord.State
    var words: LocalizedName
    var cells: [CellBody]
    var unfilled: [UnfilledBody]
    var pointsBefore: Int
    var pointsAfter: Int
    var solve: SolveRecord
  }

  struct CellBody: Encodable {
    var kind: RepairProposal.Cell.Kind
    var officer: ID<Officer>
    var duty: ID<RosteredDuty>
    var shift: String
    var start: CivilTime
    var end: CivilTime
    var reasons: [LocalizedName]
  }

  struct UnfilledBody: Encodable {
    var duty: ID<RosteredDuty>
    var officer: ID<Officer>
    var start: CivilTime
    var obstacles: [RepairProposal.Obstacle]
  }

  struct RequestBody: Encodable {
    var id: ID<DutyRequest>
    var applicant: ID<Officer>
    var state: DutyRequest.State
    var filedAt: CivilTime
    /// Of a swap.
    var duty: ID<RosteredDuty>?
    var with: ID<Officer>?
    var against: ID<RosteredDuty>?
    /// Of leave.
    var leave: CivilInterval?
    var steps: [StepBody]
  }

  struct StepBody: Encodable {
    var action: String
    var by: ID<Officer>
    var at: CivilTime
    var reason: String?
  }

  struct FairnessBody: Encodable {
    var period: CivilInterval
    /// The first day with a duty in the history; later than the period's where less was kept.
    var known: CivilDate
    var lines: [LineBody]
  }

  struct LineBody: Encodable {
    var burden: SharedBurden
    var definition: LocalizedName
    var pool: Int
    var status: Officer.Status
    var total: Int
    var range: Int
    var gini: Double?
    var shares: [FairnessLedger.Share]
  }
}
