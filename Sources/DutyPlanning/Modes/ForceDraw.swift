// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography
import PlanningKernels

/// Who is drawn from where for a special order, so that every station and the plans that go on keep
/// their people, at the least driving time in all.
///
/// A unit gives at most half of those whom that day asks nothing else of, or three quarters where the
/// detachment takes over.
struct ForceDraw {
  let context: PlanningContext
  let date: CivilDate
  /// Beats by brigade that go on during the order.
  let beats: [ID<Unit>: Int]
  /// The detachment commands all units: they give three quarters of who is free, not half.
  var isTakeOver = false

  /// A unit that people can be drawn from.
  struct Source {
    var unit: Unit
    var pool: DutyPool
    var present: Int
    var sworn: Int
    var auxiliary: Int
  }

  /// People of one source at one post.
  struct Share: Hashable {
    var source: Int
    var post: Int
    var sworn: Int
    var auxiliary: Int
  }

  var sources: [Source] {
    context.brigades.map(source) + context.workforce.specialService.map(source)
      + context.workforce.offices.units.map(source)
  }

  private func part(_ free: Int) -> Int { isTakeOver ? max(0, free) * 3 / 4 : max(0, free) / 2 }

  private func source(_ brigade: Brigade) -> Source {
    let sworn = brigade.sworn.count { !$0.isOnLeave(date) }
    let auxiliary = brigade.auxiliary.count { !$0.isOnLeave(date) }
    let nights = 2 * (NightTeam.sworn + brigade.stationByNight)
    let onBeats = ((beats[brigade.unit.id] ?? 0) + 1) / 2
    let bound = nights + 2 * (brigade.stationByDay + onBeats)
    return Source(
      unit: brigade.unit, pool: .brigade(brigade.unit.id), present: sworn + auxiliary,
      sworn: part(sworn - bound),
      auxiliary: part(auxiliary - 2 * NightTeam.auxiliary) / 2)
  }

  private func source(_ squadron: SpecialServiceSquadron) -> Source {
    let present = squadron.riders.count { !$0.isOnLeave(date) }
    let patrols = 2 * squadron.teamsByDay + 2 * squadron.teamsByNight
    let bound = PatrolSolver.riders * patrols + 2 * squadron.unit.stationMinimum
    return Source(
      unit: squadron.unit, pool: .specialService(squadron.unit.id), present: present,
      sworn: part(present - bound), auxiliary: 0)
  }

  /// Officers exempt from overtime have had their week when a weekend's order comes.
  private func source(_ office: Unit) -> Source {
    let people = context.workforce.offices.people[office.id] ?? []
    let present = people.filter { !$0.isOnLeave(date) }
    let able = present.count { !$0.exemptions.contains(.noOvertime) }
    return Source(
      unit: office, pool: .offices, present: present.count,
      sworn: part(min(able, present.count - office.stationMinimum)), auxiliary: 0)
  }

  /// Fills each post with `sworn` and, where there are so many, `auxiliary` people.
  func shares(
    posts: [ID<Junction>], sworn: Int, auxiliary: Int
  ) throws(PlanningError) -> (shares: [Share], record: SolveRecord) {
    let sources = sources
    let costs = context.stationSeconds(sources.map(\.unit), to: posts)
      .map { $0.map(Optional.some) }
    do {
      let officers = try Assignment(
        table: PlacementTable(
          costs: costs, strength: posts.map { _ in sworn }, capacity: sources.map(\.sworn))
      ).solve()
      let helpers = sources.reduce(0) { $0 + $1.auxiliary }
      // The first posts are on the highest streets: they get the auxiliaries if there are too few.
      let wanted = posts.indices.map { ($0 + 1) * auxiliary <= helpers ? auxiliary : 0 }
      let auxiliaries = try Assignment(
        table: PlacementTable(costs: costs, strength: wanted, capacity: sources.map(\.auxiliary))
      ).solve()
      return (
        officers.choice.pairs.map {
          Share(source: $0.person, post: $0.place, sworn: $0.count, auxiliary: 0)
        }
          + auxiliaries.choice.pairs.map {
            Share(source: $0.person, post: $0.place, sworn: 0, auxiliary: $0.count)
          },
        SolveRecord(
          problem: "special-draw", solver: "Chengxu", status: officers.status.recorded,
          objective: Double(officers.objective + auxiliaries.objective),
          bound: Double(officers.bound + auxiliaries.bound),
          seconds: officers.seconds + auxiliaries.seconds, seed: context.options.seed)
      )
    } catch {
      throw .kernel(
        step: LocalizedName(chinese: "特殊勤务抽调", english: "Drawing forces for the special order"),
        error: error)
    }
  }
}
