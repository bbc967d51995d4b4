// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography

/// 夜间勤务: each night the squadron whose turn it is checks at two drawn places of its brigade's
/// jurisdiction, one a watch, and motorcycles patrol the areas.
struct NightPlan {
  let context: PlanningContext
  private let windows = DutyWindow.standard(.night)

  init(_ context: PlanningContext) { self.context = context }

  func plan(_ numbers: inout PlanNumbers) throws(PlanningError) -> DutyPlan {
    let rates = context.milliIncidents(in: windows)
    let (reach, record) = try NightPlaces(context: context, windows: windows, rates: rates).solve()
    let reasons = context.reasons(of: reach, windows: windows, rates: rates)
    var demands: [DutyDemand] = []
    var solves = [record]
    var checkpoints: [Checkpoint] = []
    for brigade in context.brigades {
      let own = reach.junctions.indices.filter {
        context.brigadeOfJunction[Int(reach.junctions[$0].rawValue)] == brigade.unit.id
      }
      checkpoints += checks(
        of: brigade, at: own.map { reach.junctions[$0] }, own.map { reasons[$0] }, &numbers,
        &demands)
    }
    var patrols: [Patrol] = []
    for window in windows {
      patrols += try context.patrols(
        window: window, teams: context.workforce.specialService.map(\.teamsByNight), &numbers,
        &demands, &solves)
    }
    let places = context.places(checkpoints: checkpoints, patrols: patrols)
    return DutyPlan(
      mode: .night, windows: windows, patrols: patrols, checkpoints: checkpoints,
      demands: demands, solves: solves,
      evaluation: PlanEvaluator(context: context).evaluation(
        of: places, windows: windows, marginal: MarginalCurve.summary(places, rates: rates)))
  }

  private func checks(
    of brigade: Brigade, at places: [ID<Junction>], _ reasons: [PlaceReason],
    _ numbers: inout PlanNumbers, _ demands: inout [DutyDemand]
  ) -> [Checkpoint] {
    var generator = context.generator(for: "night-\(brigade.unit.id)")
    let draw = NightDraw(expected: reasons.map(\.expectedPerYear))
    return Weekday.allCases.flatMap { day in
      draw.night(watches: windows.count, using: &generator).enumerated().map { watch, place in
        let check = checkpoint(
          numbers.places.next(), brigade, places[place], reasons[place],
          windows[watch].on([Self.weekday(of: windows[watch], inNightFrom: day)]))
        demands.append(
          check.demand(
            numbers.demands.next(), pool: .nightRotation(brigade: brigade.unit.id),
            skills: brigade.hasBreathTestersInEverySquadron ? [.breathTest: 1] : [:]))
        return check
      }
    }
  }

  /// The weekday on which the watch begins: the second one is after midnight.
  static func weekday(of watch: DutyWindow, inNightFrom day: Weekday) -> Weekday {
    guard watch.startMinute < 720 else { return day }
    return Weekday(rawValue: day.rawValue % 7 + 1) ?? day
  }

  private func checkpoint(
    _ id: ID<Checkpoint>, _ brigade: Brigade, _ place: ID<Junction>, _ reason: PlaceReason,
    _ window: DutyWindow
  ) -> Checkpoint {
    let day = window.weekdays.first?.title ?? LocalizedName(chinese: "", english: "")
    return Checkpoint(
      id: id,
      name: context.names[place].with(
        chinese: "夜查（\(day.chinese)\(window.title.chinese)）",
        english: ", night check (\(day.english), \(window.title.english))"),
      junction: place, location: context.roads[place].location, area: brigade.area,
      brigade: brigade.unit.id, window: window,
      strength: Strength(
        sworn: NightTeam.sworn, auxiliary: min(NightTeam.auxiliary, brigade.nightAuxiliaries)),
      reason: reason)
  }
}

extension Weekday {
  var title: LocalizedName {
    switch self {
    case .monday: LocalizedName(chinese: "周一", english: "Monday")
    case .tuesday: LocalizedName(chinese: "周二", english: "Tuesday")
    case .wednesday: LocalizedName(chinese: "周三", english: "Wednesday")
    case .thursday: LocalizedName(chinese: "周四", english: "Thursday")
    case .friday: LocalizedName(chinese: "周五", english: "Friday")
    case .saturday: LocalizedName(chinese: "周六", english: "Saturday")
    case .sunday: LocalizedName(chinese: "周日", english: "Sunday")
    }
  }
}

extension Brigade {
  /// Whether the squadron of any night has people with the skill to spare: three, so that two can
  /// rest or be on leave.
  var hasBreathTestersInEverySquadron: Bool {
    !squadrons.isEmpty
      && squadrons.allSatisfy { squadron in
        (sworn + auxiliary).count { $0.unit == squadron.id && $0.skills.contains(.breathTest) } >= 3
      }
  }

  /// Auxiliaries whom the smallest squadron can send by night: half of those it has.
  var nightAuxiliaries: Int {
    squadrons.map { squadron in
      auxiliary.count { $0.unit == squadron.id && !$0.exemptions.contains(.noNightDuty) } / 2
    }.min() ?? 0
  }
}
