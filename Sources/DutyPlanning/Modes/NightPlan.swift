// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography
import HiGHS
import PlanningKernels

/// 夜间勤务: each night the squadron whose turn it is checks at two drawn places of its brigade's
/// jurisdiction, one a watch, and motorcycles patrol the areas.
struct NightPlan {
  let context: PlanningContext
  private let windows = DutyWindow.standard(.night)

  init(_ context: PlanningContext) { self.context = context }

  func plan(_ numbers: inout PlanNumbers) throws(PlanningError) -> DutyPlan {
    let rates = context.milliIncidents(in: windows)
    let chosen = try NightPlaces(context: context, windows: windows, rates: rates).solve()
    let reach = chosen.reach
    let reasons = context.reasons(of: reach, windows: windows, rates: rates)
    var demands: [DutyDemand] = []
    var solves = [chosen.record]
    var checkpoints: [Checkpoint] = []
    var games: [NightGame] = []
    // What each place answers in each watch.
    let streets = reach.nearestStreets()
    let byWatch = windows.map { context.milliIncidents(in: [$0]) }
    for brigade in context.brigades {
      let own = reach.junctions.indices.filter {
        context.brigadeOfJunction[Int(reach.junctions[$0].rawValue)] == brigade.unit.id
      }
      let places = own.map { reach.junctions[$0] }
      let expected = own.map { place in
        byWatch.map { rates in Double(streets[place].reduce(0) { $0 + rates[$1] }) / 1000 }
      }
      let draw = try draw(brigade, expected)
      games.append(draw.game(brigade.unit.id, at: places, names: context.names))
      solves.append(record(draw, brigade))
      checkpoints += checks(
        of: brigade, at: places, own.map { reasons[$0] }, draw, &numbers, &demands)
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
        of: places, windows: windows, marginal: MarginalCurve.summary(places, rates: rates)),
      edits: chosen.edits, nightGames: games,
      operationNights: context.options.operationNights.isEmpty
        ? nil : context.options.operationNights.sorted())
  }

  private func draw(_ brigade: Brigade, _ expected: [[Double]]) throws(PlanningError) -> NightDraw {
    // A jurisdiction with a single place has a check in the first watch only.
    let watches = min(windows.count, expected.count)
    do {
      return try NightDraw(
        expected: expected.map { Array($0.prefix(watches)) }, solver: context.solvers.highs)
    } catch {
      throw .kernel(
        step: LocalizedName(chinese: "夜查博弈", english: "The game of night checks"), error: error)
    }
  }

  private func record(_ draw: NightDraw, _ brigade: Brigade) -> SolveRecord {
    SolveRecord(
      problem: "night-game-\(brigade.unit.id)",
      solver: "HiGHS \(context.solvers.highs.library.version)", status: .optimal,
      objective: draw.strategy.value / 1000, bound: draw.strategy.bound / 1000, seconds: 0,
      seed: context.options.seed)
  }

  private func checks(
    of brigade: Brigade, at places: [ID<Junction>], _ reasons: [PlaceReason], _ draw: NightDraw,
    _ numbers: inout PlanNumbers, _ demands: inout [DutyDemand]
  ) -> [Checkpoint] {
    var generator = context.generator(for: "night-\(brigade.unit.id)")
    return Weekday.allCases.flatMap { day -> [Checkpoint] in
      // Drawn all the same, so that an operation does not change the other nights.
      let night = draw.night(using: &generator)
      guard !isOperationNight(day) else { return [] }
      return night.enumerated().map { watch, place in
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

  private func isOperationNight(_ day: Weekday) -> Bool {
    context.options.operationNights.contains(context.week.adding(days: day.rawValue - 1))
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
