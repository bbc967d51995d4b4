// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Nights, weekends or peaks beyond one's fair share, history included.
public struct FairBurden: SoftRule {
  public var burden: SharedBurden
  public var weight: Int

  public init(_ burden: SharedBurden, weight: Int) {
    self.burden = burden
    self.weight = weight
  }

  public static let nights = FairBurden(.nights, weight: 20)
  public static let weekends = FairBurden(.weekends, weight: 10)
  public static let holidays = FairBurden(.holidays, weight: 15)
  public static let peaks = FairBurden(.peaks, weight: 3)

  public var key: String { "fair-\(burden.rawValue)" }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "\(burden.name.chinese)均衡：超过应摊次数，每次\(weight)分",
      english: "Fair \(burden.name.english): \(weight) points for each beyond one's share")
  }

  public func penalties(in view: RosterView) -> [BrokenRule] {
    view.problem.pools.flatMap { pool in
      let shares = Dictionary(
        uniqueKeysWithValues: Officer.Status.allCases.map {
          (
            $0,
            view.shares?.share(of: burden, in: pool.key, status: $0)
              ?? view.problem.fairShare(of: burden, in: pool, status: $0)
          )
        })
      return view.people.filter { $0.pool == pool.key }.compactMap { person in
        penalty(
          of: person, share: shares[person.officer.status] ?? 0, days: view.problem.dayKinds)
      }
    }
  }

  private func penalty(
    of person: RosterView.Person, share: Int, days: DayKinds
  ) -> BrokenRule? {
    let past = person.entries.filter(\.isHistory).reduce(0) {
      $0 + burden.count(in: $1.duty, days: days)
    }
    let present = person.rostered.reduce(0) {
      $0 + burden.count(in: $1.duty, days: days)
    }
    // What went beyond the share before the period began is not this roster's doing.
    let excess = past + present - max(share, past)
    guard excess > 0, weight > 0 else { return nil }
    return BrokenRule(
      rule: key, officer: person.officer.id, date: nil, penalty: excess * weight,
      explanation: LocalizedName(
        chinese: "\(burden.name.chinese)\(past + present)次，应摊\(share)次",
        english: "\(past + present) \(burden.name.english), the fair share is \(share)"
      ).about(person.officer))
  }
}

extension SharedBurden {
  var name: LocalizedName {
    switch self {
    case .nights: LocalizedName(chinese: "夜班", english: "nights")
    case .weekends: LocalizedName(chinese: "周末勤务", english: "weekend duties")
    case .holidays: LocalizedName(chinese: "节假日勤务", english: "holiday duties")
    case .peaks: LocalizedName(chinese: "高峰岗", english: "peak posts")
    }
  }
}
