// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Testing

import CityOrder

@Suite("Texts without what tells who somebody is")
struct MaskedTextTests {
  @Test(
    "hide telephones, cards and mail addresses, and nothing else",
    arguments: [
      ("电话13812345678，请回", "电话***，请回"), ("+86 138-1234-5678 谢谢", "*** 谢谢"),
      ("身份证 37070519800101123X。", "身份证 ***。"), ("门牌 123456 号，2017 年", "门牌 123456 号，2017 年"),
      ("写给 li.wei+a@example.com.cn！", "写给 ***！"), ("a@b 和 @home 不是地址", "a@b 和 @home 不是地址"),
      ("两个 x@y.org,z@w.net", "两个 ***,***"), ("1-2-3-4-5-6-7 楼", "*** 楼"),
      ("12 34 56 楼", "12 34 56 楼"),
      ("邮箱 x@y.org.", "邮箱 ***."), ("", ""), ("路口积水 😀", "路口积水 😀"), ("@", "@"), ("7654321", "***"),
    ])
  func hides(text: String, shown: String) {
    #expect(MaskedText.of(text) == shown)
  }

  /// The same rules as two regular expressions, which say them shorter and slower.
  private static func slowTwin(_ text: String) -> String {
    text.replacing(/[A-Za-z0-9._%+\-]+@[A-Za-z0-9.\-]+\.[A-Za-z]{2,}/, with: "***")
      .replacing(/\+?[0-9](?:[0-9\- ]{5,}[0-9])[Xx]?/) { match in
        match.output.count(where: \.isNumber) >= 7 ? "***" : String(match.output)
      }
  }

  @Test("agree with the rules written as regular expressions, on random texts")
  func agree() {
    var generator = SeededGenerator(seed: 2017)
    let letters = Array("0123456789@@..--+ xXa路")
    for _ in 0..<3000 {
      let length = Int.random(in: 0...24, using: &generator)
      let text = String((0..<length).map { _ in letters.randomElement(using: &generator) ?? "0" })
      #expect(MaskedText.of(text) == Self.slowTwin(text), "\(text)")
    }
  }
}
