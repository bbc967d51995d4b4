// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import DutyPlanning

/// Every demand has its people, and enough of them sworn: an officer may stand in for an
/// auxiliary, an auxiliary never for an officer.
public struct SwornAuxiliaryMix: HardRule {
  public let key = "sworn-auxiliary-mix"

  public init() {}

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "每处勤务满足人数和民警人数，辅警不得顶替民警",
      english: "Every duty has its people and its sworn officers; auxiliaries never replace them")
  }

  public func violations(in view: RosterView) -> [HardRuleViolation] {
    view.problem.pools.flatMap(\.slots).flatMap { slot in
      slot.occurrences.compactMap { occurrence -> HardRuleViolation? in
        let holders = view.holders[occurrence.key] ?? []
        let sworn = holders.count { $0.officer.status == .sworn }
        guard sworn < occurrence.demand.sworn || holders.count < occurrence.people else {
          return nil
        }
        return HardRuleViolation(
          rule: key, officer: nil, date: slot.date,
          explanation: LocalizedName(
            chinese: "勤务需求\(occurrence.demand.id)（\(occurrence.interval.start)）需"
              + "\(occurrence.people)人（民警\(occurrence.demand.sworn)人），"
              + "现有\(holders.count)人（民警\(sworn)人）",
            english: "demand \(occurrence.demand.id) at \(occurrence.interval.start) needs "
              + "\(occurrence.people) people (\(occurrence.demand.sworn) sworn) and has "
              + "\(holders.count) (\(sworn) sworn)"))
      }
    }
  }
}

/// Licences and training that a post asks for (CN-15).
public struct RequiredSkills: HardRule {
  public let key = "required-skills"

  public init() {}

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "每处勤务有足够的持证或受训人员",
      english: "Every duty has as many people with each skill as it asks for")
  }

  public func violations(in view: RosterView) -> [HardRuleViolation] {
    view.problem.pools.flatMap(\.slots).flatMap { slot in
      slot.occurrences.flatMap { occurrence in
        let holders = view.holders[occurrence.key] ?? []
        return occurrence.skills.sorted { $0.key.rawValue < $1.key.rawValue }
          .compactMap { skill, needed -> HardRuleViolation? in
            let skilled = holders.count {
              view.problem.licences.skills(of: $0.officer, on: slot.date).contains(skill)
            }
            guard skilled < needed else { return nil }
            return HardRuleViolation(
              rule: key, officer: nil, date: slot.date,
              explanation: LocalizedName(
                chinese: "勤务需求\(occurrence.demand.id)（\(occurrence.interval.start)）需"
                  + "\(skill.name.chinese)\(needed)人，现有\(skilled)人",
                english: "demand \(occurrence.demand.id) at \(occurrence.interval.start) needs "
                  + "\(needed) with \(skill.name.english) and has \(skilled)"))
          }
      }
    }
  }
}

/// 必要值班人员: the sworn officers who stay at each station in each shift, and at each office
/// while the others are on the street.
public struct StationMinimum: HardRule {
  public let key = "station-minimum"

  public init() {}

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "各中队每班保留必要值班民警，夜间由轮值中队值班",
      english: "Every station keeps its sworn officers in every shift, at night the squadron "
        + "whose turn it is")
  }

  public func violations(in view: RosterView) -> [HardRuleViolation] {
    view.problem.pools.flatMap { pool in
      let people = view.people.filter { $0.pool == pool.key }
      return pool.slots.flatMap { slot in
        pool.minimumAtStation(in: slot).compactMap { team, minimum -> HardRuleViolation? in
          let own = people.filter { $0.officer.unit == team.id && $0.officer.status == .sworn }
          let staying = own.count { pool.stays($0, in: slot) }
          // An office cannot keep people whom it does not have.
          let present = own.count { !$0.officer.isOnLeave(during: slot.interval) }
          let minimum = pool.crew == .offices ? min(minimum, present) : minimum
          guard staying < minimum else { return nil }
          return HardRuleViolation(
            rule: key, officer: nil, date: slot.date,
            explanation: LocalizedName(
              chinese: "\(team.name.chinese)\(slot.date)\(slot.name.chinese)留守民警\(staying)人，"
                + "至少\(minimum)人",
              english: "\(team.name.english), \(slot.date) \(slot.name.english): \(staying) sworn "
                + "at the station, expected \(minimum)"))
        }
      }
    }
  }
}

extension RosterPool {
  /// The teams that must keep people in `slot`, in order of number.
  func minimumAtStation(in slot: ShiftSlot) -> [(team: Unit, minimum: Int)] {
    teams.compactMap { team in
      let minimum = crew == .offices ? team.stationMinimum : slot.station[team.id] ?? 0
      return minimum > 0 ? (team, minimum) : nil
    }
  }

  /// At a station: on the shift with nothing but station duty. At an office: not away from it.
  fileprivate func stays(_ person: RosterView.Person, in slot: ShiftSlot) -> Bool {
    if crew == .offices {
      let away = person.rostered.contains {
        $0.date == slot.date && $0.duty.shift == slot.shift
      }
      return !away && !person.officer.isOnLeave(during: slot.interval)
    }
    return person.rostered.contains {
      $0.duty.shift == slot.shift && $0.duty.interval == slot.interval && $0.span.isStationOnly
    }
  }
}

extension Officer {
  func isOnLeave(during interval: CivilInterval) -> Bool {
    leave.contains { $0.overlaps(interval) }
  }
}
