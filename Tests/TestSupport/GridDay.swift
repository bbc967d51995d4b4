// SPDX-License-Identifier: Apache-2.0

public import CityData
public import DutyModel
public import DutyPlanning
import Geography
public import Rostering

/// A working Wednesday in the four-by-four city: a post, a beat, a car patrol and a checkpoint, and
/// the eight people who work them.
public enum GridDay {
  public static let date = CivilDate(day: 17_653)  // 2018-05-02, a Wednesday
  public static let planVersion = Version(stage: "plan", digest: "aaaaaaaaaaaa")

  public static let morning = DutyWindow(
    name: "morning-peak", mode: .peak, weekdays: Set(Weekday.allCases.prefix(5)),
    startMinute: 420, endMinute: 540)
  public static let forenoon = DutyWindow(
    name: "forenoon", mode: .offPeak, weekdays: Set(Weekday.allCases), startMinute: 540,
    endMinute: 780)
  public static let watch = DutyWindow(
    name: "first-watch", mode: .night, weekdays: Set(Weekday.allCases), startMinute: 1320,
    endMinute: 1560)

  public static func reason(_ incidents: [ID<Incident>] = []) -> PlaceReason {
    PlaceReason(incidents: incidents, expectedPerYear: 1, segments: [], leadingKinds: [])
  }

  public static func name(_ text: String) -> LocalizedName {
    LocalizedName(chinese: text, english: text)
  }

  public static var post: Post {
    Post(
      id: 1, name: name("一号岗"), junction: GridCity.junction(row: 1, column: 1),
      location: GridCity.location(row: 1, column: 1), area: 1, brigade: 2,
      strength: Strength(sworn: 1, auxiliary: 1, office: 1), reason: reason([900, 901]))
  }

  public static var beat: Beat {
    Beat(
      id: 1, name: name("一号网格"), area: 1, brigade: 2, owner: 2,
      segments: (0..<6).map { ID(rawValue: $0) }, lengthMetres: 600, duties: ["order"],
      strictControlSegments: [0], reason: reason())
  }

  public static var patrol: Patrol {
    Patrol(
      id: 1, name: name("一号巡逻"), area: 2, unit: 4, vehicle: .patrolCar,
      stops: [
        Patrol.Stop(
          junction: GridCity.junction(row: 3, column: 0),
          location: GridCity.location(row: 3, column: 0), arrivalMinute: 15, dwellMinutes: 15),
        Patrol.Stop(
          junction: GridCity.junction(row: 3, column: 3),
          location: GridCity.location(row: 3, column: 3), arrivalMinute: 60, dwellMinutes: 12),
      ], reason: reason())
  }

  public static var checkpoint: Checkpoint {
    Checkpoint(
      id: 1, name: name("一号查缉点"), junction: GridCity.junction(row: 2, column: 2),
      location: GridCity.location(row: 2, column: 2), area: 2, brigade: 4, window: watch,
      strength: Strength(sworn: 2), reason: reason())
  }

  public static func demand(
    _ id: Int64, _ place: DutyPlace, _ window: DutyWindow, pool: DutyPool,
    vehicle: Vehicle.Kind? = nil
  ) -> DutyDemand {
    DutyDemand(
      id: ID(rawValue: id), mode: window.mode, place: place,
      location: GridCity.location(row: 1, column: 1), window: window, pool: pool, sworn: 1,
      vehicle: vehicle)
  }

  public static var plans: DutyPlanSet {
    let evaluation = PlanEvaluation(
      heldOutIncidents: 0, coveredIncidents: 0, coveredByCountBaseline: 0, marginal: [])
    return DutyPlanSet(
      version: planVersion, snapshot: Version(stage: "city", digest: "0123456789ab"),
      risk: Version(stage: "risk", digest: "bbbbbbbbbbbb"), isDemoData: true,
      week: CivilDate(day: 17_651),
      plans: [
        DutyPlan(
          mode: .peak, windows: [morning], posts: [post],
          demands: [
            demand(1, .post(1), morning, pool: .brigade(2)),
            demand(2, .post(1), morning, pool: .offices),
          ], solves: [], evaluation: evaluation),
        DutyPlan(
          mode: .offPeak, windows: [forenoon], beats: [beat], patrols: [patrol],
          demands: [
            demand(3, .beat(1), forenoon, pool: .brigade(2)),
            demand(4, .patrol(1), forenoon, pool: .brigade(4), vehicle: .patrolCar),
          ], solves: [], evaluation: evaluation),
        DutyPlan(
          mode: .night, windows: [watch], checkpoints: [checkpoint],
          demands: [demand(5, .checkpoint(1), watch, pool: .nightRotation(brigade: 4))],
          solves: [], evaluation: evaluation),
        DutyPlan(mode: .special, windows: [], demands: [], solves: [], evaluation: evaluation),
      ])
  }

  public static func duty(
    _ id: Int64, _ officer: Int64, _ window: DutyWindow, _ place: DutyPlace?, demand: Int64?,
    vehicle: Int64? = nil, on day: CivilDate = date
  ) -> RosteredDuty? {
    window.interval(on: day).map { interval in
      RosteredDuty(
        id: ID(rawValue: id), officer: ID(rawValue: officer), shift: window.name,
        interval: interval,
        tasks: [
          DutyTask(
            demand: demand.map { ID(rawValue: $0) }, mode: window.mode, place: place,
            interval: interval)
        ], vehicle: vehicle.map { ID(rawValue: $0) })
    }
  }

  /// Officers 1–6 belong to brigade 2's squadron (5 and 6 auxiliaries), 7–12 to brigade 4's, 13–16
  /// to the office.
  public static func roster(on day: CivilDate = date, plan: Version = planVersion) -> Roster {
    let duties = [
      duty(1, 1, morning, .post(1), demand: 1, on: day),
      duty(2, 5, morning, .post(1), demand: 1, on: day),
      duty(3, 13, morning, .post(1), demand: 2, on: day),
      duty(4, 2, forenoon, .beat(1), demand: 3, on: day),
      duty(5, 7, forenoon, .patrol(1), demand: 4, vehicle: 2, on: day),
      duty(6, 8, watch, .checkpoint(1), demand: 5, on: day),
      duty(7, 9, watch, .checkpoint(1), demand: 5, on: day),
      duty(8, 10, forenoon, nil, demand: nil, on: day),
    ].compactMap { $0 }
    return Roster(
      version: Version(stage: "roster", digest: "cccccccccccc"), plan: plan, isDemoData: true,
      firstDate: date, days: 7, duties: duties, brokenRules: [], solves: [])
  }

  /// One incident in the forenoon and one at an hour without anybody on duty.
  public static var incidents: [LocatedIncident] {
    [
      GridCity.incident(
        1, on: 3, at: CivilTime(date: date, minuteOfDay: 600), severity: .slight),
      GridCity.incident(2, on: 9, at: CivilTime(date: date, minuteOfDay: 900)),
    ]
  }
}
