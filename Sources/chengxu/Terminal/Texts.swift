// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import StringCatalogue

/// The fixed texts of the command line in the reader's language.
///
/// Chinese, unless `CHENGXU_LANGUAGE` or the locale asks for another language.
enum Texts {
  static let language: Language = {
    let environment = ProcessInfo.processInfo.environment
    if let asked = environment["CHENGXU_LANGUAGE"], let language = Language(rawValue: asked) {
      return language
    }
    return Language(
      locale: environment["LC_ALL"] ?? environment["LC_MESSAGES"] ?? environment["LANG"])
  }()

  /// `nil` only if the program was built with a broken catalogue, which its tests refuse.
  private static let catalogue = try? StringCatalogue()

  static func text(_ key: String, _ arguments: [String: String] = [:]) -> String {
    catalogue?.text(key, in: language, arguments: arguments) ?? key
  }

  /// Both languages, for what is passed on to the page.
  static func both(_ key: String) -> LocalizedName {
    catalogue?.name(key) ?? LocalizedName(chinese: key, english: key)
  }

  static func text(_ name: LocalizedName) -> String { language.text(of: name) }
}
