// SPDX-License-Identifier: Apache-2.0

import AccessControl
import DutyModel
import SQLiteDriver
import StorePort
import Stores
import Testing

/// A desk on a fresh database of every kind, and moments to act at.
private func withDesk(
  _ body: (AccessDesk, SQLAccessStore) async throws -> Void
) async throws {
  for backend in Backend.databases {
    try await backend.withStore { database async throws in
      try await SchemaUpgrade().apply(to: database, at: Instant(milliseconds: 0))
      let store = SQLAccessStore(database)
      let cheap = PasswordCost(logarithm: 10, blockSize: 1, parallelism: 1)
      try await body(AccessDesk(store: store, passwordCost: cheap), store)
    }
  }
}

private func second(_ seconds: Int64) -> Instant { Instant(milliseconds: seconds * 1000) }

private let planner = AccessDesk.AccountRequest(
  name: "Li.Wei", displayName: "李伟", roles: [.planner, .inspector], territory: .unit(3), officer: 7)

@Suite("Accounts and sign-in")
struct AccessDeskTests {
  @Test(
    "The first start makes one administrator, with a password that must be changed, and no second")
  func firstStart() async throws {
    try await withDesk { desk, store in
      let first = try #require(try await desk.createFirstAdministrator(at: second(1)))
      #expect(first.account.roles == [.administrator])
      #expect(first.account.mustChangePassword)
      #expect(first.oneTimePassword.count == 19)
      #expect(try await desk.createFirstAdministrator(at: second(2)) == nil)
      #expect(try await store.events(limit: 9).map(\.kind) == [.accountCreated])
    }
  }

  @Test("Servers that start at the same moment make one administrator together")
  func firstStartOfSeveral() async throws {
    try await withDesk { desk, store in
      let made = try await withThrowingTaskGroup(of: String?.self) { servers in
        for _ in 0..<4 {
          servers.addTask {
            try await desk.createFirstAdministrator(at: second(1))?.oneTimePassword
          }
        }
        return try await servers.reduce(into: []) { $0.append($1) }
      }
      #expect(made.count == 4 && made.count { $0 != nil } == 1)
      #expect(try await store.accounts().count == 1)
    }
  }

