// SPDX-License-Identifier: Apache-2.0

import Foundation
import PostgresDriver
import StorePort

/// The PostgreSQL server that tests may use.
public enum TestPostgres {
  public static var address: String? {
    ProcessInfo.processInfo.environment["CHENGXU_TEST_POSTGRES"].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// An address that leads to a schema of its own, removed afterwards.
  public static func withSchema<Value>(_ body: (String) async throws -> Value) async throws -> Value
  {
    guard let address else {
      throw StoreError(.unreachable, "CHENGXU_TEST_POSTGRES is not set.")
    }
    let schema = "test_\(UUID().uuidString.replacing("-", with: "").lowercased())"
    let server = try PostgresDriver(address: address, readers: 1)
    _ = try await server.write { try $0.execute(SQLText(stringLiteral: "CREATE SCHEMA \(schema)")) }
    let outcome: Result<Value, any Error>
    do {
      let separator = address.contains("?") ? "&" : "?"
      outcome = .success(try await body("\(address)\(separator)options=-csearch_path%3D\(schema)"))
    } catch {
      outcome = .failure(error)
    }
    _ = try await server.write {
      try $0.execute(SQLText(stringLiteral: "DROP SCHEMA \(schema) CASCADE"))
    }
    return try outcome.get()
  }
}
