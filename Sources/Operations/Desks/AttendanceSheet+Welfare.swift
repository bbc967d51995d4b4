// SPDX-License-Identifier: Apache-2.0

public import DutyModel

extension AttendanceSheet {
  /// When something was last heard of the officer: an own step, a leader who spoke to them, a terminal
  /// of theirs, or that they came. The one rule of the board, of the phone and of the timer.
  ///
  /// - Parameter terminal: when a terminal of the officer's was last heard.
  public func heard(_ terminal: Instant?) -> Instant? {
    let since: Instant? = if case .present(let since) = record.state { since } else { nil }
    return [lastHeard, spokenTo, terminal, since].compactMap { $0 }.max()
  }

  /// Whether only a voice reaches the officer: signed in by a leader, without a step by phone, and no
  /// terminal of theirs was heard since.
  public func isReachedByVoiceOnly(_ terminal: Instant?) -> Bool {
    guard lastHeard == nil else { return false }
    guard let terminal else { return true }
    return terminal < record.arrival ?? record.start
  }

  /// From when silence counts: since something was heard, but not before the rostered start.
  func silenceBegins(_ terminal: Instant?) -> Instant {
    max(heard(terminal) ?? record.start, record.start)
  }

  /// Seconds of silence that are still usual.
  func longestSilence(_ terminal: Instant?, _ policy: CheckInPolicy) -> Int64 {
    isReachedByVoiceOnly(terminal) ? policy.welfare.rollCallSeconds : policy.lostContactSeconds
  }

  func stages(_ terminal: Instant?, _ policy: CheckInPolicy) -> [WelfarePolicy.Stage] {
    isReachedByVoiceOnly(terminal) ? policy.welfare.rollCallStages : policy.welfare.stages
  }

  /// When to look first whether something was heard, by what the file itself knows. A silence that has
  /// begun is looked at all the time: whatever ends it is not written here.
  func welfareLook(_ policy: CheckInPolicy) -> Instant? {
    guard case .present = record.state else { return nil }
    if let silence { return silence.toldAt }
    let due = silenceBegins(nil).adding(seconds: policy.lostContactSeconds)
    return due < record.end ? due : nil
  }
}
