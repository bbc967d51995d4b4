// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// A comparison as it is kept and shown: of which data, and whether there was a measure at all.
public struct BeforeAfterReport: Hashable, Codable, Sendable {
  public var snapshot: Version
  /// Nothing was done on the day: what is found is what the method makes of chance.
  public var isPlacebo: Bool
  public var study: BeforeAfter

  public init(snapshot: Version, isPlacebo: Bool, study: BeforeAfter) {
    self.snapshot = snapshot
    self.isPlacebo = isPlacebo
    self.study = study
  }
}
