// SPDX-License-Identifier: Apache-2.0

import AccessControl
import ChengxuServer
import Foundation

/// Who may come in to the server of a folder.
enum SignInWiring {
  /// - Parameter isDemoData: Whether people and units are generated, so that reading hurts nobody.
  static func door(
    _ store: LiveStore, _ settings: ServerSettings, isDemoData: Bool
  ) async throws -> Door {
    let desk = AccessDesk(store: store.access)
    let isReadingOpen =
      isDemoData && settings.server.isLocalOnly && settings.signIn == .unlessDemo
    if !isReadingOpen { try await welcomeFirst(desk) }
    return Door(desk: desk, isReadingOpen: isReadingOpen)
  }

  /// A system without accounts gets its administrator, whose password is said once and must be
  /// changed at the first sign-in.
  private static func welcomeFirst(_ desk: AccessDesk) async throws {
    guard let new = try await desk.createFirstAdministrator(at: .now) else { return }
    let line = Texts.text(
      "serve.first-administrator",
      ["account": new.account.name.text, "password": new.oneTimePassword])
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }
}
