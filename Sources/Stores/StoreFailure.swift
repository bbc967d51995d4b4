// SPDX-License-Identifier: Apache-2.0

import CityOrder
import IncidentAnalysis
import JobQueue
import Operations
import Rostering
import StorePort
import Webhooks

/// A stage's own error of its store: the database's troubles are four of its cases.
protocol StoreFailure: Error {
  static func full(detail: String) -> Self
  static func busy(detail: String) -> Self
  static func damaged(detail: String) -> Self
  static func unavailable(detail: String) -> Self

  /// What the stage itself throws inside a transaction, in the words of its store; `nil` for an error
  /// that is none of its own.
  init?(ofStage error: any Error)
}

extension StoreFailure {
  init?(ofStage error: any Error) { nil }

  init(_ error: StoreError) {
    self =
      switch error.code {
      case .full: .full(detail: "\(error)")
      // Two who take the same number: whoever tries again gets the next one.
      case .busy, .conflict: .busy(detail: "\(error)")
      case .corrupt, .notADatabase: .damaged(detail: "\(error)")
      default: .unavailable(detail: "\(error)")
      }
  }

  /// The one place where an error of the database becomes an error of a stage.
  static func translated<Value>(_ body: () async throws -> Value) async throws(Self) -> Value {
    do {
      return try await body()
    } catch let error as Self {
      throw error
    } catch let error as StoreError {
      throw Self(error)
    } catch {
      throw Self(ofStage: error) ?? .unavailable(detail: "\(error)")
    }
  }
}

extension EventLogError: StoreFailure {
  static func full(detail: String) -> Self { Self(.full, detail: detail) }
  static func busy(detail: String) -> Self { Self(.busy, detail: detail) }
  static func damaged(detail: String) -> Self { Self(.damaged, detail: detail) }
  static func unavailable(detail: String) -> Self { Self(.unavailable, detail: detail) }
}

extension TrackingError: StoreFailure {
  static func full(detail: String) -> Self { Self(.full, detail: detail) }
  static func busy(detail: String) -> Self { Self(.busy, detail: detail) }
  static func damaged(detail: String) -> Self { Self(.damaged, detail: detail) }
  static func unavailable(detail: String) -> Self { Self(.unavailable, detail: detail) }
}

extension DeskError: StoreFailure {
  init?(ofStage error: any Error) {
    switch error {
    case let refusal as TransitionRefused: self = .refused(refusal)
    case let error as EventLogError: self = .damaged(detail: error.detail)
    // A case that was referred and does not take the brigade's answer, or could not be referred.
    case let error as CaseRefused: self = .invalid(error.explanation)
    case let error as CaseStoreError: self = .invalid(error.explanation)
    case let error as CaseDeskError: self = .invalid(error.explanation)
    case let error as CalendarError: self = .invalid(error.explanation)
    default: return nil
    }
  }
}

extension RosterStoreError: StoreFailure {
  init?(ofStage error: any Error) {
    switch error {
    case let error as EventLogError: self = .damaged(detail: error.detail)
    // Steps that were taken once and are refused now, or a roster that cannot be read.
    case is RosterRefused, is DecodingError: self = .damaged(detail: "\(error)")
    default: return nil
    }
  }
}

extension PointStoreError: StoreFailure {
  init?(ofStage error: any Error) {
    switch error {
    case let error as EventLogError: self = .damaged(detail: error.detail)
    // Steps that were taken once and are refused now.
    case is PointLedgerError, is DecodingError: self = .damaged(detail: "\(error)")
    default: return nil
    }
  }
}

extension OrderStoreError: StoreFailure {
  init?(ofStage error: any Error) {
    switch error {
    case let refusal as OrderRefused: self = .refused(refusal)
    case let error as EventLogError: self = .damaged(detail: error.detail)
    case is DecodingError: self = .damaged(detail: "\(error)")
    default: return nil
    }
  }
}

extension JobStoreError: StoreFailure {
  init?(ofStage error: any Error) {
    guard error is DecodingError else { return nil }
    self = .damaged(detail: "\(error)")
  }
}

extension WebhookError: StoreFailure {
  init?(ofStage error: any Error) {
    guard error is DecodingError || error is EventLogError else { return nil }
    self = .damaged(detail: "\(error)")
  }
}

extension CaseStoreError: StoreFailure {
  init?(ofStage error: any Error) {
    guard let refusal = error as? CaseRefused else { return nil }
    self = .refused(refusal)
  }
}
