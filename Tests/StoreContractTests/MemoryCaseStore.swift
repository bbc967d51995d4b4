// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Geography
import Operations

/// Cases that are forgotten at the end of the process; the reference for the other stores.
actor MemoryCaseStore: CaseStore {
  private let classes: ClassList
  private var cases: [CityCase] = []
  private var log: [[CaseEvent]] = []

  init(classes: ClassList) { self.classes = classes }

  func file(_ new: [[CaseEvent]]) throws(CaseStoreError) -> [CityCase] {
    do throws(CaseRefused) {
      var (answers, filed, kept): ([CityCase], [CityCase], [[CaseEvent]]) = ([], [], [])
      for events in new {
        if let known = place(of: events, in: log + kept) {
          answers.append((cases + filed)[known])
          continue
        }
        let id = ID<CityCase>(rawValue: Int64(cases.count + filed.count + 1))
        filed.append(try CityCase(id: id, replaying: events))
        kept.append(events)
        answers += filed.suffix(1)
      }
      cases += filed
      log += kept
      return answers
    } catch {
      throw .refused(error)
    }
  }

  private func place(of events: [CaseEvent], in log: [[CaseEvent]]) -> Int? {
    guard let first = events.first, first.key != nil else { return nil }
    return log.firstIndex { $0.first?.key == first.key && $0.first?.by.person == first.by.person }
  }

  func reported(under key: RequestKey, by person: ID<CasePerson>?) -> ID<CityCase>? {
    log.firstIndex { $0.first?.key == key && $0.first?.by.person == person }
      .map { ID(rawValue: Int64($0 + 1)) }
  }

  func append(
    _ events: [CaseEvent], to id: ID<CityCase>, version: Int
  ) throws(CaseStoreError) -> CaseAnswer {
    var one = try cityCase(id)
    guard one.version == version else { throw .conflict(id) }
    var effects: [CaseEffect] = []
    do throws(CaseRefused) {
      for event in events { effects += try one.apply(event) }
    } catch {
      throw .refused(error)
    }
    replace(one, adding: events)
    let closed = effects.contains(.closeDuplicates) ? closeDuplicates(of: one) : []
    return CaseAnswer(cityCase: one, effects: effects, closedDuplicates: closed)
  }

  private func closeDuplicates(of parent: CityCase) -> [ID<CityCase>] {
    cases.filter { $0.state == .duplicate(of: parent.id) }.flatMap { child in
      var child = child
      let event = CaseEvent(
        by: .system, at: max(parent.lastChange, child.lastChange), .closeWithParent(parent.id))
      guard (try? child.apply(event)) != nil else { return [ID<CityCase>]() }
      replace(child, adding: [event])
      return [child.id] + closeDuplicates(of: child)
    }
  }

  private func replace(_ one: CityCase, adding events: [CaseEvent]) {
    cases[Int(one.id.rawValue) - 1] = one
    log[Int(one.id.rawValue) - 1] += events
  }

  func count() -> Int { cases.count }

  func cityCase(_ id: ID<CityCase>) throws(CaseStoreError) -> CityCase {
    guard let one = cases.first(where: { $0.id == id }) else { throw .missing(id) }
    return one
  }

  func events(of id: ID<CityCase>) throws(CaseStoreError) -> [CaseEvent] {
    log[Int(try cityCase(id).id.rawValue) - 1]
  }

  func queue(of turn: CaseTurn, limit: Int) -> [CityCase] {
    guard turn != .nobody else { return [] }
    func order(_ one: CityCase) -> (Int64, Int64) {
      (one.clock?.due.milliseconds ?? .max, one.id.rawValue)
    }
    return Array(
      cases.filter { $0.turn == turn }.sorted { order($0) < order($1) }.prefix(limit))
  }

  func alerted(by moment: Instant, limit: Int) -> [CityCase] {
    func order(_ one: CityCase) -> (Int64, Int64) {
      (one.nextAlert?.milliseconds ?? .max, one.id.rawValue)
    }
    return Array(
      cases.filter { $0.nextAlert.map { $0 <= moment } ?? false }
        .sorted { order($0) < order($1) }.prefix(limit))
  }

  func escalated(limit: Int) -> [CityCase] {
    func order(_ one: CityCase) -> (Int, Int64, Int64) {
      (one.rung == .leader ? 0 : 1, one.clock?.due.milliseconds ?? .max, one.id.rawValue)
    }
    return Array(
      cases.filter { [.supervisor, .leader].contains($0.rung) }
        .sorted { order($0) < order($1) }.prefix(limit))
  }

  func openCases(in box: GeographicBox, limit: Int) -> [CityCase] {
    Array(
      cases.filter { !$0.isEnded && ($0.report.place.map(box.contains) ?? false) }.prefix(limit))
  }

  func search(_ search: CaseSearch) -> [CityCase] { search.found(in: cases) }

  func updates(_ search: CaseUpdateSearch) -> [CaseUpdate] {
    let all = zip(cases, log).filter { $0.0.report.isPublic }.flatMap { one, events in
      events.enumerated().map { CaseUpdate(id: one.id, number: $0 + 1, event: $1) }
    }
    let found = all.filter { update in
      search.actions.contains(update.event.action.key)
        && (search.ids?.contains(update.id) ?? search.period.contains(update.event.at))
    }.sorted {
      ($0.event.at.milliseconds, $0.id.rawValue, $0.number)
        > ($1.event.at.milliseconds, $1.id.rawValue, $1.number)
    }
    return Array(found.dropFirst(search.offset).prefix(search.limit))
  }

  func anomalies(dueIn period: Range<Instant>) -> [CaseAnomaly] {
    let wanted = cases.filter { one in
      let facts = CaseFacts(one, kind: "")
      guard let due = facts.due, let closed = facts.closed, facts.opened != nil else {
        return false
      }
      return period.contains(due) && closed < period.upperBound
    }.map(\.id)
    let found = CaseAnomaly.find(in: zip(cases, log).map { ($0, $1) })
    return found.filter { wanted.contains($0.id) }
  }

  func needs(ofPhotos hashes: [PhotoHash]) -> [PhotoHash: PhotoNeed] {
    var needs: [PhotoHash: PhotoNeed] = [:]
    for hash in hashes {
      let users = zip(cases, log).filter { _, events in
        events.contains { $0.action.photos.contains(hash) }
      }.map(\.0)
      guard let last = users.map(\.lastChange).max() else { continue }
      needs[hash] = users.allSatisfy(\.isEnded) ? .ended(last) : .open
    }
    return needs
  }

  func tallies(in period: Range<Instant>, by dimension: CaseDimension) -> [CaseTallyRow] {
    let facts = cases.map { CaseFacts($0, kind: classes[$0.code]?.kind.rawValue ?? "") }
    return CaseTally.rows(of: facts, in: period, by: dimension)
  }
}
