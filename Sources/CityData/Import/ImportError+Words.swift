// SPDX-License-Identifier: Apache-2.0

import CSVText
import DutyModel

extension TextEncodingGuess {
  var iconvName: String { self == .gb18030 ? "GB18030" : "UTF-16" }
}

extension CSVProblem {
  var explanation: LocalizedName {
    switch self {
    case .quoteInsideField:
      LocalizedName(
        chinese: "引号出现在字段中间。含引号的字段应整体加引号，内部引号写两次。",
        english: """
          a quotation mark inside an unquoted field. Expected the whole field in quotation marks \
          and those inside doubled.
          """)
    case .textAfterQuote:
      LocalizedName(
        chinese: "右引号之后还有文字。应为逗号或换行。",
        english: "text after a closing quotation mark. Expected a comma or the end of the line.")
    case .unclosedQuote:
      LocalizedName(
        chinese: "此处开始的引号没有结束。可以检查文件是否完整。",
        english: "the quotation mark that opens here is never closed. Maybe the file was cut.")
    case .strayCarriageReturn:
      LocalizedName(
        chinese: "回车符之后没有换行符。应以 LF 或 CRLF 换行。",
        english: "a carriage return without a line feed. Expected lines that end in LF or CRLF.")
    }
  }
}

extension BadField {
  /// One line of a list.
  var explanation: LocalizedName {
    LocalizedName(
      chinese: "第 \(line) 行第 \(column) 列 \(field)：“\(found)”；应为\(expected.text.chinese)。",
      english:
        "line \(line), column \(column), \(field): \"\(found)\"; expected \(expected.text.english)."
    )
  }
}

extension BadField.Expectation {
  var text: LocalizedName {
    switch self {
    case .fieldCount(let count):
      LocalizedName(chinese: "与表头相同的 \(count) 个字段", english: "\(count) fields, as in the header")
    case .localTime:
      LocalizedName(
        chinese: "本地时间，如 2017-05-02T07:30", english: "a local time such as 2017-05-02T07:30")
    case .localTimeWithoutZone:
      LocalizedName(
        chinese: "不带时区的本地时间，如 2017-05-02T07:30",
        english: "a local time without a zone, such as 2017-05-02T07:30")
    case .latitude:
      LocalizedName(
        chinese: "-90 至 90 的十进制纬度", english: "a latitude in decimal degrees, -90 to 90")
    case .longitude:
      LocalizedName(
        chinese: "-180 至 180 的十进制经度", english: "a longitude in decimal degrees, -180 to 180")
    case .severity:
      LocalizedName(
        chinese: "damage、slight、serious 或 fatal", english: "damage, slight, serious or fatal")
    case .coordinateSystem:
      LocalizedName(
        chinese: "wgs84、cgcs2000、gcj02 或 bd09", english: "wgs84, cgcs2000, gcj02 or bd09")
    case .text: LocalizedName(chinese: "非空文字", english: "a text that is not empty")
    case .number(let least, let most):
      LocalizedName(
        chinese: "\(Self.plain(least)) 至 \(Self.plain(most)) 的数",
        english: "a number from \(Self.plain(least)) to \(Self.plain(most))")
    case .hours:
      LocalizedName(chinese: "大于 0 的观察小时数", english: "more than 0 hours of observation")
    case .fiveMinutes:
      LocalizedName(
        chinese: "整五分钟的时刻，如 2017-05-02T07:35",
        english: "a time on a whole five minutes, such as 2017-05-02T07:35")
    case .speedOrLevel:
      LocalizedName(
        chinese: "速度 speed（公里/小时）或等级 level（1 至 5）",
        english: "a speed (km/h) or a level (1 to 5)")
    case .level:
      LocalizedName(
        chinese: "1 畅通、2 基本畅通、3 轻度、4 中度或 5 严重拥堵",
        english: "a level from 1 (free) to 5 (severely congested)")
    case .roadClass:
      LocalizedName(
        chinese: "expressway、arterial、collector 或 local",
        english: "expressway, arterial, collector or local")
    case .topic:
      LocalizedName(chinese: "congestion 或 disorder", english: "congestion or disorder")
    }
  }

  /// Without decimals where there are none.
  private static func plain(_ number: Double) -> String {
    number.rounded() == number ? String(Int(number)) : String(number)
  }
}
