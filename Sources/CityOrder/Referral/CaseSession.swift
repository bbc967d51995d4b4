// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import Operations

/// Cases within a transaction of the desks, so that a case and its violation change together or not at
/// all. What keeps both in one database is one.
public protocol CaseSession {
  /// Files a new case from its events, or finds the one that the same request filed.
  ///
  /// - Returns: `isNew` is false where it was there.
  func file(_ events: [CaseEvent], classes: ClassList) throws -> (cityCase: CityCase, isNew: Bool)

  /// - Throws: `CaseStoreError.missing`.
  func cityCase(_ id: ID<CityCase>) throws -> CityCase

  /// Adds events to a case that still has the given version.
  ///
  /// - Throws: `CaseStoreError.conflict`, `CaseRefused`.
  @discardableResult
  func append(
    _ events: [CaseEvent], to id: ID<CityCase>, version: Int, classes: ClassList
  ) throws -> CaseAnswer
}

extension DeskSession {
  /// - Throws: `DeskError.unavailable` where cases lie in another database.
  func cases() throws(DeskError) -> any CaseSession {
    guard let session = self as? any CaseSession else {
      throw .unavailable(detail: "Cases and violations lie in different databases.")
    }
    return session
  }
}
