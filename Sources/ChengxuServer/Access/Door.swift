// SPDX-License-Identifier: Apache-2.0

public import AccessControl

/// How strict the server is about who comes in.
public struct Door: Sendable {
  /// Who knows accounts and keys; `nil` where nobody can sign in.
  public var desk: AccessDesk?
  /// Whether people may read without signing in. Only for demo data on a machine that nobody else
  /// reaches; changing anything always takes a person.
  public var isReadingOpen: Bool

  public init(desk: AccessDesk?, isReadingOpen: Bool) {
    self.desk = desk
    self.isReadingOpen = isReadingOpen
  }

  /// Anybody reads, nobody signs in and nobody changes anything.
  public static let openForReading = Door(desk: nil, isReadingOpen: true)
}
