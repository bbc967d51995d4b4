// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// What the auditor's record says of a check of the chain, beside the kind of the event.
public struct ChainCheckNote: Hashable, Sendable {
  public enum Said: Hashable, Sendable {
    /// Over so many events.
    case begun(length: Int)
    case ended(ChainCheck.Finding)
  }

  public var check: ID<ChainCheck>
  public var said: Said

  public init(check: ID<ChainCheck>, _ said: Said) {
    self.check = check
    self.said = said
  }

  /// As it is recorded. What a store said of a failure comes last, so that it cannot pass for something else.
  public var text: String {
    let words =
      switch said {
      case .begun(let length): "\(length) events"
      case .ended(.intact(let seal)): "\(seal.events) events, seal \(seal.digest.hexadecimal)"
      case .ended(.broken(let id, let reason)): "event \(id): \(reason.rawValue)"
      case .ended(.failed(let detail)): detail
      }
    return "check \(check), \(words)"
  }

  /// - Returns: `nil` for what `text` did not write.
  public init?(text: String) {
    guard let parts = text.wholeMatch(of: /check ([0-9]+), ((?s:.*))/),
      let number = Int64(parts.1)
    else { return nil }
    check = ID(rawValue: number)
    let words = parts.2
    if let found = words.wholeMatch(of: /([0-9]+) events/), let length = Int(found.1) {
      said = .begun(length: length)
    } else if let found = words.wholeMatch(of: /([0-9]+) events, seal ([0-9a-f]+)/),
      let events = Int(found.1), let digest = EventDigest(hexadecimal: String(found.2))
    {
      said = .ended(.intact(ChainSeal(events: events, digest: digest)))
    } else if let found = words.wholeMatch(of: /event ([0-9]+): ([A-Za-z]+)/),
      let id = Int64(found.1), let reason = ChainVerification.Break(rawValue: String(found.2))
    {
      said = .ended(.broken(at: ID(rawValue: id), reason))
    } else {
      said = .ended(.failed(detail: String(words)))
    }
  }
}
