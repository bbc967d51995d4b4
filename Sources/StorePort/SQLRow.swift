// SPDX-License-Identifier: Apache-2.0

/// One row of an answer, its columns in the order selected.
public struct SQLRow: Hashable, Sendable {
  public var values: [SQLValue]

  public init(_ values: [SQLValue]) { self.values = values }

  /// - Throws: `StoreError` with code `.corrupt` where the column is missing or no whole number.
  public func integer(_ column: Int) throws(StoreError) -> Int64 {
    guard values.indices.contains(column), case .integer(let number) = values[column] else {
      throw mismatch(column, expected: "a whole number")
    }
    return number
  }

  /// `nil` for NULL.
  public func optionalInteger(_ column: Int) throws(StoreError) -> Int64? {
    isNull(column) ? nil : try integer(column)
  }

  /// - Throws: `StoreError` with code `.corrupt` where the column is missing or no text.
  public func text(_ column: Int) throws(StoreError) -> String {
    guard values.indices.contains(column), case .text(let text) = values[column] else {
      throw mismatch(column, expected: "a text")
    }
    return text
  }

  public func isNull(_ column: Int) -> Bool {
    values.indices.contains(column) && values[column] == .null
  }

  private func mismatch(_ column: Int, expected: String) -> StoreError {
    let found = values.indices.contains(column) ? "\(values[column])" : "nothing"
    return StoreError(
      .corrupt, "Column \(column) of a stored row holds \(found), and \(expected) was expected.")
  }
}
