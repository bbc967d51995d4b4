// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography

/// Where a phone says it is, whichever application sent it. SI units; `nil` is unknown.
public struct PhoneReport: Hashable, Sendable {
  /// Names under which the device may be registered, the most exact first.
  public var devices: [String]
  /// `nil` where the application sends none; the moment of arrival then stands for it.
  public var time: Instant?
  /// `nil` for a report of other things, such as the battery alone.
  public var place: TaggedCoordinate?
  public var altitude: Double?
  /// Metres a second.
  public var speed: Double?
  /// Degrees clockwise from north.
  public var course: Double?
  /// Metres, the radius within which the phone believes itself to be.
  public var accuracy: Double?
  /// Percent.
  public var battery: Double?
  /// The phone says that another application made the place up.
  public var isMock = false
  /// What made the application send it: `motionchange`, `u`, …
  public var event: String?

  init(devices: [String]) { self.devices = devices }
}

/// Why a request of a phone was refused; nothing of it was stored.
public struct PhoneReportError: ExplainedError, Hashable {
  public enum Reason: Hashable, Sendable {
    case missing
    case notAsExpected(found: String, expected: String)
    case tooLarge(found: Int, limit: Int)
  }

  public var field: String
  public var reason: Reason

  public init(field: String, _ reason: Reason) {
    self.field = field
    self.reason = reason
  }

  public var explanation: LocalizedName {
    switch reason {
    case .missing:
      LocalizedName(
        chinese: "请求里没有 \(field)。可以检查手机应用的设置。",
        english: "The request has no \(field). Maybe check the application's settings.")
    case .notAsExpected(let found, let expected):
      LocalizedName(
        chinese: "\(field) 是“\(found)”，应为 \(expected)。可以检查手机应用的设置。",
        english: "\(field) is \"\(found)\", expected \(expected). "
          + "Maybe check the application's settings.")
    case .tooLarge(let found, let limit):
      LocalizedName(
        chinese: "\(field) 是 \(found)，最多 \(limit)。可以分几次发送。",
        english: "\(field) is \(found), at most \(limit) is taken. Maybe send it in parts.")
    }
  }
}

/// How much one request may hold.
public enum PhoneReportLimits {
  public static let bodyBytes = 256 * 1024
  public static let reports = 100
  public static let jsonDepth = 16
}
