// SPDX-License-Identifier: Apache-2.0

import CityOrder
public import DocumentRendering
import DutyModel
public import DutyPlanning
public import Foundation
public import Operations
import Rostering
public import Webhooks

/// What the server needs to run the day: wired by whoever chose the database.
public struct LiveDuty: Sendable {
  public var store: any DeskStore
  /// The log that the store adds to.
  public var log: any DutyEventLog
  /// Who had that log verified, and what came of it.
  public var checks: any ChainCheckStore
  public var clock: DutyClock
  /// The log is looked into so often for what no sign has told.
  public var lookInterval = Duration.seconds(1)
  /// Where photos of violations and findings lie; `nil` where none are kept.
  public var photos: (any PhotoStore)?
  /// Words events of the log by number; `nil` where nobody can.
  public var readEvents: FigureArchive.EventReader?
  /// Who else is told what is recorded; `nil` where nobody is.
  public var webhooks: WebhookDesk?
  /// Plans a special order on the spot; `nil` where there is no solver.
  public var planOrder:
    (@Sendable (SpecialMission, SpecialActivation) throws(PlanningError) -> SpecialAnswer)?
  /// Sets a record for paper, as PDF; `nil` where nothing can be set.
  public var printRecord: (@Sendable (RecordSheet) async throws -> Data)?

  public init(
    store: any DeskStore, log: any DutyEventLog, checks: any ChainCheckStore,
    clock: DutyClock = DutyClock(), photos: (any PhotoStore)? = nil
  ) {
    self.store = store
    self.log = log
    self.checks = checks
    self.clock = clock
    self.photos = photos
  }
}

/// The desks over one published roster, and where they keep their files.
///
/// A request works with one such value from its beginning to its end, whatever is published meanwhile.
struct DutyDesks: Sendable {
  let live: LiveDuty
  let book: DutyBook
  let attendance: AttendanceDesk
  let dispatch: DispatchDesk
  let violations: ViolationDesk
  let special: SpecialDutyDesk
  let inspections: InspectionDesk
  let shifts: ShiftHandOverDesk
  let people: PeopleIndex
  /// Which brigade a case of city order on the carriageway goes to; `nil` where none are referred.
  let referral: BrigadeReferral?
  private let order: Open311Service?

  /// - Parameter order: City order, which refers cases to brigades.
  /// - Throws: `ReferralMappingError` where its bodies do not fit the police's units.
  init(
    _ live: LiveDuty, _ book: DutyBook, codes: ViolationCodeList,
    checklists: [InspectionChecklist], people: PeopleIndex, order: Open311Service? = nil
  ) throws(ReferralMappingError) {
    self.order = order
    if let order, let rules = order.referralRules {
      referral = try BrigadeReferral(rules: rules, directory: order.directory, book: book)
    } else {
      referral = nil
    }
    self.live = live
    self.people = people
    self.book = book
    attendance = AttendanceDesk(book)
    dispatch = DispatchDesk(book)
    special = SpecialDutyDesk(book)
    inspections = InspectionDesk(book, checklists: checklists)
    shifts = ShiftHandOverDesk(book)
    violations = ViolationDesk(
      book, codes: codes,
      referrer: order.map {
        CaseReferrer(directory: $0.directory, deadlines: $0.deadlines, now: $0.now)
      })
  }

  /// The same desks over a new roster, with everybody as they are by now.
  func following(_ roster: Roster, staff: [Officer]) throws -> DutyDesks {
    try DutyDesks(
      live, try DutyBook(book, following: roster, staff: staff), codes: violations.codes,
      checklists: inspections.checklists, people: people, order: order)
  }

  /// Gives cases to brigades at this moment; `nil` where none are referred.
  var referralDesk: ReferralDesk? {
    guard let order, let referral else { return nil }
    return ReferralDesk(
      referral, store: live.store, violations: violations, classes: order.directory.classes,
      at: now, isExercise: live.clock.isExercise)
  }

  var now: Instant { live.clock.now }
}
