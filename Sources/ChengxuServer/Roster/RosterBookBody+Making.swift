// SPDX-License-Identifier: Apache-2.0

import DutyModel
import DutyPlanning
import Rostering

extension RosterBookBody {
  init(
    _ book: RosterBook, of problem: RosterProblem, _ judgement: RosterJudgement,
    desk: RosterDesk, part: RosterBookPart, places names: PlaceNames,
    people: PeopleIndex, vehicles: [ID<Vehicle>: String], at now: Instant
  ) {
    var table = PlaceTable(names)
    let unpublished = book.unpublished.filter(part.holds)
    let changed = Set(unpublished.map(\.duty))
    let own = part.limited(book.draft).duties
    let duties = own.map { table.duty($0, vehicles) }
    let numbers = Set(own.map(\.id))
    let formerly = (book.published?.duties ?? [])
      .filter { changed.contains($0.id) && part.holds($0.officer) }
      .map { table.duty($0, vehicles) }
    let ledger = FairnessLedger(problem: problem, roster: book.draft)
    self.init(
      revision: book.revision, isDemoData: book.base.isDemoData, firstDate: book.base.firstDate,
      days: book.draft.days, now: desk.planningTime(now),
      publications: book.publications.map {
        PublicationBody(number: $0.number, by: $0.by.name, at: $0.at, note: $0.note)
      },
      pools: problem.pools.map { PoolBody(name: $0.name, crew: $0.crew) },
      people: problem.pools.enumerated().flatMap { index, pool in
        pool.members.filter { part.holds($0.id) }.map { PersonBody($0, pool: index, people) }
      },
      places: table.places,
      shifts: Dictionary(
        book.draft.duties.map { ($0.shift, $0.shiftName) }, uniquingKeysWith: { first, _ in first }),
      duties: duties, unpublished: unpublished, formerly: formerly,
      pins: book.pins.filter { numbers.contains($0.key) }.map {
        PinBody(duty: $0, by: $1.by.name, at: $1.at)
      }
      .sorted { $0.duty < $1.duty },
      overrides: book.overrides.filter { part.holds($0.officer) },
      violations: judgement.violations.filter { part.holds($0.officer) },
      brokenRules: judgement.brokenRules.filter { part.holds($0.officer) },
      penalty: judgement.penalty,
      hardRules: problem.rules.hard.map {
        HardRuleBody(
          key: $0.key, sentence: $0.sentence, mayBeOverridden: $0.mayBeOverridden,
          awaits: ($0 as? any AwaitingRule)?.awaits)
      },
      softRules: zip(problem.rules.soft, desk.problem.rules.soft).map { rule, solved in
        RuleBody(
          key: rule.key, sentence: rule.sentence, weight: rule.weight, solvedWeight: solved.weight,
          decisions: book.weights.filter { $0.rule == rule.key }.reversed(),
          awaits: (rule as? any AwaitingRule)?.awaits)
      },
      forecast: problem.rules.soft.lazy.compactMap { $0 as? HeatLimit }.first?.days ?? [],
      intakes: book.intakes.map {
        IntakeBody(
          files: $0.intake.files, people: $0.intake.people.count, leave: $0.intake.leave.count,
          by: $0.by.name, at: $0.at)
      },
      repairs: book.repairs.filter(part.holds).map { RepairBody($0, part) },
      requests: book.requests.filter(part.holds).map(RequestBody.init),
      fairness: FairnessBody(ledger, problem, part))
  }
}

/// Numbers the places that the roster's stays name.
private struct PlaceTable {
  let names: PlaceNames
  private(set) var places: [RosterBookBody.PlaceBody] = []
  private var numbers: [DutyPlace: Int] = [:]

  init(_ names: PlaceNames) { self.names = names }

  mutating func duty(
    _ duty: RosteredDuty, _ vehicles: [ID<Vehicle>: String]
  ) -> RosterBookBody.DutyBody {
    RosterBookBody.DutyBody(
      id: duty.id, officer: duty.officer, shift: duty.shift, start: duty.interval.start,
      end: duty.interval.end,
      stays: duty.tasks.map { task in
        RosterBookBody.StayBody(
          place: task.place.map { number(of: $0) }, mode: task.mode, start: task.interval.start,
          end: task.interval.end)
      }, vehicle: duty.vehicle.flatMap { vehicles[$0] })
  }

  private mutating func number(of place: DutyPlace) -> Int {
    if let number = numbers[place] { return number }
    let number = places.count
    let name = names.name(of: place) ?? LocalizedName(chinese: "地点", english: "place")
    places.append(.init(form: place.form, id: place.number, name: name))
    numbers[place] = number
    return number
  }
}

extension RosterBookBody.PersonBody {
  init(_ officer: Officer, pool: Int, _ people: PeopleIndex) {
    self.init(
      id: officer.id, badge: officer.badgeNumber, name: officer.name,
      unit: people.name(officer.unit), pool: pool, status: officer.status,
      isLeader: officer.isLeader, leave: officer.leave)
  }
}

extension RosterBookBody.RepairBody {
  init(_ record: RepairRecord, _ part: RosterBookPart) {
    self.init(
      id: record.id, state: record.state, words: record.change.words,
      cells: record.cells.filter { part.holds($0.officer) }.map {
        .init(
          kind: $0.kind, officer: $0.officer, duty: $0.duty.id, shift: $0.duty.shift,
          start: $0.duty.interval.start, end: $0.duty.interval.end, reasons: $0.reasons)
      },
      unfilled: record.unfilled.filter { part.holds($0.duty.officer) }.map {
        .init(
          duty: $0.duty.id, officer: $0.duty.officer, start: $0.duty.interval.start,
          obstacles: $0.obstacles)
      }, pointsBefore: record.penaltyBefore, pointsAfter: record.penaltyAfter, solve: record.solve)
  }
}

extension RosterBookBody.RequestBody {
  init(_ request: DutyRequest) {
    self.init(
      id: request.id, applicant: request.applicant, state: request.state, filedAt: request.filedAt,
      steps: request.events.map { event in
        .init(action: event.action.key, by: event.by, at: event.at, reason: event.action.reason)
      })
    switch request.kind {
    case .swap(let duty, let with, let against):
      (self.duty, self.with, self.against) = (duty, with, against)
    case .leave(let interval): leave = interval
    }
  }
}

extension DutyRequest.Action {
  fileprivate var key: String {
    switch self {
    case .agree: "agree"
    case .approve: "approve"
    case .refuse: "refuse"
    case .withdraw: "withdraw"
    }
  }

  fileprivate var reason: String? {
    switch self {
    case .refuse(let reason): reason
    case .approve(let overrides):
      overrides.isEmpty ? nil : overrides.map { "\($0.rule): \($0.reason)" }.joined(separator: "; ")
    case .agree, .withdraw: nil
    }
  }
}

extension RosterBookBody.FairnessBody {
  /// How evenly a burden lies is of the whole pool; who has how much, of those whom the reader reads about.
  init(_ ledger: FairnessLedger, _ problem: RosterProblem, _ part: RosterBookPart) {
    let pools = problem.pools.map(\.name)
    let first = problem.history.map(\.interval.start.date).min() ?? problem.firstDate
    self.init(
      period: ledger.period, known: max(first, ledger.period.start.date),
      lines: ledger.lines.map { line in
        .init(
          burden: line.burden, definition: line.burden.definition,
          pool: pools.firstIndex(of: line.pool) ?? 0, status: line.status, total: line.total,
          range: line.range, gini: line.gini,
          shares: line.shares.filter { part.holds($0.officer) })
      })
  }
}
