// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// How long somebody has, as the deadline tables of cities write it.
public enum TimeLimit: Hashable, Sendable {
  /// 工作时: counted while the responsible service works.
  case workingHours(Int)
  /// 工作日: the day of the start does not count; due when work ends on the last one.
  case workingDays(Int)
  /// 自然小时
  case hours(Int)
  /// 自然日: to the same minute some days later.
  case days(Int)
}

extension TimeLimit: LosslessStringConvertible {
  /// `4h` working hours, `5d` working days, `24H` hours of the clock, `15D` days of the calendar.
  public init?(_ description: String) {
    guard let unit = description.last, let amount = Int(description.dropLast()),
      (1...10_000).contains(amount)
    else { return nil }
    switch unit {
    case "h": self = .workingHours(amount)
    case "d": self = .workingDays(amount)
    case "H": self = .hours(amount)
    case "D": self = .days(amount)
    default: return nil
    }
  }

  public var description: String {
    switch self {
    case .workingHours(let amount): "\(amount)h"
    case .workingDays(let amount): "\(amount)d"
    case .hours(let amount): "\(amount)H"
    case .days(let amount): "\(amount)D"
    }
  }

  public var name: LocalizedName {
    switch self {
    case .workingHours(let amount):
      LocalizedName(chinese: "\(amount) 工作时", english: "\(amount) working hours")
    case .workingDays(let amount):
      LocalizedName(chinese: "\(amount) 工作日", english: "\(amount) working days")
    case .hours(let amount):
      LocalizedName(chinese: "\(amount) 小时", english: "\(amount) hours")
    case .days(let amount):
      LocalizedName(chinese: "\(amount) 日", english: "\(amount) days")
    }
  }
}

extension TimeLimit: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let limit = Self(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: CalendarError.badLimit(text).explanation.english)
    }
    self = limit
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
