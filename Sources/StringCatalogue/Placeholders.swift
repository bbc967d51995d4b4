// SPDX-License-Identifier: Apache-2.0

extension StringCatalogue {
  /// The names in braces of a text, such as `count` in `{count} posts`.
  public static func placeholders(in text: String) -> Set<String> {
    var found: Set<String> = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      found.insert(String(rest[rest.index(after: open)..<close]))
      rest = rest[rest.index(after: close)...]
    }
    return found
  }
}
