// SPDX-License-Identifier: Apache-2.0

public import DutyModel

// Rules that look at places and days as a whole. The checker weighs them; the solver does not steer
// by them, because what they ask for is decided elsewhere: by the weather, the plan, the calendar.

/// 领导带班: each brigade has a leader on duty every day (CN-08).
public struct LeaderInCharge: SoftRule {
  public let key = "leader-in-charge"
  public var weight: Int

  public init(weight: Int = 6) { self.weight = weight }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "各大队每日有领导带班：缺一日\(weight)分",
      english: "Every brigade has a leader on duty each day: \(weight) points for each day without")
  }

  public func penalties(in view: RosterView) -> [BrokenRule] {
    guard weight > 0 else { return [] }
    return view.problem.pools.filter { $0.crew == .brigade }.flatMap { pool in
      let led = Set(
        view.people.filter { $0.pool == pool.key && $0.officer.isLeader }
          .flatMap { $0.rostered.map(\.date) })
      return (0..<view.problem.days).map { view.problem.firstDate.adding(days: $0) }
        .filter { !led.contains($0) }.map { date in
          BrokenRule(
            rule: key, officer: nil, date: date, penalty: weight,
            explanation: LocalizedName(
              chinese: "\(pool.name.chinese)\(date)没有领导带班",
              english: "\(pool.name.english) has no leader on duty on \(date)"))
        }
    }
  }
}

/// Rosters are published in good time (police regulations of England and Wales: a month).
public struct PublicationNotice: SoftRule {
  public let key = "publication-notice"
  public var weight: Int
  public var days: Int
  /// `nil` for a draft: nothing to judge yet.
  public var publishedOn: CivilDate?

  public init(weight: Int = 1, days: Int = 28, publishedOn: CivilDate? = nil) {
    self.weight = weight
    self.days = days
    self.publishedOn = publishedOn
  }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "班表提前\(days)天公布：每晚一天\(weight)分",
      english: "A roster is published \(days) days ahead: \(weight) points for each day later")
  }

  public func penalties(in view: RosterView) -> [BrokenRule] {
    guard let publishedOn else { return [] }
    let notice = Int(view.problem.firstDate.day - publishedOn.day)
    guard notice < days, weight > 0 else { return [] }
    return [
      BrokenRule(
        rule: key, officer: nil, date: view.problem.firstDate, penalty: (days - notice) * weight,
        explanation: LocalizedName(
          chinese: "\(publishedOn)公布，只提前\(notice)天，应提前\(days)天",
          english: "published on \(publishedOn), \(notice) days ahead, wanted \(days)"))
    ]
  }
}

/// 搭档轮换: the same two people together at most so often, so that pairs mix.
public struct PairingMix: SoftRule {
  public let key = "pairing-mix"
  public var weight: Int
  /// Duties that two people may share before each more has a price.
  public var limit: Int

  public init(weight: Int = 1, limit: Int = 3) {
    self.weight = weight
    self.limit = limit
  }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "同两人同岗不超过\(limit)次：每多一次\(weight)分",
      english: "The same two share a place \(limit) times at most: \(weight) points for each more")
  }

  public func penalties(in view: RosterView) -> [BrokenRule] {
    guard weight > 0 else { return [] }
    var shared: [[ID<Officer>]: Int] = [:]
    for holders in view.holders.values where holders.count > 1 {
      let people = holders.map(\.officer.id).sorted()
      for (index, first) in people.enumerated() {
        for second in people[(index + 1)...] { shared[[first, second], default: 0] += 1 }
      }
    }
    func named(_ id: ID<Officer>) -> LocalizedName {
      guard let officer = view[id]?.officer else {
        return LocalizedName(chinese: "编号\(id)", english: "officer \(id)")
      }
      return LocalizedName(
        chinese: "\(officer.name.chinese)（\(officer.badgeNumber)）",
        english: "\(officer.name.english) (\(officer.badgeNumber))")
    }
    return shared.filter { $0.value > limit }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
      .map { pair, count in
        let (first, second) = (named(pair[0]), named(pair[1]))
        return BrokenRule(
          rule: key, officer: pair[0], date: nil, penalty: (count - limit) * weight,
          explanation: LocalizedName(
            chinese: "\(first.chinese)与\(second.chinese)同岗\(count)次，以\(limit)次为限",
            english: "\(first.english) and \(second.english) share a place \(count) times, wanted "
              + "\(limit) at most"))
      }
  }
}
