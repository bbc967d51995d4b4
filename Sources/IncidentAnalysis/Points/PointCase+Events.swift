// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// The bounds of the life of a point.
public enum PointRules {
  /// A point leaves only below this share of what brought it in, lest it flicker at the bound.
  public static let exitShare = 0.70
  /// And only after so many weeks in a row.
  public static let quietWeeks = 4
  /// A point that comes back within these days of its sign-off is the old one, not a new one.
  public static let relapseDays = 60
}

extension PointCase {
  public enum Event: Hashable, Codable, Sendable {
    /// The detection's first sight; opens a case and is never applied to one.
    case found(value: Double)
    /// 现场核实: seen on site.
    case verify
    /// Looked at on site and found to be none.
    case dismiss
    /// 挂账, or a change of what was agreed.
    case list(Commitment)
    /// 治理: the measure is in place.
    case treat
    /// 复核, by somebody other than the owner.
    case recheck(Recheck)
    /// 销号
    case signOff
    /// A week's value of what the entry is measured by.
    case measured(weekEnding: CivilDate, value: Double)
    /// The detection found it again.
    case relapsed(value: Double, threshold: Double)
  }

  public enum Recheck: Hashable, Codable, Sendable {
    case passed
    /// Back to the owner, until a new deadline.
    case failed(newDeadline: CivilDate)
  }

  /// Who says so, and why; there is no blank reason.
  public struct Signature: Hashable, Codable, Sendable {
    /// `nil` for what the program itself found or measured.
    public let officer: DutyModel.ID<Officer>?
    public let reason: String

    /// - Returns: `nil` if `reason` is blank.
    public init?(officer: DutyModel.ID<Officer>?, reason: String) {
      guard reason.contains(where: { !$0.isWhitespace }) else { return nil }
      self.officer = officer
      self.reason = reason
    }

    private init(program reason: String) {
      officer = nil
      self.reason = reason
    }

    public static let detection = Self(program: "detection rule")
    public static let measurement = Self(program: "weekly value")

    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      let officer = try container.decodeIfPresent(DutyModel.ID<Officer>.self, forKey: .officer)
      let reason = try container.decode(String.self, forKey: .reason)
      guard let signature = Self(officer: officer, reason: reason) else {
        throw DecodingError.dataCorruptedError(
          forKey: .reason, in: container, debugDescription: "A reason is blank.")
      }
      self = signature
    }

    private enum CodingKeys: String, CodingKey { case officer, reason }
  }
}

extension PointCase.Event {
  /// As refusals and lists name it.
  public var name: LocalizedName {
    switch self {
    case .found: LocalizedName(chinese: "发现", english: "found")
    case .verify: LocalizedName(chinese: "现场核实", english: "verify")
    case .dismiss: LocalizedName(chinese: "排除", english: "dismiss")
    case .list: LocalizedName(chinese: "挂账", english: "list")
    case .treat: LocalizedName(chinese: "治理", english: "treat")
    case .recheck: LocalizedName(chinese: "复核", english: "recheck")
    case .signOff: LocalizedName(chinese: "销号", english: "sign off")
    case .measured: LocalizedName(chinese: "周监测", english: "weekly value")
    case .relapsed: LocalizedName(chinese: "复发", english: "relapse")
    }
  }
}

extension PointCase.State {
  public var name: LocalizedName {
    switch self {
    case .candidate: LocalizedName(chinese: "候选", english: "candidate")
    case .verified: LocalizedName(chinese: "已核实", english: "verified")
    case .dismissed: LocalizedName(chinese: "已排除", english: "dismissed")
    case .listed: LocalizedName(chinese: "挂账", english: "listed")
    case .treated: LocalizedName(chinese: "已治理", english: "treated")
    case .rechecked: LocalizedName(chinese: "已复核", english: "rechecked")
    case .signedOff: LocalizedName(chinese: "已销号", english: "signed off")
    case .reopened: LocalizedName(chinese: "复发重开", english: "reopened")
    }
  }
}
