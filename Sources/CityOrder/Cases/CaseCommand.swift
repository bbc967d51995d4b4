// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Operations

/// What a person asks to be done to a case; `CaseDesk` counts the deadlines and makes the event.
public enum CaseCommand: Hashable, Sendable {
  /// `nil` keeps the reporter's class.
  case open(ClassCode?)
  case decline(CaseReason)
  case markDuplicate(of: ID<CityCase>)
  case correctClass(ClassCode, CaseReason)
  case withdraw(CaseReason)
  /// To a body: as the class's owner, or by the command centre's decision between bodies.
  case dispatch(to: ID<OrderUnit>, basis: DispatchBasis)
  /// 属地: to whoever answers for the ground it lies on, since no body takes it.
  case dispatchToTerritory
  case refer(to: ID<OrderUnit>)
  case accept
  case giveBack(CaseReason)
  case requestExtension(TimeLimit, CaseReason)
  case decideExtension(isGranted: Bool, CaseReason)
  case pause(CaseReason)
  case resume
  case putOnLedger(CaseReason, review: CivilDate)
  case takeOffLedger
  case finish([PhotoHash], note: String)
  case brigadeOutcome(BrigadeOutcome)
  case verify(passed: Bool, PhotoHash)
  case close(note: String)
  case evaluate
  case crossCheck(passed: Bool, PhotoHash)

  /// Photos that it shows as evidence.
  public var photos: [PhotoHash] {
    switch self {
    case .finish(let photos, _): photos
    case .verify(_, let photo), .crossCheck(_, let photo): [photo]
    default: []
    }
  }
}

/// What a client calls one request by, so that sending it again does nothing again.
public struct RequestKey: Hashable, Sendable {
  public let text: String

  /// - Returns: `nil` unless `text` has 8 to 64 letters, digits and hyphens of ASCII, such as a UUID.
  public init?(_ text: String) {
    guard (8...64).contains(text.utf8.count),
      text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
    else { return nil }
    self.text = text
  }
}

extension RequestKey: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let key = Self(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "A request's key has 8 to 64 letters, digits and hyphens.")
    }
    self = key
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
