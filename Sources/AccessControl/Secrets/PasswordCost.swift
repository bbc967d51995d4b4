// SPDX-License-Identifier: Apache-2.0

/// How much work one password hash is: the parameters of scrypt (RFC 7914 §2).
public struct PasswordCost: Hashable, Sendable {
  /// Binary logarithm of N.
  public var logarithm: Int
  public var blockSize: Int
  public var parallelism: Int

  public init(logarithm: Int, blockSize: Int, parallelism: Int) {
    self.logarithm = logarithm
    self.blockSize = blockSize
    self.parallelism = parallelism
  }

  /// N = 2^15, r = 8, p = 3 needs 32 MiB and is one of the settings that OWASP's password storage
  /// guidance counts as equal to its first choice.
  public static let standard = PasswordCost(logarithm: 15, blockSize: 8, parallelism: 3)
}
