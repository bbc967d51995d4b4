// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import Foundation
public import IncidentAnalysis
import Operations
public import StorePort

/// The ledger of points in any SQL database: each step an event of the one chained log.
public struct SQLPointStore: PointStore {
  private let database: any SQLDatabase

  /// - Parameter database: Already brought up to date by `SchemaUpgrade`.
  public init(_ database: any SQLDatabase) { self.database = database }

  public func ledger() async throws(PointStoreError) -> PointLedger {
    try await PointStoreError.translated {
      try await database.read { session in
        var ledger = PointLedger()
        try session.forEachRow(
          """
          SELECT e.id, e.previous, e.digest, e.body FROM point_event p
          JOIN duty_event e ON e.id = p.event ORDER BY p.number
          """
        ) { row in
          let entry = try DutyEvent(row: row).entry
          guard case .point(let step) = entry.content else {
            throw StoreError(.corrupt, "A step of a point is an event of another kind.")
          }
          try ledger.apply(step)
          if entry.isSimulated { ledger.isDemoData = true }
        }
        return ledger
      }
    }
  }

  public func revision() async throws(PointStoreError) -> Int {
    try await PointStoreError.translated { try await database.read { try $0.pointRevision() } }
  }

  public func append(
    _ steps: [PointStep], by account: String?, seen revision: Int, isDemoData: Bool,
    at now: Instant
  ) async throws(PointStoreError) {
    guard !steps.isEmpty else { return }
    try await PointStoreError.translated {
      try await database.write { session in
        guard try session.pointRevision() == revision else { throw PointStoreError.conflict }
        var chain = try session.chainAtEnd()
        for (offset, step) in steps.enumerated() {
          let sealed = try chain.seal(
            DutyEventEntry(
              instant: now, recorded: now, actor: Self.actor(step, account),
              isSimulated: isDemoData, content: .point(step: step)))
          try session.insert(sealed)
          try session.execute(
            """
            INSERT INTO point_event (number, point, event) VALUES (
              \(revision + offset + 1), \(step.point.rawValue), \(sealed.event.id.rawValue))
            """)
        }
      }
    }
  }

  private static func actor(_ step: PointStep, _ account: String?) -> DutyActor {
    if let officer = step.signature.officer { return .officer(id: officer) }
    return account.map { .account(name: $0) } ?? .system
  }
}

extension SQLSession {
  fileprivate func pointRevision() throws -> Int {
    Int(try rows("SELECT COUNT(*) FROM point_event")[0].integer(0))
  }
}