  @Test("An account comes back as it was stored; its name is taken from then on")
  func stored() async throws {
    try await withDesk { desk, store in
      let new = try await desk.createAccount(planner, by: "admin", at: second(1))
      #expect(try await store.account(named: AccountName("LI.WEI")) == new.account)
      #expect(new.account.territory == .unit(3))
      await #expect(throws: AccessError.nameTaken("li.wei")) {
        try await desk.createAccount(planner, by: "admin", at: second(2))
      }
      let nobody = AccessDesk.AccountRequest(name: "x1", displayName: "", roles: [])
      await #expect(throws: AccessError.noRoles) {
        try await desk.createAccount(nobody, by: "admin", at: second(2))
      }
    }
  }

  @Test(
    "A session goes on while it is used, and ends two hours after the last request or when signed out"
  )
  func session() async throws {
    try await withDesk { desk, _ in
      let new = try await desk.createAccount(planner, by: "admin", at: second(0))
      let opened = try await desk.signIn(
        name: "li.wei", password: new.oneTimePassword, address: "127.0.0.1", at: second(10))
      let (account, session) = try await desk.resume(opened.secret, at: second(7000))
      #expect(account.id == new.account.id)
      #expect(session.formSecret == opened.session.formSecret)
      _ = try await desk.resume(opened.secret, at: second(14_000))
      await #expect(throws: AccessError.sessionOver) {
        try await desk.resume(opened.secret, at: second(14_000 + Session.idleSeconds))
      }
      try await desk.signOut(opened.secret, at: second(14_500))
      await #expect(throws: AccessError.sessionOver) {
        try await desk.resume(opened.secret, at: second(14_501))
      }
      await #expect(throws: AccessError.sessionOver) {
        try await desk.resume(Secret.random(), at: second(11))
      }
    }
  }

  @Test("Sessions that are used at one moment share a transaction and are all kept as used then")
  func usedTogether() async throws {
    try await withDesk { desk, store in
      let new = try await desk.createAccount(planner, by: "admin", at: second(0))
      var secrets: [Secret] = []
      for _ in 0..<20 {
        secrets.append(
          try await desk.signIn(
            name: "li.wei", password: new.oneTimePassword, address: "", at: second(0)
          ).secret)
      }
      try await withThrowingTaskGroup { group in
        for secret in secrets {
          group.addTask { _ = try await desk.resume(secret, at: second(100)) }
        }
        try await group.waitForAll()
      }
      for secret in secrets {
        let kept = try #require(try await store.session(digest: secret.digest))
        #expect(kept.session.lastSeen == second(100))
        #expect(kept.account == new.account)
      }
    }
  }

  @Test("Used or not, a session ends after fourteen hours")
  func longest() async throws {
    try await withDesk { desk, _ in
      let new = try await desk.createAccount(planner, by: "admin", at: second(0))
      let opened = try await desk.signIn(
        name: "li.wei", password: new.oneTimePassword, address: "", at: second(0))
      for hour in 1...13 {
        _ = try await desk.resume(opened.secret, at: second(Int64(hour) * 3600))
      }
      await #expect(throws: AccessError.sessionOver) {
        try await desk.resume(opened.secret, at: second(14 * 3600))
      }
    }
  }

  @Test("A wrong name and a wrong password are told alike, and both are slow")
  func failures() async throws {
    try await withDesk { desk, store in
      _ = try await desk.createAccount(planner, by: "admin", at: second(0))
      for (name, password) in [("li.wei", "wrong"), ("nobody", "wrong"), ("", ""), ("<b>", "x")] {
        await #expect(throws: AccessError.signInFailed) {
          try await desk.signIn(name: name, password: password, address: "::1", at: second(1))
        }
      }
      let failed = try await store.events(limit: 1)
      #expect(failed.map(\.kind) == [.signInFailed])
      #expect(failed.map(\.detail) == ["::1"])
    }
  }

  @Test("Five failures lock the account for a minute, each further one for twice as long")
  func lock() async throws {
    try await withDesk { desk, store in
      let new = try await desk.createAccount(planner, by: "admin", at: second(0))
      func fail(_ now: Int64) async {
        await #expect(throws: AccessError.signInFailed) {
          try await desk.signIn(name: "li.wei", password: "x", address: "", at: second(now))
        }
      }
      for now in 1...5 { await fail(Int64(now)) }
      await #expect(throws: AccessError.locked(until: second(65))) {
        try await desk.signIn(
          name: "li.wei", password: new.oneTimePassword, address: "", at: second(64))
      }
      await fail(65)
      #expect(
        try await store.account(named: AccountName("li.wei"))?.attempts.lockedUntil
          == second(65 + 120))
      let opened = try await desk.signIn(
        name: "li.wei", password: new.oneTimePassword, address: "", at: second(185))
      #expect(opened.account.attempts.failures == 0)
    }
  }

  @Test("A new password ends every session, a weak or the same one changes nothing")
  func changePassword() async throws {
    try await withDesk { desk, store in
      let new = try await desk.createAccount(planner, by: "admin", at: second(0))
      let once = new.oneTimePassword
      let opened = try await desk.signIn(name: "li.wei", password: once, address: "", at: second(1))
      for weak in ["short", once] {
        await #expect(throws: AccessError.self) {
          try await desk.changePassword(of: new.account, from: once, to: weak, at: second(2))
        }
      }
      #expect(try await store.account(named: AccountName("li.wei")) == new.account)
      try await desk.changePassword(
        of: new.account, from: once, to: "东风街与四平路口早高峰站三个人", at: second(3))
      await #expect(throws: AccessError.sessionOver) {
        try await desk.resume(opened.secret, at: second(4))
      }
      let again = try await desk.signIn(
        name: "li.wei", password: "东风街与四平路口早高峰站三个人", address: "", at: second(5))
      #expect(!again.account.mustChangePassword)
    }
  }

  @Test("A closed account is out at once; closing needs a reason")
  func closed() async throws {
    try await withDesk { desk, _ in
      let new = try await desk.createAccount(planner, by: "admin", at: second(0))
      let opened = try await desk.signIn(
        name: "li.wei", password: new.oneTimePassword, address: "", at: second(1))
      await #expect(throws: AccessError.reasonMissing) {
        try await desk.close("li.wei", by: "admin", reason: " \n", at: second(2))
      }
      try await desk.close("li.wei", by: "admin", reason: "调离", at: second(2))
      await #expect(throws: AccessError.sessionOver) {
        try await desk.resume(opened.secret, at: second(3))
      }
      await #expect(throws: AccessError.signInFailed) {
        try await desk.signIn(
          name: "li.wei", password: new.oneTimePassword, address: "", at: second(3))
      }
      await #expect(throws: AccessError.unknownAccount("nobody")) {
        try await desk.close("nobody", by: "admin", reason: "x", at: second(3))
      }
    }
  }

  @Test("Of two who change one account only the first succeeds")
  func conflict() async throws {
    try await withDesk { desk, store in
      let account = try await desk.createAccount(planner, by: "admin", at: second(0)).account
      var (first, second) = (account, account)
      first.displayName = "甲"
      second.displayName = "乙"
      try await store.replace(account, with: first, recording: nil)
      await #expect(throws: AccessError.conflict) {
        try await store.replace(account, with: second, recording: nil)
      }
      #expect(try await store.account(named: AccountName("li.wei"))?.displayName == "甲")
    }
  }
}

