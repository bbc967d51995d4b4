// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// How evenly nights, weekends, holidays and peaks lie on people over the last weeks: figures for
/// everyone to see, each with its definition. Never of penalties or fines.
public struct FairnessLedger: Hashable, Codable, Sendable {
  /// One burden within one group of people who share it.
  public struct Line: Hashable, Codable, Sendable {
    public var burden: SharedBurden
    public var pool: LocalizedName
    public var status: Officer.Status
    /// Everyone of the group who may bear it, those with none included.
    public var shares: [Share]
    public var total: Int { shares.reduce(0) { $0 + $1.count } }
    public var range: Int {
      (shares.map(\.count).max() ?? 0) - (shares.map(\.count).min() ?? 0)
    }
    /// 0 if all carry the same, towards 1 if one carries all (Gini 1912); `nil` if nobody carries
    /// any.
    public var gini: Double? {
      let counts = shares.map(\.count).sorted()
      guard total > 0 else { return nil }
      let weighted = counts.enumerated().reduce(0) {
        $0 + (2 * $1.offset - counts.count + 1) * $1.element
      }
      return Double(weighted) / Double(counts.count * total)
    }
  }

  public struct Share: Hashable, Codable, Sendable {
    public var officer: ID<Officer>
    public var count: Int
  }

  public static let weeks = 12

  /// The twelve weeks that end with the roster.
  public var period: CivilInterval
  public var lines: [Line]
  public var debts: [RestDebt]

  /// - Parameter repaid: minutes of compensatory rest that were recorded, by officer.
  public init(
    problem: RosterProblem, roster: Roster, repaid: [ID<Officer>: Int] = [:]
  ) {
    let end = CivilTime(date: roster.firstDate.adding(days: roster.days))
    let period = CivilInterval(start: end.adding(minutes: -Self.weeks * 10_080), end: end)
    self.period = period
    // A duty belongs to the window that it begins in.
    let duties = (problem.history + roster.duties).filter { period.contains($0.interval.start) }
    let byOfficer = Dictionary(grouping: duties, by: \.officer)
    lines = problem.pools.flatMap { pool in
      SharedBurden.allCases.flatMap { burden in
        Officer.Status.allCases.compactMap { status -> Line? in
          let shares = pool.members
            .filter { $0.status == status && Self.mayBear(burden, $0) }
            .map { officer in
              Share(
                officer: officer.id,
                count: (byOfficer[officer.id] ?? []).reduce(0) {
                  $0 + burden.count(in: $1, days: problem.dayKinds)
                })
            }
          guard !shares.isEmpty else { return nil }
          return Line(burden: burden, pool: pool.name, status: status, shares: shares)
        }
      }
    }
    debts = RestDebt.debts(from: duties, days: problem.dayKinds, repaid: repaid)
  }

  private static func mayBear(_ burden: SharedBurden, _ officer: Officer) -> Bool {
    switch burden {
    case .nights: !officer.exemptions.contains(.noNightDuty)
    case .peaks: !officer.exemptions.contains(.noOutdoorDuty)
    case .weekends, .holidays: true
    }
  }
}

extension SharedBurden {
  /// What one of it is, as printed beside every figure.
  public var definition: LocalizedName {
    switch self {
    case .nights:
      LocalizedName(
        chinese: "22:00至次日6:00之间不少于3小时的勤务，每次计1",
        english: "a duty with at least 3 hours between 22:00 and 06:00")
    case .weekends:
      LocalizedName(
        chinese: "公休日（调休上班日除外、节假日另计）不少于3小时的勤务，每次计1",
        english: "a duty with at least 3 hours on free days that are neither holidays nor worked "
          + "instead")
    case .holidays:
      LocalizedName(
        chinese: "放假安排中的节假日不少于3小时的勤务，每次计1",
        english: "a duty with at least 3 hours on public holidays as published")
    case .peaks:
      LocalizedName(chinese: "每个高峰岗时段计1", english: "a peak window on a post")
    }
  }
}
