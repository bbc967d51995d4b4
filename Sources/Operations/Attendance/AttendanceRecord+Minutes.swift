// SPDX-License-Identifier: Apache-2.0

public import DutyModel

extension AttendanceRecord {
  /// The time on the place within the rostered span, as spans without overlap, in order.
  ///
  /// An officer who is still there counts until `now`, at the latest until the rostered end.
  public func presence(until now: Instant) -> [Range<Instant>] {
    guard let arrival else { return [] }
    var from = max(arrival, start)
    let last = min(end, leftAt ?? now)
    var spans: [Range<Instant>] = []
    for absence in absences + openAbsence(until: last) {
      if absence.from > from { spans.append(from..<min(absence.from, last)) }
      from = max(from, absence.until)
    }
    if from < last { spans.append(from..<last) }
    return spans.filter { !$0.isEmpty }
  }

  /// Milliseconds on the place within the rostered span.
  public func presentMilliseconds(until now: Instant) -> Int64 {
    presence(until: now).reduce(0) { $0 + $1.milliseconds }
  }

  /// Milliseconds sent elsewhere or relieved within the rostered span.
  public func authorisedAwayMilliseconds(until now: Instant) -> Int64 {
    let last = min(end, leftAt ?? now)
    return (absences + openAbsence(until: last)).reduce(0) { sum, absence in
      guard absence.isAuthorised else { return sum }
      let from = max(absence.from, start)
      return sum + max(0, min(absence.until, last).milliseconds - from.milliseconds)
    }
  }

  /// First valid presence at most the policy's minutes after the rostered start.
  public func isOnTime(_ policy: AttendancePolicy = .standard) -> Bool {
    guard let arrival else { return false }
    return arrival <= start.adding(seconds: policy.onTimeSeconds)
  }

  private func openAbsence(until last: Instant) -> [Span] {
    guard case .away(let reason, let since) = state, since < last else { return [] }
    return [Span(from: since, until: last, isAuthorised: reason.isAuthorised)]
  }
}

extension Range<Instant> {
  public var milliseconds: Int64 { upperBound.milliseconds - lowerBound.milliseconds }
}
