// SPDX-License-Identifier: Apache-2.0

import Crypto
public import DutyModel
public import StorePort

/// Keys of programs that use an interface, such as `open311`: only their SHA-256 is stored, so what
/// is stored opens nothing.
public struct SQLAccessTokens: Sendable {
  private let database: any SQLDatabase

  public init(_ database: any SQLDatabase) { self.database = database }

  /// Makes a key of 256 random bits and stores its digest.
  ///
  /// - Returns: the key, which can never be read again.
  public func create(
    scope: String, holder: String, at now: Instant, validDays: Int64?
  ) async throws -> String {
    var generator = SystemRandomNumberGenerator()
    let key = "cx_" + (0..<4).map { _ in Self.hexadecimal(generator.next()) }.joined()
    let expiry = validDays.map { now.adding(seconds: $0 * 86_400).milliseconds }
    let digest = Self.digest(key)
    _ = try await database.write { session in
      try session.execute(
        """
        INSERT INTO access_token (digest, scope, holder, created, expires)
        VALUES (\(digest), \(scope), \(holder), \(now.milliseconds), \(expiry.sqlValue))
        """)
    }
    return key
  }

  /// Whether a key may use the scope at this moment.
  public func allows(_ key: String, scope: String, at now: Instant) async throws -> Bool {
    let digest = Self.digest(key)
    return try await database.read { session in
      try !session.rows(
        """
        SELECT digest FROM access_token WHERE digest = \(digest) AND scope = \(scope)
          AND created <= \(now.milliseconds)
          AND (expires IS NULL OR expires > \(now.milliseconds))
        """
      ).isEmpty
    }
  }

  private static func digest(_ key: String) -> String {
    SHA256.hash(data: Array(key.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private static func hexadecimal(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
