// SPDX-License-Identifier: Apache-2.0

/// What went wrong in the store: a code to branch on, a sentence to read, the cause underneath.
///
/// Each driver makes it once, where the database's own error crosses the port.
public struct StoreError: Error {
  public struct Code: Hashable, Sendable {
    private enum Value {
      case conflict, missing, constraint, busy, full, readOnly, notADatabase, newerSchema
      case changedSchema, corrupt, unreachable, unknown
    }
    private let value: Value

    /// Somebody else changed the row first; read it again and retry.
    public static let conflict = Code(value: .conflict)
    /// No row has the given number.
    public static let missing = Code(value: .missing)
    /// The schema refuses the row: a bug above the store, never a reason to retry.
    public static let constraint = Code(value: .constraint)
    /// The database did not answer in time; the same call may succeed later.
    public static let busy = Code(value: .busy)
    /// The disk is full: nothing was stored.
    public static let full = Code(value: .full)
    /// The file or folder may not be written.
    public static let readOnly = Code(value: .readOnly)
    /// The file is not a database of this program.
    public static let notADatabase = Code(value: .notADatabase)
    /// A newer version of the program has written this database.
    public static let newerSchema = Code(value: .newerSchema)
    /// A schema step that was applied is not the one this program knows.
    public static let changedSchema = Code(value: .changedSchema)
    /// What is stored cannot be read back.
    public static let corrupt = Code(value: .corrupt)
    /// The file or server is not there.
    public static let unreachable = Code(value: .unreachable)
    public static let unknown = Code(value: .unknown)
  }

  public var code: Code
  public var message: String
  public var cause: (any Error)?

  public init(_ code: Code, _ message: String, cause: (any Error)? = nil) {
    self.code = code
    self.message = message
    self.cause = cause
  }
}

extension StoreError: CustomStringConvertible {
  public var description: String {
    cause.map { "\(message) (\($0))" } ?? message
  }
}

extension StoreError.Code: CustomStringConvertible {
  public var description: String { "\(value)" }
}
