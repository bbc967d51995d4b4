// SPDX-License-Identifier: Apache-2.0

import Crypto
import CryptoExtras
import Foundation

/// A password as it is kept: scrypt (RFC 7914) with a salt of its own, in the PHC string form
/// `$scrypt$ln=15,r=8,p=3$salt$key`.
///
/// One hash takes a few hundred milliseconds of one core at the standard cost, so it is made by
/// `PasswordWork`, never on a thread that serves others.
public struct PasswordHash: Hashable, Sendable {
  public let text: String

  init(of password: String, cost: PasswordCost) {
    let salt = SymmetricKey(size: .bits128).withUnsafeBytes { Array($0) }
    text = Self.text(cost, salt: salt, key: Self.key(password, salt, cost) ?? [])
  }

  /// A hash that no password fits, and that takes as long to check as any other.
  static func decoy(cost: PasswordCost) -> PasswordHash {
    func random(_ size: SymmetricKeySize) -> [UInt8] {
      SymmetricKey(size: size).withUnsafeBytes { Array($0) }
    }
    return PasswordHash(
      known: text(cost, salt: random(.bits128), key: random(.bits256)))
  }

  private init(known text: String) { self.text = text }

  private static func text(_ cost: PasswordCost, salt: [UInt8], key: [UInt8]) -> String {
    "$scrypt$ln=\(cost.logarithm),r=\(cost.blockSize),p=\(cost.parallelism)"
      + "$\(Data(salt).base64EncodedString())$\(Data(key).base64EncodedString())"
  }

  /// - Throws: `AccessError.damagedHash` for a text that this type did not write.
  public init(text: String) throws(AccessError) {
    guard Self.parts(text) != nil else { throw .damagedHash }
    self.text = text
  }

  /// Takes the same time wherever the passwords differ.
  func matches(_ password: String) -> Bool {
    guard let parts = Self.parts(text),
      let key = Self.key(password, parts.salt, parts.cost),
      key.count == parts.key.count
    else { return false }
    return zip(key, parts.key).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// Both ways of typing a character give the same bytes: passwords are compared in Unicode
  /// normalisation form C.
  static func key(_ password: String, _ salt: [UInt8], _ cost: PasswordCost) -> [UInt8]? {
    let bytes = Array(password.precomposedStringWithCanonicalMapping.utf8)
    let key = try? KDF.Scrypt.deriveKey(
      from: bytes, salt: salt, outputByteCount: 32, rounds: 1 << cost.logarithm,
      blockSize: cost.blockSize, parallelism: cost.parallelism)
    return key?.withUnsafeBytes { Array($0) }
  }

  private static func parts(
    _ text: String
  ) -> (cost: PasswordCost, salt: [UInt8], key: [UInt8])? {
    let fields = text.split(separator: "$", omittingEmptySubsequences: false)
    guard fields.count == 5, fields[0].isEmpty, fields[1] == "scrypt",
      let salt = Data(base64Encoded: String(fields[3])),
      let key = Data(base64Encoded: String(fields[4])), key.count == 32, salt.count >= 16
    else { return nil }
    let numbers = fields[2].split(separator: ",").map { $0.split(separator: "=") }
    guard numbers.count == 3, numbers.allSatisfy({ $0.count == 2 }),
      numbers.map({ $0[0] }) == ["ln", "r", "p"], let logarithm = Int(numbers[0][1]),
      let blockSize = Int(numbers[1][1]), let parallelism = Int(numbers[2][1]),
      (10...20).contains(logarithm), (1...32).contains(blockSize), (1...16).contains(parallelism)
    else { return nil }
    let cost = PasswordCost(
      logarithm: logarithm, blockSize: blockSize, parallelism: parallelism)
    return (cost, Array(salt), Array(key))
  }
}

extension PasswordHash: Codable {
  public init(from decoder: any Decoder) throws {
    try self.init(text: decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

extension PasswordHash: CustomStringConvertible {
  public var description: String { "PasswordHash(…)" }
}
