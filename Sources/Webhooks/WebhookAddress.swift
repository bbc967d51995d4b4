// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Where messages are sent: an http or https address without a name, password or fragment in it.
public struct WebhookAddress: Hashable, Sendable {
  public let text: String
  /// Scheme, host and port, such as `https://hub.example:8443`.
  public let origin: WebhookOrigin

  public static let longest = 1000

  /// - Returns: `nil` for anything but such an address in at most 1000 printable ASCII characters.
  public init?(_ text: String) {
    // A back slash is read as a slash by some programs and not by others.
    guard text.utf8.count <= Self.longest, text.utf8.allSatisfy({ (0x21...0x7e).contains($0) }),
      !text.contains("\\"), let parts = URLComponents(string: text), parts.user == nil,
      parts.password == nil, parts.fragment == nil, let origin = WebhookOrigin(parts)
    else { return nil }
    self.text = text
    self.origin = origin
  }
}

/// Scheme, host and port of an address; the standard ports go without saying.
public struct WebhookOrigin: Hashable, Sendable {
  public let text: String

  /// - Returns: `nil` for anything but `http://host`, `https://host`, with or without a port.
  public init?(_ text: String) {
    guard let parts = URLComponents(string: text), parts.user == nil, parts.password == nil,
      parts.path.isEmpty || parts.path == "/", parts.query == nil, parts.fragment == nil
    else { return nil }
    self.init(parts)
  }

  init?(_ parts: URLComponents) {
    guard let scheme = parts.scheme?.lowercased(),
      let standard = ["http": 80, "https": 443][scheme],
      let host = parts.percentEncodedHost?.lowercased(), !host.isEmpty, !host.contains("%")
    else { return nil }
    let port = parts.port ?? standard
    guard (1...65_535).contains(port) else { return nil }
    text = "\(scheme)://\(host)" + (port == standard ? "" : ":\(port)")
  }
}

/// Where the server may send at all: origins that whoever runs it has named. Nobody who only has an
/// account, an administrator neither, makes the server knock at other doors of its network.
public struct WebhookTargets: Hashable, Sendable {
  public let origins: Set<WebhookOrigin>

  public init(_ origins: Set<WebhookOrigin> = []) { self.origins = origins }

  /// - Parameter list: origins with commas between them, such as
  ///   `https://hub.example, http://127.0.0.1:9000`.
  /// - Returns: `nil` where one of them is none.
  public init?(list: String) {
    var origins: Set<WebhookOrigin> = []
    for word in list.split(separator: ",") {
      guard let origin = WebhookOrigin(word.trimmingCharacters(in: .whitespaces)) else {
        return nil
      }
      origins.insert(origin)
    }
    self.init(origins)
  }

  public func allow(_ address: WebhookAddress) -> Bool { origins.contains(address.origin) }
}
