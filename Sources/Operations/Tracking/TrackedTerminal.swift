// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// A device that may tell where a vehicle or an officer is.
public struct TrackedTerminal: Identifiable, Hashable, Sendable {
  /// The protocol it speaks; names are unique within one.
  public enum Kind: String, CaseIterable, Codable, Sendable { case jt808, osmand, owntracks }

  public let id: DutyModel.ID<TrackedTerminal>
  public var kind: Kind
  /// How it names itself: the phone number of its card, or what the application is set to.
  public var name: String
  /// The plate of the vehicle or the badge number of the officer who carries it.
  public var holder: String

  public init(id: DutyModel.ID<TrackedTerminal>, kind: Kind, name: String, holder: String) {
    self.id = id
    self.kind = kind
    self.name = name
    self.holder = holder
  }
}

/// What a terminal proves itself with. Only digests are kept.
public struct TerminalCredential: Hashable, Sendable {
  public var digest: EventDigest
  /// The one before, good until `previousUntil`: the answer that carried the new one may be lost.
  public var previous: EventDigest?
  public var previousUntil: Instant?
  /// The maker's number of the device that registered.
  public var device: String

  public init(
    digest: EventDigest, previous: EventDigest? = nil, previousUntil: Instant? = nil,
    device: String
  ) {
    self.digest = digest
    self.previous = previous
    self.previousUntil = previousUntil
    self.device = device
  }

  /// Seconds for which the code before stays good.
  public static let overlap: Int64 = 86_400

  /// A new code for `device`, in place of `current`.
  public static func renewed(
    after current: Self?, code: String, device: String, at now: Instant
  ) -> Self {
    Self(
      digest: EventDigest(of: code), previous: current?.digest,
      previousUntil: current.map { _ in now.adding(seconds: overlap) }, device: device)
  }

  public func accepts(_ code: String, at now: Instant) -> Bool {
    let given = EventDigest(of: code)
    if given == digest { return true }
    guard let previous, let previousUntil else { return false }
    return given == previous && now < previousUntil
  }
}
