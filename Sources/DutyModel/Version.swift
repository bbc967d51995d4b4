// SPDX-License-Identifier: Apache-2.0

/// Names one published value for ever: the stage's name and a digest of all it was made from.
///
/// A correction is a new version; nothing published is edited.
public struct Version: Hashable, Codable, Sendable {
  public var stage: String
  /// Lower-case hexadecimal SHA-256, at least 12 digits.
  public var digest: String

  public init(stage: String, digest: String) {
    self.stage = stage
    self.digest = digest
  }
}
