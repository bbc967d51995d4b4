// SPDX-License-Identifier: Apache-2.0

import AccessControl
import ArgumentParser
import Bulletin
import ChengxuServer
import DutyModel
import Foundation

/// The account that acts, proved by its password.
struct SignatoryOptions: ParsableArguments {
  @Option(name: .customLong("as"), help: ArgumentHelp(Texts.text("option.as"), valueName: "NAME"))
  var account: String

  @Option(help: ArgumentHelp(Texts.text("option.digits"), valueName: "DIGITS"))
  var digits: String?

  @OptionGroup var database: DatabaseOptions

  /// Signs in with the password from `CHENGXU_PASSWORD` or standard input, and out again.
  func account(in folder: StageFolder) async throws -> Account {
    let store = try await LiveStore(folder, database)
    let desk = AccessDesk(store: store.access)
    let signedIn = try await desk.signIn(
      name: account, password: try Self.password(), digits: digits, address: Console.actor,
      at: .now)
    try await desk.signOut(signedIn.secret, at: .now)
    try store.close()
    guard !signedIn.account.mustChangePassword else { throw SignatoryRefused.oneTimePassword }
    return signedIn.account
  }

  func hand(in folder: StageFolder) async throws -> BulletinHand {
    let account = try await account(in: folder)
    let visitor = Visitor(account)
    // An issue reports on the whole detachment: who signs it must lead all of that.
    return BulletinHand(
      account: visitor.name.text, name: account.displayName,
      mayWrite: visitor.permissions.contains(.writeBulletin),
      maySign: visitor.holdsForAll(.signBulletin))
  }

  private static func password() throws -> String {
    if let given = ProcessInfo.processInfo.environment["CHENGXU_PASSWORD"] { return given }
    if isatty(STDIN_FILENO) == 1 {
      guard let typed = getpass(Texts.text("prompt.password")) else {
        throw SignatoryRefused.passwordMissing
      }
      return String(cString: typed)
    }
    guard let line = readLine() else { throw SignatoryRefused.passwordMissing }
    return line
  }
}

/// Why an account may not act at the command line.
enum SignatoryRefused: ExplainedError {
  case passwordMissing
  /// Whoever opened the account knows its password still.
  case oneTimePassword
  /// The account belongs to nobody on the staff list, and the step is somebody's own.
  case nobody

  var explanation: LocalizedName {
    switch self {
    case .nobody:
      LocalizedName(
        chinese: "本账号没有对应的人员，不能办理本人事项或审批。可以用 chengxu user add --officer 建立关联的账号。",
        english: "This account belongs to nobody on the staff list. "
          + "Maybe make one with chengxu user add --officer.")
    case .passwordMissing:
      LocalizedName(
        chinese: "没有口令。可以在终端输入，或用环境变量 CHENGXU_PASSWORD。",
        english: "There is no password. Maybe type it, or set CHENGXU_PASSWORD.")
    case .oneTimePassword:
      LocalizedName(
        chinese: "本账号仍在使用一次性口令，开户人也知道它，因此还不能以本人名义办理。可以先登录网页改为自己的口令。",
        english: "This account still has its one-time password, which whoever opened it knows, "
          + "so nothing can be done in its name. Maybe sign in on the page and change it first."
      )
    }
  }
}
