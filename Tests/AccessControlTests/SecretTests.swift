// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Testing

@testable import AccessControl

@Suite("Secrets")
struct SecretTests {
  /// RFC 6238, appendix B, SHA-1: the key is the text 12345678901234567890, eight digits.
  @Test(
    "The digits of the authenticator are those of RFC 6238",
    arguments: [
      (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"),
      (1_234_567_890, "89005924"), (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
    ] as [(Int64, String)])
  func published(seconds: Int64, digits: String) {
    let key = Array("12345678901234567890".utf8)
    #expect(SecondFactor.digits(key: key, step: seconds / 30, count: 8) == digits)
  }

  @Test("Digits open the door once, half a minute early or late, and not later")
  func window() {
    let key = Array("12345678901234567890".utf8)
    let now = Instant(milliseconds: 1_111_111_109_000)
    let late = SecondFactor.digits(key: key, step: 1_111_111_109 / 30 - 1, count: 6)
    let older = SecondFactor.digits(key: key, step: 1_111_111_109 / 30 - 2, count: 6)
    let next = SecondFactor.digits(key: key, step: 37_037_036 + 1, count: 6)
    var factor = SecondFactor(key: key)
    let accepted = [older, "000000", late, late, next, late].map { factor.accept($0, at: now) }
    // Neither the same digits twice nor those of an earlier period after a later one.
    #expect(accepted == [false, false, true, false, true, false])
  }

  /// RFC 4648 §10.
  @Test(
    "Base 32 is that of RFC 4648",
    arguments: [
      ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"),
      ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI"),
    ])
  func base32(text: String, coded: String) {
    #expect(Base32.encode(Array(text.utf8)) == coded)
  }

  @Test("The enrolment address carries key, account and issuer")
  func enrolment() throws {
    let factor = SecondFactor(key: Array("foobar".utf8))
    let enrolment = factor.enrolment(account: try AccountName("li.wei"), issuer: "城序")
    #expect(enrolment.key == "MZXW6YTBOI")
    #expect(enrolment.address.hasPrefix("otpauth://totp/"))
    #expect(enrolment.address.contains("secret=MZXW6YTBOI"))
  }

  @Test("A password hash takes its password and no other, and has a salt of its own")
  func passwordHash() throws {
    let hash = PasswordHash(of: "明天早高峰在东风街", cost: .standard)
    #expect(hash.matches("明天早高峰在东风街"))
    #expect(!hash.matches("明天早高峰在东风街 "))
    #expect(PasswordHash(of: "明天早高峰在东风街", cost: .standard).text != hash.text)
    #expect(hash.text.hasPrefix("$scrypt$ln=15,r=8,p=3$"))
    #expect(!"\(hash)".contains("$"), "a hash in a log")
    #expect(try PasswordHash(text: hash.text) == hash)
  }

  @Test("Two ways of typing é are one password")
  func normalisation() {
    #expect(
      PasswordHash(of: "caf\u{E9} au lait long", cost: .standard).matches(
        "cafe\u{301} au lait long"))
  }

  /// RFC 7914 §12, third vector; the first 32 of its 64 bytes.
  @Test("The hash is the scrypt of RFC 7914")
  func scrypt() {
    let key = PasswordHash.key(
      "pleaseletmein", Array("SodiumChloride".utf8),
      PasswordCost(logarithm: 14, blockSize: 8, parallelism: 1))
    #expect(
      key == [
        0x70, 0x23, 0xbd, 0xcb, 0x3a, 0xfd, 0x73, 0x48, 0x46, 0x1c, 0x06, 0xcd, 0x81, 0xfd, 0x38,
        0xeb, 0xfd, 0xa8, 0xfb, 0xba, 0x90, 0x4f, 0x8e, 0x3e, 0xa9, 0xb5, 0x43, 0xf6, 0x54, 0x5d,
        0xa1, 0xf2,
      ])
  }

  @Test(
    "A text that is no hash is refused",
    arguments: [
      "", "x", "$scrypt$ln=15,r=8,p=3$$", "$bcrypt$ln=15,r=8,p=3$AAAA$AAAA",
      "$scrypt$ln=99,r=8,p=3$AAAAAAAAAAAAAAAAAAAAAAAA$" + String(repeating: "A", count: 43) + "=",
    ])
  func damaged(text: String) {
    #expect(throws: AccessError.damagedHash) { try PasswordHash(text: text) }
  }

  @Test(
    "Weak passwords are refused with the reason",
    arguments: [
      ("kurz", AccessError.Weakness.tooShort(4)),
      (String(repeating: "ab", count: 65), .tooLong(130)),
      ("my li.wei secret", .containsName),
      ("aaaabbbbaaaabbbb", .repetitive),
      ("Password1234", .wellKnown),
      ("abcdefghijklmnop", .wellKnown),
      ("987654321098", .wellKnown),
    ])
  func weak(password: String, reason: AccessError.Weakness) throws {
    let name = try AccountName("li.wei")
    #expect(throws: AccessError.weakPassword(reason)) {
      try PasswordPolicy.check(password, for: name)
    }
  }

  @Test("Long sentences and one-time passwords are good passwords")
  func good() throws {
    let name = try AccountName("li.wei")
    try PasswordPolicy.check("东风街与四平路口早高峰站三个人", for: name)
    try PasswordPolicy.check("correct horse battery", for: name)
    for _ in 0..<50 { try PasswordPolicy.check(OneTimePassword.random(), for: name) }
  }

  @Test("A random secret has 43 characters, never comes twice, and is not printed")
  func random() {
    let secrets = (0..<100).map { _ in Secret.random() }
    #expect(Set(secrets).count == 100)
    #expect(secrets.allSatisfy { $0.text.count == 43 && $0.digest.count == 64 })
    #expect(!"\(secrets[0])".contains(secrets[0].text))
    #expect(
      Secret(text: "abc").digest
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }
}
