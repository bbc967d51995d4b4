// SPDX-License-Identifier: Apache-2.0

/// A password for the first sign-in, that a person can read from paper and type.
///
/// Sixteen characters of 31 that are not mistaken for each other, in groups of four: 79 random bits.
public enum OneTimePassword {
  private static let alphabet = Array("23456789abcdefghjkmnpqrstuvwxyz")

  public static func random() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<4).map { _ in
      String((0..<4).map { _ in alphabet[Int.random(in: alphabet.indices, using: &generator)] })
    }.joined(separator: "-")
  }
}
