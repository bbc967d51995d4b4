// SPDX-License-Identifier: Apache-2.0

public import DutyModel

extension RosterDesk {
  /// Judges by a forecast from now on. Days that it does not name keep what was known.
  ///
  /// - Throws: `.noHeatRules` where no rule in force would look at it.
  public func take(
    _ forecast: HeatForecast, file: String, seen revision: Int, by person: RosterPerson,
    at now: Instant
  ) async throws(RosterDeskError) -> RosterBook {
    guard problem.rules.asksForHeat else { throw .noHeatRules }
    return try await record(
      .forecast(forecast.days, file: file), seen: revision, by: person, at: now)
  }

  /// The last day that published rosters cover without a gap after this one's own days.
  static func coverage(
    after last: CivilDate, _ index: [RosterIndexEntry], _ store: any RosterStore
  ) async throws(RosterStoreError) -> CivilDate? {
    var until = last
    for entry in index.sorted(by: { $0.firstDate < $1.firstDate }) {
      guard entry.latestEnd > until, entry.firstDate <= until.adding(days: 1),
        let published = try await store.book(entry.id).published
      else { continue }
      until = max(until, published.end.adding(days: -1))
    }
    return until > last ? until : nil
  }
}
