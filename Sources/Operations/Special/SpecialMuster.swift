// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import DutyPlanning
import Rostering

/// Whom a special order calls, by name.
///
/// First whoever the roster has put there already; then, for what is still missing at a place, people
/// of the place's pool: those whose own place stands empty meanwhile, then those who are free and
/// rested, the least rostered first. Nobody on leave, nobody exempt from outdoor duty or, in free
/// time, from overtime, and nobody from a place that goes on. Whoever held a suspended place and was
/// not needed stands by. Ties go to the lower number, so the same order always calls the same people.
struct SpecialMuster {
  let book: DutyBook
  let interval: CivilInterval
  private let suspended: Set<LocalizedName>
  private let duties: [ID<Officer>: [RosteredDuty]]
  private let stays: [ID<Officer>: [RosteredStay]]

  init(_ book: DutyBook, interval: CivilInterval, suspended: [LocalizedName]) {
    self.book = book
    self.interval = interval
    self.suspended = Set(suspended)
    duties = Dictionary(grouping: book.roster.duties, by: \.officer)
    let span = (
      book.clock.instant(of: interval.start), book.clock.instant(of: interval.end)
    )
    let days = (interval.start.date.day...interval.end.date.day).map(CivilDate.init(day:))
    let overlapping = days.flatMap { book.day($0).stays }.filter {
      $0.start < span.1 && span.0 < $0.end
    }
    stays = Dictionary(grouping: overlapping) { $0.officer.id }
  }

  func calls(for plan: DutyPlan) -> [SpecialDuty.Call] {
    var called: [ID<Officer>: SpecialDuty.Call] = [:]
    func call(_ officer: Officer, _ post: ID<Post>?) {
      called[officer.id] =
        called[officer.id]
        ?? SpecialDuty.Call(officer: officer.id, unit: officer.unit, post: post)
    }
    let posts = Set(plan.posts.map(\.id))
    for stay in stays.values.joined() {
      if stay.mode == .special, case .post(let post)? = stay.place, posts.contains(post) {
        call(stay.officer, post)
      }
    }
    for demand in plan.demands {
      guard case .post(let post) = demand.place else { continue }
      for (status, wanted) in [
        (Officer.Status.sworn, demand.sworn), (.auxiliary, demand.auxiliary),
      ] {
        let there = called.values.count {
          $0.post == post && book.officer($0.officer)?.status == status
            && isIn(demand.pool, $0.officer)
        }
        let free = candidates(demand.pool, status).filter { called[$0.id] == nil }
        for officer in free.prefix(max(0, wanted - there)) { call(officer, post) }
      }
    }
    for stay in stays.values.joined() where suspended.contains(stay.name) {
      call(stay.officer, nil)
    }
    return called.values.sorted { $0.officer < $1.officer }
  }

  /// Of each unit the people who would be called first, without any place: a unit standing by.
  func ready(_ draws: [SpecialOrder.Draw]) -> [SpecialDuty.Call] {
    draws.flatMap { draw in
      let people = book.snapshot.organization.officers.filter {
        $0.unit == draw.unit || book.brigade(of: $0.unit) == draw.unit
      }
      return ranked(people).prefix(draw.people).map {
        SpecialDuty.Call(officer: $0.id, unit: $0.unit, post: nil)
      }
    }.sorted { $0.officer < $1.officer }
  }

  private func candidates(_ pool: DutyPool, _ status: Officer.Status) -> [Officer] {
    ranked(
      book.snapshot.organization.officers.filter { $0.status == status && isIn(pool, $0.id) })
  }

  private func isIn(_ pool: DutyPool, _ id: ID<Officer>) -> Bool {
    guard let officer = book.officer(id) else { return false }
    switch pool {
    case .brigade(let brigade), .nightRotation(let brigade):
      return book.brigade(of: officer.unit) == brigade
    case .specialService(let unit): return officer.unit == unit
    case .offices: return book.unit(officer.unit)?.kind == .office
    }
  }

  private func ranked(_ people: [Officer]) -> [Officer] {
    people.compactMap { officer in rank(officer).map { (rank: $0, officer: officer) } }
      .sorted { ($0.rank.0, $0.rank.1, $0.officer.id) < ($1.rank.0, $1.rank.1, $1.officer.id) }
      .map(\.officer)
  }

  /// - Returns: `nil` for whoever may not be called.
  private func rank(_ officer: Officer) -> (Int, Int64)? {
    guard !officer.leave.contains(where: { $0.overlaps(interval) }),
      !officer.exemptions.contains(.noOutdoorDuty)
    else { return nil }
    let own = stays[officer.id] ?? []
    let minutes = (duties[officer.id] ?? []).reduce(0) { $0 + Int64($1.interval.minutes) }
    if let stay = own.first {
      return suspended.contains(stay.name) ? (0, minutes) : nil
    }
    guard !officer.exemptions.contains(.noOvertime) else { return nil }
    let rest = SpecialDutyPolicy.standard.restHours * 60
    let wide = CivilInterval(
      start: interval.start.adding(minutes: -rest), end: interval.end.adding(minutes: rest))
    return (duties[officer.id] ?? []).contains { $0.interval.overlaps(wide) } ? nil : (1, minutes)
  }
}

extension DutyBook {
  /// The brigade that a unit belongs to; `nil` for offices and special squadrons.
  func brigade(of unit: ID<Unit>) -> ID<Unit>? {
    var next = self.unit(unit)
    for _ in 0..<8 {
      guard let here = next else { return nil }
      if here.kind == .brigade { return here.id }
      next = here.parent.flatMap(self.unit)
    }
    return nil
  }
}
