// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// One step on a point's way, with who took it, why and when: what a ledger is made of.
public struct PointStep: Hashable, Codable, Sendable {
  public enum Action: Hashable, Codable, Sendable {
    /// A candidate that a run found.
    case open(PointFinding)
    case apply(PointCase.Event)
  }

  public var point: ID<PointCase>
  public var action: Action
  public var signature: PointCase.Signature
  public var time: CivilTime

  public init(
    point: ID<PointCase>, action: Action, signature: PointCase.Signature, time: CivilTime
  ) {
    self.point = point
    self.action = action
    self.signature = signature
    self.time = time
  }
}
