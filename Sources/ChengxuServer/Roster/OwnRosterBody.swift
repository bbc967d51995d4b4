// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import Rostering

/// What one person has of the roster: published duties, requests, whom one may swap with, and how
/// evenly the burdens lie on everybody of the pool.
struct OwnRosterBody: Encodable {
  var revision: Int
  /// Duties that began before it stay as they are.
  var planningTime: CivilTime
  var isDemoData: Bool
  var officer: ID<Officer>
  /// `nil` until the first publication.
  var publication: RosterBookBody.PublicationBody?
  var duties: [DutyBody]
  var requests: [RosterBookBody.RequestBody]
  /// Of the own pool: names for all that follows.
  var people: [PersonBody]
  /// Published duties that somebody of the same status in the pool still has before them.
  var others: [DutyBody]
  /// `nil` for whoever is in no pool.
  var fairness: RosterBookBody.FairnessBody?
  /// Until when the address of the own calendar works.
  var calendarUntil: Instant?

  struct PersonBody: Encodable {
    var id: ID<Officer>
    var name: LocalizedName
    var status: Officer.Status
  }

  struct DutyBody: Encodable {
    var id: ID<RosteredDuty>
    var officer: ID<Officer>
    var shift: String
    var name: LocalizedName
    var start: CivilTime
    var end: CivilTime
    var stays: [LocalizedName]
    var vehicle: String?
  }
}

extension OwnRosterBody {
  /// - Parameter places: what a stay is called, with its hours.
  init(
    of officer: ID<Officer>, _ book: RosterBook, of problem: RosterProblem, desk: RosterDesk,
    places: PlaceNames, vehicles: [ID<Vehicle>: String], calendarUntil: Instant?, at now: Instant
  ) {
    let pool = problem.pools.first { $0.members.contains { $0.id == officer } }
    let members = pool?.members ?? []
    let status = members.first { $0.id == officer }?.status
    let like = Set(members.filter { $0.status == status && $0.id != officer }.map(\.id))
    let time = desk.planningTime(now)
    let published = book.published
    func body(_ duty: RosteredDuty) -> DutyBody {
      DutyBody(
        id: duty.id, officer: duty.officer, shift: duty.shift, name: duty.shiftName,
        start: duty.interval.start, end: duty.interval.end, stays: duty.tasks.map(places.words),
        vehicle: duty.vehicle.flatMap { vehicles[$0] })
    }
    self.init(
      revision: book.revision, planningTime: time, isDemoData: book.base.isDemoData,
      officer: officer,
      publication: book.publications.last.map {
        .init(number: $0.number, by: $0.by.name, at: $0.at, note: $0.note)
      },
      duties: (published?.duties ?? []).filter { $0.officer == officer }.map(body),
      requests: book.requests.filter { $0.concerns(officer) }.map { .init($0) },
      people: members.map { PersonBody(id: $0.id, name: $0.name, status: $0.status) },
      others: (published?.duties ?? []).filter {
        like.contains($0.officer) && $0.interval.start > time
      }.map(body),
      fairness: pool.flatMap { pool in
        published.map { roster in
          var own = problem
          own.pools = [pool]
          return .init(FairnessLedger(problem: own, roster: roster), own, .everybody)
        }
      }, calendarUntil: calendarUntil)
  }
}

extension DutyRequest {
  func concerns(_ officer: DutyModel.ID<Officer>) -> Bool {
    if case .swap(_, let other, _) = kind, other == officer { return true }
    return applicant == officer
  }
}
