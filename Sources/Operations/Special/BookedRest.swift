// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Rostering

extension DeskSession {
  /// Rest that ended special duties booked, in the twelve weeks before a day; what is older is past
  /// the weeks in which rosters could be seen to repay it.
  public func bookedRest(before first: CivilDate, clock: CityClock) throws -> [RestDebt] {
    let end = CivilTime(date: first)
    let start = end.adding(minutes: -FairnessLedger.weeks * 10_080)
    var query = DeskQuery(
      isOpen: false, started: clock.instant(of: start)..<clock.instant(of: end), limit: 200)
    var debts: [RestDebt] = []
    repeat {
      let files = try files(SpecialDutyFile.self, query)
      debts += files.flatMap(\.duty.debts)
      query.before = files.count == query.limit ? files.last?.id.rawValue : nil
    } while query.before != nil
    return debts
  }
}
