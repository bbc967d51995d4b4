// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Geography
import IncidentAnalysis

/// One mode's plan as the page shows it: every place with its reason, and how it was solved.
struct PlanBody: Encodable {
  var version: String
  var mode: DutyMode
  var isDemoData: Bool
  var windows: [WindowBody]
  var places: [PlaceBody]
  var sponsorships: [SponsorshipBody]
  var areaTours: [AreaTourBody]
  var specialOrder: SpecialOrderBody?
  var solves: [SolveRecord]
  var evaluation: PlanEvaluation
  var edits: [EditOutcome]?
  var comparison: PlanComparison?
  /// Of this mode's hours.
  var beforeAfter: BeforeAfterReport?
  var sweep: SweepBody?
  var offices: [OfficeBody]
  var nightGames: [NightGameBody]
  var operationNights: [String]
  /// The first thing first.
  var priorities: [DutyPriority]

  struct SponsorshipBody: Encodable {
    var leader: LocalizedName
    var posts: [ID<Post>]
  }

  struct AreaTourBody: Encodable {
    var leader: LocalizedName
    var area: ID<Area>
    var posts: [ID<Post>]
  }
}

extension PlanBody {
  init(
    _ plan: DutyPlan, version: String, isDemoData: Bool, people: PeopleIndex, roads: RoadNetwork,
    beforeAfter: BeforeAfterReport?
  ) {
    let maker = PlaceMaker(plan: plan, people: people, roads: roads)
    self.init(
      version: version, mode: plan.mode, isDemoData: isDemoData,
      windows: plan.windows.map(WindowBody.init),
      places: plan.posts.map(maker.place) + plan.beats.map(maker.place)
        + plan.patrols.map(maker.place) + plan.checkpoints.map(maker.place),
      sponsorships: plan.sponsorships.map {
        SponsorshipBody(leader: people.name($0.leader), posts: $0.posts)
      },
      areaTours: plan.areaTours.map {
        AreaTourBody(leader: people.name($0.leader), area: $0.area, posts: $0.posts)
      },
      specialOrder: plan.specialOrder.map { SpecialOrderBody($0, people: people) },
      solves: plan.solves, evaluation: plan.evaluation, edits: plan.edits,
      comparison: plan.comparison,
      beforeAfter: beforeAfter.flatMap { $0.study.hours.mode == plan.mode ? $0 : nil },
      sweep: plan.sweep.map(SweepBody.init),
      offices: OfficeBody.all(plan.officeShares ?? [], people),
      nightGames: (plan.nightGames ?? []).map { NightGameBody($0, people) },
      operationNights: (plan.operationNights ?? []).map(\.description),
      priorities: DutyPriority.order(in: plan.mode))
  }
}

struct WindowBody: Encodable {
  var name: String
  var mode: DutyMode
  var weekdays: [Int]
  var startMinute: Int
  var endMinute: Int

  init(_ window: DutyWindow) {
    name = window.name
    mode = window.mode
    weekdays = window.weekdays.map(\.rawValue).sorted()
    startMinute = window.startMinute
    endMinute = window.endMinute
  }
}

/// The order of a special mode, with the units' names written out.
struct SpecialOrderBody: Encodable {
  var trigger: SpecialOrder.Trigger
  var name: LocalizedName
  var interval: CivilInterval
  var centre: [Double]
  var coreRadiusMetres: Int
  var outerRadiusMetres: Int
  var draws: [DrawBody]
  var suspended: [LocalizedName]
  var partnerTasks: [LocalizedName]
  var restoration: LocalizedName
  var restDebtHours: Int
  var activation: SpecialActivation?
  var closure: ClosureBody?

  /// How soon people on duty close the cordon, and why not sooner.
  struct ClosureBody: Encodable {
    var seconds: Int
    var posts: Int
    var witnessPosts: Int
    var witnessUnits: Int
  }

  struct DrawBody: Encodable {
    var unit: LocalizedName
    var people: Int
    var remaining: Int
  }

  init(_ order: SpecialOrder, people: PeopleIndex) {
    trigger = order.trigger
    name = order.name
    interval = order.interval
    centre = order.centre.pair
    coreRadiusMetres = order.coreRadiusMetres
    outerRadiusMetres = order.outerRadiusMetres
    draws = order.draws.map {
      DrawBody(unit: people.name($0.unit), people: $0.people, remaining: $0.remaining)
    }
    suspended = order.suspended
    partnerTasks = order.partnerTasks
    restoration = order.restoration
    restDebtHours = order.restDebtHours
    activation = order.activation
    closure = order.closure.map {
      ClosureBody(
        seconds: $0.closedAfterSeconds, posts: $0.assignments.count,
        witnessPosts: $0.witnessPosts.count, witnessUnits: $0.witnessUnits)
    }
  }
}
