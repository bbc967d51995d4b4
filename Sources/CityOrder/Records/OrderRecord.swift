// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Which kinds of records city order keeps beside its cases.
public enum OrderSubject: String, CaseIterable, Codable, Sendable {
  /// 专项整治, 联合执法
  case campaign
  /// 早市, 摊点群, 社区市场
  case market
  /// 测评, 全员复审
  case assessment
}

/// A record that is what its entries made of it. It reads no clock: applying the same entries gives
/// the same value again.
public protocol OrderRecord: Hashable, Codable, Sendable {
  associatedtype Step: Hashable, Codable, Sendable
  static var subject: OrderSubject { get }

  /// - Parameters:
  ///   - number: 1, 2, 3 … within the subject.
  ///   - first: What opens such a record; any other step is refused.
  init(number: Int64, first: OrderEntry<Step>) throws(OrderRefused)

  /// Takes the entry in, or refuses it and changes nothing.
  mutating func apply(_ entry: OrderEntry<Step>) throws(OrderRefused)
}

/// One thing that was done to a record: who, when, what. Only ever added.
public struct OrderEntry<Step: Hashable & Codable & Sendable>: Hashable, Codable, Sendable {
  public var by: CaseActor
  public var at: Instant
  public var step: Step
  /// What its request was called by; the same person's second request of that name does nothing.
  public var key: RequestKey?

  public init(by: CaseActor, at: Instant, _ step: Step, key: RequestKey? = nil) {
    self.by = by
    self.at = at
    self.step = step
    self.key = key
  }
}

/// A record with its number and how many entries made it.
public struct StoredOrderRecord<Record: OrderRecord>: Hashable, Sendable {
  public var number: Int64
  public var version: Int
  public var record: Record

  public init(number: Int64, version: Int, record: Record) {
    self.number = number
    self.version = version
    self.record = record
  }
}
