// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// Somebody who looks at cases: makes what they see of each, and nothing else does.
public struct CaseReader: Sendable {
  public let audiences: Set<CaseAudience>
  /// By the position of the field.
  private let sights: [CaseField: CaseSight]

  /// - Parameter audiences: All that somebody is; of each field they see what any of these does.
  public init(_ audiences: Set<CaseAudience>) {
    self.audiences = audiences
    sights = Dictionary(
      uniqueKeysWithValues: CaseRedaction.table.map { line in
        (line.field, audiences.map(line.sight).max { $0.rawValue < $1.rawValue } ?? .hidden)
      })
  }

  public static let everybody = CaseReader([.everybody])

  public func sight(of field: CaseField) -> CaseSight { sights[field] ?? .hidden }

  public func sees(_ field: CaseField) -> Bool { sight(of: field) == .whole }

  func value<Value>(_ field: CaseField, _ value: @autoclosure () -> Value?) -> Value? {
    sees(field) ? value() : nil
  }

  /// A text as it is, masked, or not at all.
  func text(_ field: CaseField, _ text: String) -> String? {
    switch sight(of: field) {
    case .whole: text
    case .masked: MaskedText.of(text)
    case .hidden: nil
    }
  }

  /// - Returns: `nil` for a case that is not public, where only everybody looks.
  public func view(of one: CityCase) -> CaseView? {
    guard one.report.isPublic || audiences.contains(where: { $0 != .everybody }) else { return nil }
    return CaseView(one, for: self)
  }

  /// - Parameter number: Of the event within its case, from 1.
  public func view(of event: CaseEvent, number: Int) -> CaseEventView {
    CaseEventView(event, number: number, for: self)
  }
}
