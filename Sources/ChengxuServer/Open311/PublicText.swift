// SPDX-License-Identifier: Apache-2.0

/// What people write, without what could tell who somebody is.
enum PublicText {
  /// Mail addresses and every run of seven or more digits (telephones, identity cards, plates' long
  /// numbers) become `***`.
  static func redacted(_ text: String) -> String {
    text.replacing(/[A-Za-z0-9._%+\-]+@[A-Za-z0-9.\-]+\.[A-Za-z]{2,}/, with: "***")
      .replacing(/\+?[0-9](?:[0-9\- ]{5,}[0-9])[Xx]?/) { match in
        match.output.count(where: \.isNumber) >= 7 ? "***" : String(match.output)
      }
  }
}
