// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// Names for people and places that do not exist, from short lists and a seed.
struct DemoNames {
  private var generator: SeededGenerator
  private var pairs: [(surname: Int, given: Int)]

  /// Common surnames and given names; every pair is used once before any is used again.
  private static let surnames: [(String, String)] = [
    ("王", "Wang"), ("李", "Li"), ("张", "Zhang"), ("刘", "Liu"), ("陈", "Chen"), ("杨", "Yang"),
    ("赵", "Zhao"), ("黄", "Huang"), ("周", "Zhou"), ("吴", "Wu"), ("徐", "Xu"), ("孙", "Sun"),
    ("胡", "Hu"), ("朱", "Zhu"), ("高", "Gao"), ("林", "Lin"), ("何", "He"), ("郭", "Guo"),
    ("马", "Ma"), ("罗", "Luo"), ("梁", "Liang"), ("宋", "Song"), ("郑", "Zheng"), ("谢", "Xie"),
    ("韩", "Han"), ("唐", "Tang"), ("冯", "Feng"), ("于", "Yu"), ("董", "Dong"), ("萧", "Xiao"),
  ]
  private static let givenNames: [(String, String)] = [
    ("伟", "Wei"), ("强", "Qiang"), ("磊", "Lei"), ("军", "Jun"), ("洋", "Yang"), ("勇", "Yong"),
    ("杰", "Jie"), ("涛", "Tao"), ("超", "Chao"), ("明", "Ming"), ("刚", "Gang"), ("平", "Ping"),
    ("辉", "Hui"), ("鹏", "Peng"), ("静", "Jing"), ("敏", "Min"), ("丽", "Li"), ("娜", "Na"),
    ("燕", "Yan"), ("霞", "Xia"), ("建国", "Jianguo"), ("志强", "Zhiqiang"), ("晓东", "Xiaodong"),
    ("海涛", "Haitao"), ("文博", "Wenbo"), ("雨桐", "Yutong"), ("晓梅", "Xiaomei"),
    ("永健", "Yongjian"), ("宏宇", "Hongyu"), ("思远", "Siyuan"),
  ]

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
    pairs = []
  }

  mutating func person() -> LocalizedName {
    if pairs.isEmpty { refill() }
    let pair = pairs.removeLast()
    let surname = Self.surnames[pair.surname]
    let given = Self.givenNames[pair.given]
    return LocalizedName(
      chinese: surname.0 + given.0, english: "\(surname.1) \(given.1)")
  }

  private mutating func refill() {
    pairs = Self.surnames.indices.flatMap { surname in
      Self.givenNames.indices.map { (surname, $0) }
    }
    pairs.shuffle(using: &generator)
  }

  /// 一 … 十 for 1 … 10.
  static func numeral(_ number: Int) -> String {
    let digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
    return digits.indices.contains(number) ? digits[number] : String(number)
  }
}
