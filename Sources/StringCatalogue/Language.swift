// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// A language that the software speaks; Chinese comes first.
public enum Language: String, CaseIterable, Codable, Sendable {
  case chinese = "zh"
  case english = "en"

  /// The part of a name in this language.
  public func text(of name: LocalizedName) -> String {
    switch self {
    case .chinese: name.chinese
    case .english: name.english
    }
  }

  /// The language that a locale such as `en_GB.UTF-8` asks for; Chinese unless it is English.
  public init(locale: String?) {
    self = (locale ?? "").lowercased().hasPrefix("en") ? .english : .chinese
  }
}
