// SPDX-License-Identifier: Apache-2.0

public import CityData
public import DutyModel
import Geography
public import IncidentAnalysis

/// Makes the four plans of a week from where and when incidents are to be expected.
///
/// Peak first, since its posts take most people; off-peak then divides the same people over beats;
/// night and special follow. The same snapshot, risk, week and options give the same plans: every
/// search is bounded by work, and the time limit of a proof is a safety net that only a far larger
/// city meets (the record then says `feasible`, with its gap). `docs/models/` has a page a model.
///
/// Runs on the calling thread, for seconds; not to be called where other tasks wait for the thread.
public enum DutyPlanner {
  /// - Parameters:
  ///   - week: a Monday.
  ///   - current: the plans in force, to compare with and, by `options.change`, to stay close to.
  public static func plan(
    _ snapshot: CitySnapshot, risk: RiskField, week: CivilDate,
    options: PlanningOptions = PlanningOptions(), current: DutyPlanSet? = nil,
    solvers: PlanningSolvers, watch: PlanningWatch = PlanningWatch()
  ) throws(PlanningError) -> DutyPlanSet {
    try options.validate()
    guard week.weekday == .monday else { throw .notAMonday(week) }
    guard risk.snapshot == snapshot.version,
      risk.yearlyRate.count == snapshot.roads.segments.count
    else {
      throw .foreignRisk(snapshot: snapshot.version.digest, risk: risk.snapshot.digest)
    }
    try options.edits.check(snapshot.roads)
    try options.checkOperations(week)
    try check(current, snapshot)
    let context = try PlanningContext(
      snapshot: snapshot, risk: risk, week: week, options: options, solvers: solvers,
      stop: watch.stop)
    var made: [DutyPlan] = []
    func keep(_ plan: DutyPlan) -> DutyPlan {
      made.append(plan)
      watch.hear(
        PlanningProgress(
          mode: plan.mode, done: made.count, of: DutyMode.allCases.count, solve: plan.solves.first))
      return plan
    }
    var numbers = PlanNumbers()
    let peak = keep(
      try PeakPlan(context, current: current).plan(
        posts: &numbers.places, demands: &numbers.demands))
    let offPeak = keep(
      try OffPeakPlan(context, peak: peak, current: current).plan(&numbers))
    let night = keep(try NightPlan(context).plan(&numbers))
    _ = keep(try SpecialPlan(context: context, others: [peak, offPeak, night]).plan(&numbers))
    let cars = PatrolCars(snapshot.organization, brigades: context.brigades)
    let plans = try PlanSetEvaluation(context: context, current: current)
      .evaluated(made)
      .map { options.carModes.contains($0.mode) ? cars.assigned(to: $0) : $0 }
    return DutyPlanSet(
      version: version(snapshot, risk, week, options, current), snapshot: snapshot.version,
      risk: risk.version, isDemoData: snapshot.organization.isDemoData, week: week,
      plans: plans, calendar: options.calendar)
  }

  /// Junctions have numbers only within one snapshot's streets.
  private static func check(
    _ current: DutyPlanSet?, _ snapshot: CitySnapshot
  ) throws(PlanningError) {
    guard let current, current.snapshot != snapshot.version else { return }
    throw .foreignPlan(snapshot: snapshot.version.digest, plan: current.snapshot.digest)
  }

  /// Raised whenever the same inputs would give other plans.
  private static let methodVersion = "duty-plans-2"

  private static func version(
    _ snapshot: CitySnapshot, _ risk: RiskField, _ week: CivilDate, _ options: PlanningOptions,
    _ current: DutyPlanSet?
  ) -> Version {
    Version(
      stage: "plan",
      madeFrom: [
        methodVersion, snapshot.version.digest, risk.version.digest, "\(week)", "\(options)",
        current?.version.digest ?? "",
      ])
  }
}
