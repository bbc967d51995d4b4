// SPDX-License-Identifier: Apache-2.0

import CPostgreSQL
import StorePort

/// One answer of the server, freed with this object.
final class PostgresResult {
  private let handle: OpaquePointer

  init(_ handle: OpaquePointer) { self.handle = handle }

  deinit { PQclear(handle) }

  var failure: StoreError? {
    switch PQresultStatus(handle) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return nil
    case PGRES_PIPELINE_ABORTED:
      return StoreError(.conflict, "A statement before this one failed.")
    default:
      let state = PQresultErrorField(handle, stateField).map { String(cString: $0) } ?? ""
      return StoreError(sqlState: state, message: String(cString: PQresultErrorMessage(handle)))
    }
  }

  /// `PG_DIAG_SQLSTATE`, a macro.
  private let stateField = Int32(UInt8(ascii: "C"))

  var changedRows: Int { Int(String(cString: PQcmdTuples(handle))) ?? 0 }

  /// What was carried out: `COMMIT`, or `ROLLBACK` for a COMMIT that could not be.
  var commandTag: String { String(cString: PQcmdStatus(handle)) }

  var rows: [SQLRow] {
    let columns = PQnfields(handle)
    let types = (0..<columns).map { PQftype(handle, $0) }
    return (0..<PQntuples(handle)).map { row in
      SQLRow((0..<columns).map { value(row: row, column: $0, type: types[Int($0)]) })
    }
  }

  /// - Parameter type: the server's number of the column's type (pg_type.oid).
  private func value(row: Int32, column: Int32, type: Oid) -> SQLValue {
    if PQgetisnull(handle, row, column) == 1 { return .null }
    let text = String(cString: PQgetvalue(handle, row, column))
    switch type {
    case 16: return .integer(text == "t" ? 1 : 0)
    case 20, 21, 23: return Int64(text).map(SQLValue.integer) ?? .text(text)
    case 700, 701: return Double(text).map(SQLValue.real) ?? .text(text)
    // numeric, which sums of BIGINT are.
    case 1700:
      return Int64(text).map(SQLValue.integer) ?? Double(text).map(SQLValue.real) ?? .text(text)
    default: return .text(text)
    }
  }
}
