// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// How to reach those who reported, kept apart from their cases and erased after some time.
///
/// A case holds only the number; nothing that is published can lead to the person.
public protocol ReporterStore: Sendable {
  func keep(
    name: String, phone: String, email: String, at now: Instant
  ) async throws(CaseStoreError) -> ID<ReporterContact>

  /// - Returns: `nil` when it was erased.
  func contact(_ id: ID<ReporterContact>) async throws(CaseStoreError) -> ReporterContact?

  /// Erases what was kept longer than the retention allows.
  ///
  /// - Returns: how many were erased.
  @discardableResult
  func eraseExpired(at now: Instant) async throws(CaseStoreError) -> Int
}
