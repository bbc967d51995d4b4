// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import DutyPlanning
import Geography

/// 定人定岗定责: the owner of a beat holds it whenever he is on duty at its time.
public struct BeatContinuity: SoftRule {
  public let key = "beat-continuity"
  public var weight: Int

  public init(weight: Int = 5) { self.weight = weight }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "网格责任人在班时守自己的网格：未守一次\(weight)分",
      english:
        "A beat's owner who is on duty holds his beat: \(weight) points each time he does not")
  }

  public func penalties(in view: RosterView) -> [BrokenRule] {
    guard weight > 0 else { return [] }
    let people = Dictionary(
      view.people.map { ($0.officer.id, $0) }, uniquingKeysWith: { first, _ in first })
    return view.problem.pools.flatMap(\.slots).flatMap { slot in
      slot.occurrences.compactMap { occurrence -> BrokenRule? in
        guard case .beat(let beat) = occurrence.demand.place,
          let owner = view.problem.beatOwners[beat], let person = people[owner],
          person.rostered.contains(where: {
            $0.duty.shift == slot.shift && $0.duty.interval == slot.interval
          }), !(view.holders[occurrence.key] ?? []).contains(where: { $0.officer.id == owner })
        else { return nil }
        return BrokenRule(
          rule: key, officer: owner, date: slot.date, penalty: weight,
          explanation: LocalizedName(
            chinese: "\(occurrence.interval.start)在班，网格\(beat)由他人值守",
            english: "on duty at \(occurrence.interval.start) while others hold beat \(beat)"
          ).about(person.officer))
      }
    }
  }
}

/// The way from the home station to the place of duty, beyond a distance that is no matter.
public struct TravelFromHome: SoftRule {
  public let key = "travel-from-home"
  /// Points for each kilometre begun beyond the free ones.
  public var weight: Int
  public var freeMetres: Int

  public init(weight: Int = 1, freeMetres: Int = 5000) {
    self.weight = weight
    self.freeMetres = freeMetres
  }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "勤务地点距本单位\(freeMetres)米以外：每公里\(weight)分",
      english: "Beyond \(freeMetres) m from the home station: \(weight) points for each kilometre")
  }

  /// Points for one stay at `place` of somebody whose station is at `home`.
  public func penalty(from home: Coordinate, to place: Coordinate) -> Int {
    let beyond = max(0, metres(from: home, to: place) - freeMetres)
    return (beyond + 999) / 1000 * weight
  }

  private func metres(from home: Coordinate, to place: Coordinate) -> Int {
    Int(home.distanceMillimetres(to: place) / 1000)
  }

  public func penalties(in view: RosterView) -> [BrokenRule] {
    guard weight > 0 else { return [] }
    return view.problem.pools.flatMap { pool in
      let homes = Dictionary(
        pool.teams.map { ($0.id, $0.station) }, uniquingKeysWith: { first, _ in first })
      let places = Dictionary(
        pool.slots.flatMap(\.occurrences).map { ($0.demand.id, $0.demand.location) },
        uniquingKeysWith: { first, _ in first })
      return view.people.filter { $0.pool == pool.key }.flatMap { person in
        person.rostered.compactMap { entry in
          homes[person.officer.unit].flatMap { penalty(of: entry, person, from: $0, places) }
        }
      }
    }
  }

  private func penalty(
    of entry: RosterView.Entry, _ person: RosterView.Person, from home: Coordinate,
    _ places: [ID<DutyDemand>: Coordinate]
  ) -> BrokenRule? {
    let stays = entry.duty.tasks.compactMap { $0.demand.flatMap { places[$0] } }
    let points = stays.reduce(0) { $0 + penalty(from: home, to: $1) }
    guard points > 0, let furthest = stays.map({ metres(from: home, to: $0) }).max() else {
      return nil
    }
    return BrokenRule(
      rule: key, officer: person.officer.id, date: entry.date, penalty: points,
      explanation: LocalizedName(
        chinese: "勤务地点最远距本单位\(furthest)米", english: "as far as \(furthest) m from home"
      ).about(person.officer))
  }
}
