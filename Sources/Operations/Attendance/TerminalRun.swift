// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// A stretch of one terminal's stored fixes that shows its holder at a place. It keeps no place, only
/// from when to when and how many.
public struct TerminalRun: Hashable, Codable, Sendable {
  public var terminal: DutyModel.ID<TrackedTerminal>
  /// The badge number or the plate that the terminal speaks for.
  public var holder: String
  /// The moments of the first and the last fix, by the clock of the duty.
  public var first: Instant
  public var last: Instant
  public var fixes: Int

  /// What one fix says of somebody's being at a place.
  enum Word: Hashable, Sendable {
    case inside
    /// Elsewhere, or made up: a stretch ends here.
    case outside
    /// Nothing for or against it.
    case nothing
  }

  /// The first stretch that is long enough.
  ///
  /// - Parameters:
  ///   - fixes: Oldest first; `instant` by the clock of the duty.
  ///   - span: Fixes before or after it do not count.
  /// - Returns: the stretch up to the fix that made it long enough, `nil` where there is none.
  static func first(
    of terminal: DutyModel.ID<TrackedTerminal>, holder: String, in fixes: [Fix],
    within span: Range<Instant>, _ policy: TerminalPolicy, says: (Fix) -> Word
  ) -> Self? {
    var run: Self?
    for fix in fixes where span.contains(fix.instant) {
      switch says(fix) {
      case .nothing: continue
      case .outside: run = nil
      case .inside:
        if var known = run, fix.instant.seconds(since: known.last) <= policy.longestGapSeconds {
          known.last = fix.instant
          known.fixes += 1
          run = known
          if known.last.seconds(since: known.first) >= policy.runSeconds { return known }
        } else {
          run = Self(
            terminal: terminal, holder: holder, first: fix.instant, last: fix.instant, fixes: 1)
        }
      }
    }
    return nil
  }
}
