// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Operations

/// A body that takes part in city order.
public struct OrderUnit: Identifiable, Hashable, Codable, Sendable {
  public enum Kind: String, CaseIterable, Codable, Sendable {
    /// 监督中心: collects, opens, verifies, closes, evaluates.
    case supervisionCentre
    /// 指挥中心: dispatches and coordinates.
    case commandCentre
    /// 专业部门
    case department
    /// 街道
    case subdistrict
    /// 社区
    case community
    /// 交警大队
    case trafficBrigade
  }

  public let id: DutyModel.ID<OrderUnit>
  public var kind: Kind
  public var name: LocalizedName
  public var area: DutyModel.ID<Area>?
  /// The unit whose accounts act for it: a brigade's own number in the organisation, for any other
  /// body a number that no unit of the police has. `nil` where nobody signs in for it.
  public var unit: DutyModel.ID<Unit>?

  public init(
    id: DutyModel.ID<OrderUnit>, kind: Kind, name: LocalizedName,
    area: DutyModel.ID<Area>? = nil, unit: DutyModel.ID<Unit>? = nil
  ) {
    self.id = id
    self.kind = kind
    self.name = name
    self.area = area
    self.unit = unit
  }
}

/// Somebody who acts on cases. Only the number is kept with a case; names lie with the accounts.
public enum CasePerson {}

/// Who did something to a case, as what, and for which body.
public struct CaseActor: Hashable, Codable, Sendable {
  public enum Role: String, CaseIterable, Codable, Sendable {
    case citizen
    /// 信息采集员/监督员
    case collector
    /// 值班长 of the supervision centre 监督中心
    case supervisor
    /// 派遣员 of the command centre 指挥中心
    case dispatcher
    /// 处置人员 of a department
    case handler
    /// 分管领导: approves extensions and the ledger
    case leader
    /// 交警大队 officer in charge of referred cases
    case brigadeOfficer
    /// Takes in records of another system, with their file and line as evidence.
    case importer
    /// Clocks.
    case system
  }

  /// `nil` for citizens and the system.
  public var person: ID<CasePerson>?
  public var role: Role
  public var unit: ID<OrderUnit>?

  public init(person: ID<CasePerson>?, role: Role, unit: ID<OrderUnit>?) {
    self.person = person
    self.role = role
    self.unit = unit
  }

  public static let system = Self(person: nil, role: .system, unit: nil)
}

/// A text that says why; there is no empty one.
public struct CaseReason: Hashable, Sendable {
  public let text: String

  /// - Returns: `nil` if `text` is blank or longer than 2 000 characters.
  public init?(_ text: String) {
    guard !text.allSatisfy(\.isWhitespace), text.count <= 2000 else { return nil }
    self.text = text
  }
}

extension CaseReason: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let reason = Self(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "A reason is blank or longer than 2000 characters.")
    }
    self = reason
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

/// What shows that something was as said.
public enum CaseEvidence: Hashable, Codable, Sendable {
  /// A photo by the SHA-256 of its bytes as stored.
  case photo(PhotoHash)
  /// A line of another system's file: for imported records only.
  case record(source: String, line: Int)

  var isPhoto: Bool {
    if case .photo = self { true } else { false }
  }
}

extension [CaseEvidence] {
  var photos: [PhotoHash] {
    compactMap { if case .photo(let hash) = $0 { hash } else { nil } }
  }
}
