// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Foundation
public import Operations

/// What another system asked to be told: which events of the log, and at which address.
///
/// It keeps its own place in the log. Events are sent one after the other in the order of recording,
/// and the next one only when the one before was taken.
public struct Webhook: Identifiable, Hashable, Sendable {
  public enum State: String, CaseIterable, Codable, Sendable {
    case active
    /// Stopped by a person; it keeps its place.
    case paused
    /// Stopped by the program: the receiver took nothing for too long, or said that it is gone.
    case disabled
  }

  public let id: DutyModel.ID<Webhook>
  /// Whose it is, in words; unique.
  public var name: String
  public var address: WebhookAddress
  public var kinds: Set<DutyEvent.Kind>
  public var created: Instant
  public var createdBy: String
  public var state: State
  /// Everything up to this event was delivered, or is of another kind.
  public var place: DutyModel.ID<DutyEvent>
  /// How often the event that comes next was sent in vain.
  public var attempts: Int
  /// Not to be sent to before this moment.
  public var nextAttempt: Instant
  /// When the event that comes next was first sent in vain.
  public var failingSince: Instant?
  /// Why the last attempt was in vain.
  public var failure: WebhookFailure?
  public var lastDelivered: Instant?
  /// Until when messages are signed with the secret before the present one too.
  public var formerSecretEnds: Instant?

  public init(
    id: DutyModel.ID<Webhook>, name: String, address: WebhookAddress, kinds: Set<DutyEvent.Kind>,
    created: Instant, createdBy: String, place: DutyModel.ID<DutyEvent>
  ) {
    self.id = id
    self.name = name
    self.address = address
    self.kinds = kinds
    self.created = created
    self.createdBy = createdBy
    self.place = place
    state = .active
    attempts = 0
    nextAttempt = created
  }

  /// The identifier of an event's message: the same however often it is sent.
  public func messageID(of event: DutyModel.ID<DutyEvent>) -> String { "msg_\(id)_\(event)" }

  /// The identifier of a message that stands for no event.
  public func testMessageID(_ unique: UUID) -> String { "msg_\(id)_test_\(unique.uuidString)" }
}

/// Why a message was not taken.
public enum WebhookFailure: Hashable, Codable, Sendable {
  /// The receiver answered with another status than 200 to 299.
  case status(Int)
  /// Nothing came within so many seconds.
  case timeout(seconds: Int)
  /// No connection, or one that broke.
  case unreachable(detail: String)
  /// The server's own settings do not name the address, or no longer.
  case notAllowed(origin: String)

  /// The kinds of failures, for counting.
  public enum Kind: String, CaseIterable, Sendable {
    case status, timeout, unreachable, notAllowed
  }

  public var kind: Kind {
    switch self {
    case .status: .status
    case .timeout: .timeout
    case .unreachable: .unreachable
    case .notAllowed: .notAllowed
    }
  }

  /// The receiver says that it will take nothing any more (410 Gone).
  public var isFinal: Bool { self == .status(410) }

  public var explanation: LocalizedName {
    switch self {
    case .status(410):
      LocalizedName(
        chinese: "对方声明不再接收（410）。可以删除，或与对方核实后恢复。",
        english:
          "The receiver says that it takes nothing any more (410). Maybe remove the webhook, "
          + "or ask there and resume it.")
    case .status(let code):
      LocalizedName(
        chinese: "对方答复 \(code)。可以请对方查看接收程序的日志。",
        english: "The receiver answered \(code). Maybe look into its log.")
    case .timeout(let seconds):
      LocalizedName(
        chinese: "对方 \(seconds) 秒内没有答复。可以请对方先收下、后处理。",
        english:
          "The receiver did not answer within \(seconds) s. Maybe it should take the message "
          + "first and work on it later.")
    case .unreachable(let detail):
      LocalizedName(
        chinese: "连不上对方（\(detail)）。可以检查网络和对方的服务。",
        english:
          "The receiver cannot be reached (\(detail)). Maybe check the network and the service.")
    case .notAllowed(let origin):
      LocalizedName(
        chinese: "服务的设置 webhooks.targets 不含 \(origin)，未发送。可以请运维人员加入。",
        english: "The server's setting webhooks.targets does not name \(origin); nothing was sent. "
          + "Maybe have it added.")
    }
  }
}
