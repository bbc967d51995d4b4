// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// One time that nothing was heard of somebody for too long, as long as it lasts. It says nothing
/// about where they were: nobody is absent by it, and no figure counts it.
public struct Silence: Hashable, Codable, Sendable {
  /// When something was heard last.
  public var since: Instant
  /// How many stages were gone through.
  public var stage: Int
  /// Whom the last of them turned to, and when.
  public var told: WelfarePolicy.Addressee
  public var toldAt: Instant
}

/// What a welfare timer 报平安 has to say.
public enum WelfareNote: Hashable, Codable, Sendable {
  /// Nothing was heard since a moment: this stage asks or tells.
  case silent(since: Instant, stage: Int, told: WelfarePolicy.Addressee)
  /// Heard again, so many seconds after they were heard before.
  case heard(by: Sign, afterSeconds: Int64, words: String)

  /// What somebody was heard by.
  public enum Sign: String, CaseIterable, Codable, Sendable {
    /// A step of their own, the answer to the question among them.
    case ownStep
    case terminal
    /// A leader or the command centre spoke to them 电台.
    case radio
  }

  public var key: String {
    switch self {
    case .silent: "silent"
    case .heard: "heard"
    }
  }
}
