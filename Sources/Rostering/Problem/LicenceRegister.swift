// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// The last days on which licences and certificates hold (CN-15).
public struct LicenceRegister: Hashable, Codable, Sendable {
  private struct Entry: Hashable, Codable {
    var officer: ID<Officer>
    var skill: Skill
    var lastDay: CivilDate
  }

  private var entries: [Entry] = []

  public init() {}

  /// The later entry for the same licence counts.
  public mutating func set(_ skill: Skill, of officer: ID<Officer>, lastDay: CivilDate) {
    entries.removeAll { $0.officer == officer && $0.skill == skill }
    entries.append(Entry(officer: officer, skill: skill, lastDay: lastDay))
  }

  public func lastDay(of skill: Skill, _ officer: ID<Officer>) -> CivilDate? {
    entries.first { $0.officer == officer && $0.skill == skill }?.lastDay
  }

  /// The officer's skills that hold on `date`.
  public func skills(of officer: Officer, on date: CivilDate) -> Set<Skill> {
    let own = entries.filter { $0.officer == officer.id && $0.lastDay < date }
    return officer.skills.subtracting(own.map(\.skill))
  }
}
