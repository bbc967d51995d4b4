// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography

/// Who acts on a case, and what the law lets them do.
public struct Handler: Hashable, Codable, Sendable {
  public var officer: ID<Officer>
  public var status: Officer.Status
  /// The unit they act for: their brigade, special service squadron or office.
  public var unit: ID<Unit>
  /// 机关民警: finds and secures, but does not decide.
  public var isOfficeStaff: Bool

  public init(
    officer: ID<Officer>, status: Officer.Status, unit: ID<Unit>, isOfficeStaff: Bool
  ) {
    self.officer = officer
    self.status = status
    self.unit = unit
    self.isOfficeStaff = isOfficeStaff
  }
}

/// A place on the street network, coarse enough to be kept.
public struct StreetPlace: Hashable, Codable, Sendable {
  public var segment: ID<RoadSegment>
  public var junction: ID<Junction>?

  public init(segment: ID<RoadSegment>, junction: ID<Junction>? = nil) {
    self.segment = segment
    self.junction = junction
  }
}

/// A violation code of GA/T 16.31, kept as the text that it is: `1625`, `1352A`.
public struct ViolationCode: Hashable, Codable, Sendable {
  public let text: String

  /// - Returns: `nil` unless `text` has 4 to 6 ASCII letters and digits.
  public init?(_ text: String) {
    let trimmed = text.filter { !$0.isWhitespace }
    guard (4...6).contains(trimmed.count),
      trimmed.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
    else { return nil }
    self.text = trimmed
  }

  public init(from decoder: any Decoder) throws {
    self = try decoder.checkedText("a violation code of 4 to 6 letters and digits", Self.init)
  }

  public func encode(to encoder: any Encoder) throws { try encoder.encode(text: text) }
}

/// The paragraph of law that allows a release without penalty; there is no empty one.
public struct LegalGround: Hashable, Codable, Sendable {
  public let paragraph: String

  /// - Returns: `nil` if `paragraph` is blank.
  public init?(paragraph: String) {
    guard !paragraph.allSatisfy(\.isWhitespace) else { return nil }
    self.paragraph = paragraph
  }

  public init(from decoder: any Decoder) throws {
    self = try decoder.checkedText("a paragraph of law") { Self(paragraph: $0) }
  }

  public func encode(to encoder: any Encoder) throws { try encoder.encode(text: paragraph) }
}

/// Why a brigade gives a case back; there is no empty one.
public struct ReturnReason: Hashable, Codable, Sendable {
  public let text: String

  /// - Returns: `nil` if `text` is blank.
  public init?(_ text: String) {
    guard !text.allSatisfy(\.isWhitespace) else { return nil }
    self.text = text
  }

  public init(from decoder: any Decoder) throws {
    self = try decoder.checkedText("a reason", Self.init)
  }

  public func encode(to encoder: any Encoder) throws { try encoder.encode(text: text) }
}

/// The number of a decision or voucher. Its structure is local, so only its length is checked.
public struct DocumentNumber: Hashable, Codable, Sendable {
  public let text: String

  /// - Returns: `nil` unless `text` has 8 to 24 characters, none of them blank.
  public init?(_ text: String) {
    guard (8...24).contains(text.count), !text.contains(where: \.isWhitespace) else { return nil }
    self.text = text
  }

  public init(from decoder: any Decoder) throws {
    self = try decoder.checkedText("a document number of 8 to 24 characters", Self.init)
  }

  public func encode(to encoder: any Encoder) throws { try encoder.encode(text: text) }
}

extension Decoder {
  /// A text that its type accepts; a file cannot bring in what the initialiser refuses.
  fileprivate func checkedText<Value>(
    _ expected: String, _ make: (String) -> Value?
  ) throws -> Value {
    let container = try singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = make(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\"\(text)\" is not \(expected).")
    }
    return value
  }
}

extension Encoder {
  fileprivate func encode(text: String) throws {
    var container = singleValueContainer()
    try container.encode(text)
  }
}
