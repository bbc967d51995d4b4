// SPDX-License-Identifier: Apache-2.0

import CityOrder
import DutyModel
import Hummingbird

/// Where every route of campaigns, markets and assessment rounds comes in: the records, who asks, and
/// what is common to what they send and get.
struct OrderEntrance: Sendable {
  let cases: CaseEntrance

  /// What a list shows at most, the latest first.
  static let mostRecords = 200
  static let bodyBytes = 512 << 10

  struct Opened: Sendable {
    var service: Open311Service
    var records: any OrderRecordStore
    var visitor: CaseVisitor
    var names: [ID<OrderUnit>: LocalizedName]

    /// Of the city's clock, with its zone.
    func text(_ moment: Instant) -> String {
      Open311Time.text(moment, on: service.directory.clock)
    }

    func knows(_ unit: ID<OrderUnit>) -> Bool { names[unit] != nil }
  }

  func open(to context: ServerContext) throws -> Opened {
    let (service, visitor) = try cases.open(to: context)
    guard let records = service.orders else { throw Problem.noOrders }
    let names = service.directory.units.map { ($0.id, $0.name) }
    return Opened(
      service: service, records: records, visitor: visitor,
      names: Dictionary(names, uniquingKeysWith: { first, _ in first }))
  }
}

extension ServerContext {
  /// The number of a record, as the address has it.
  func recordNumber(_ name: String) throws(Problem) -> Int64 {
    let text = parameters.get(name) ?? ""
    guard let number = Int64(text), number > 0 else { throw .badRecordNumber(text) }
    return number
  }
}

/// What every step of a record is sent with.
protocol OrderStepBody: Decodable, Sendable {
  /// The number of entries that the person saw; 409 where the record has moved on.
  var version: Int { get }
  /// A new one for each thing done; sending it again does nothing again.
  var key: String? { get }
}

extension OrderStepBody {
  func requestKey() throws(Problem) -> RequestKey? { try OrderFields.key(key) }
}

/// Fields of requests, read or refused by name.
enum OrderFields {
  static func key(_ text: String?) throws(Problem) -> RequestKey? {
    guard let text else { return nil }
    return try found(RequestKey(text), "key")
  }

  static func found<Value>(_ value: Value?, _ field: String) throws(Problem) -> Value {
    guard let value else { throw .badField(field) }
    return value
  }

  static func name(_ text: String) throws(Problem) -> LocalizedName {
    guard !text.allSatisfy(\.isWhitespace), text.count <= 100 else { throw .badField("name") }
    return LocalizedName(chinese: text, english: text)
  }

  /// Corners in degrees of WGS-84, latitude first.
  static func corners(_ pairs: [[Double]], _ field: String) throws(Problem) -> [Coordinate] {
    guard pairs.count <= 500 else { throw .badField(field) }
    return try pairs.map { pair throws(Problem) in
      guard pair.count == 2, (-90...90).contains(pair[0]), (-180...180).contains(pair[1]) else {
        throw .badField(field)
      }
      return Coordinate(latitude: pair[0], longitude: pair[1])
    }
  }
}

/// A share with what it was counted from.
struct ScoreBody: Codable, Equatable {
  var compliant: Int
  var applicable: Int
  var value: Double?
  /// The 95 % score interval of Wilson 1927.
  var interval: ConfidenceInterval?

  init(_ score: AssessmentScore) {
    compliant = score.compliant
    applicable = score.applicable
    value = score.value
    interval = score.interval
  }
}