@Suite("Tokens of programs")
struct TokenTests {
  @Test("A token opens what its scope names, until it expires or is revoked")
  func life() async throws {
    try await withDesk { desk, _ in
      let new = try await desk.createToken(
        name: "市民热线", scopes: [.open311], expires: second(1000), by: "admin", at: second(1))
      let token = try await desk.authenticate(new.secret, for: .open311, at: second(999))
      #expect(token.name == "市民热线")
      await #expect(throws: AccessError.scopeMissing(.positions)) {
        try await desk.authenticate(new.secret, for: .positions, at: second(2))
      }
      await #expect(throws: AccessError.tokenRefused) {
        try await desk.authenticate(new.secret, for: .open311, at: second(1000))
      }
      await #expect(throws: AccessError.tokenRefused) {
        try await desk.authenticate(Secret(text: "guess"), for: .open311, at: second(2))
      }
      try await desk.revokeToken(token.id, by: "admin", reason: "泄露", at: second(500))
      await #expect(throws: AccessError.tokenRefused) {
        try await desk.authenticate(new.secret, for: .open311, at: second(501))
      }
    }
  }

  @Test("A rotated token works for another day beside the new one")
  func rotation() async throws {
    try await withDesk { desk, _ in
      let month: Int64 = 30 * 86_400
      let old = try await desk.createToken(
        name: "车载平台", scopes: [.positions], expires: second(month), by: "admin", at: second(0))
      let new = try await desk.rotateToken(old.token.id, by: "admin", at: second(100))
      #expect(new.secret != old.secret)
      #expect(new.token.expires == second(month))
      let day = APIToken.overlapSeconds
      _ = try await desk.authenticate(old.secret, for: .positions, at: second(100 + day - 1))
      await #expect(throws: AccessError.tokenRefused) {
        try await desk.authenticate(old.secret, for: .positions, at: second(100 + day))
      }
      _ = try await desk.authenticate(new.secret, for: .positions, at: second(100 + day))
    }
  }

  @Test("Tokens without scope, of the past or for more than two years are refused")
  func refusals() async throws {
    try await withDesk { desk, _ in
      await #expect(throws: AccessError.noScopes) {
        try await desk.createToken(
          name: "x", scopes: [], expires: second(9), by: "admin", at: second(1))
      }
      for expires in [second(1), second(APIToken.longestSeconds + 2)] {
        await #expect(throws: AccessError.badExpiry(longestDays: 732)) {
          try await desk.createToken(
            name: "x", scopes: [.figures], expires: expires, by: "admin", at: second(1))
        }
      }
      await #expect(throws: AccessError.unknownToken(5)) {
        try await desk.rotateToken(5, by: "admin", at: second(1))
      }
    }
  }

  @Test("The database holds neither passwords nor secrets")
  func nothingToSteal() async throws {
    try await withDatabase { database, _ in
      try await SchemaUpgrade().apply(to: database, at: second(0))
      let desk = AccessDesk(store: SQLAccessStore(database))
      let account = try await desk.createAccount(planner, by: "admin", at: second(0))
      let opened = try await desk.signIn(
        name: "li.wei", password: account.oneTimePassword, address: "", at: second(1))
      let token = try await desk.createToken(
        name: "x", scopes: [.figures], expires: second(9), by: "admin", at: second(1))
      let texts = try await database.read { session in
        try [
          "SELECT body FROM account", "SELECT digest FROM sign_in_session",
          "SELECT body FROM api_token",
          "SELECT actor || subject || detail FROM access_event",
        ].flatMap { try session.rows(SQLText(stringLiteral: $0)).map { try $0.text(0) } }
      }
      #expect(texts.count >= 5)
      for secret in [account.oneTimePassword, opened.secret.text, token.secret.text] {
        #expect(texts.allSatisfy { !$0.contains(secret) })
      }
    }
  }
}
