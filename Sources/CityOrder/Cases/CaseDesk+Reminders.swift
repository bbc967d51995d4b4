// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// A percentage of a case's clock that has passed, and whom to tell.
public struct CaseReminder: Hashable, Sendable {
  public var id: ID<CityCase>
  public var percent: Int
  public var recipients: [CaseRecipient]
  /// When it was seen.
  public var at: Instant
  /// The same for one percentage of one clock, however often it is tried.
  public var key: String
}

extension CaseDesk {
  /// What a look at the clocks came to.
  public struct ClockRound: Sendable {
    /// Clocks that were found to have come to an alert.
    public var found = 0
    public var reminders: [CaseReminder] = []
    /// Cases that could not be reminded of, and why. They are tried again at the next look.
    public var failures: [(id: ID<CityCase>, error: any Error)] = []

    public init() {}
  }

  /// Reminds of the clocks that have come to 50, 80 or 100 percent, the longest ago first.
  ///
  /// Where a clock passed several since the last look, the highest is reminded of. Whom it concerns is
  /// told before the event is added, so that nobody stands as reminded who was not; telling the same
  /// key again has to do nothing. The event is added to the version that was read: of several servers
  /// that look at the same moment one adds it. A pause has no clock, so nothing comes of it.
  ///
  /// - Parameter limit: The most cases of one round.
  public func remind(
    at now: Instant, limit: Int, telling tell: (CaseReminder) async throws -> Void
  ) async throws(CaseDeskError) -> ClockRound {
    let ladder = ReminderLadder(directory, grids: grids)
    var round = ClockRound()
    do throws(CaseStoreError) {
      for one in try await cases.alerted(by: now, limit: limit) {
        round.found += 1
        do {
          if let reminder = try await remind(of: one, by: ladder, at: now, telling: tell) {
            round.reminders.append(reminder)
          }
        } catch CaseStoreError.conflict {
          // Somebody changed the case meanwhile; the next look sees it as it is then.
          continue
        } catch {
          round.failures.append((one.id, error))
        }
      }
      return round
    } catch {
      throw .store(error)
    }
  }

  private func remind(
    of one: CityCase, by ladder: ReminderLadder, at now: Instant,
    telling tell: (CaseReminder) async throws -> Void
  ) async throws -> CaseReminder? {
    guard let percent = one.duePercent(at: now), let start = one.clock?.start else {
      // Stored before alerts were kept beside the case: its next one is noted.
      try await cases.append([], to: one.id, version: one.version)
      return nil
    }
    let recipients = ladder.recipients(of: one, percent: percent, at: now)
    let reminder = CaseReminder(
      id: one.id, percent: percent, recipients: recipients, at: max(now, one.lastChange),
      key: "case-\(one.id)-\(start.milliseconds)-\(one.reworks)-\(one.extensions)-\(percent)")
    try await tell(reminder)
    try await cases.append(
      [CaseEvent(by: .system, at: reminder.at, .remind(percent: percent, to: recipients))],
      to: one.id, version: one.version)
    return reminder
  }
}
