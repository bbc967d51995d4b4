// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Why a drawing cannot be made.
public enum DrawingError: Error, Hashable, Sendable {
  case blankTitle
  case noData(drawing: String)
  /// Infinite or not a number.
  case notFinite(drawing: String, series: String, position: Int)
  /// Below zero where only amounts make sense.
  case negative(drawing: String, series: String, position: Int)
  /// A series with another number of values than there are places for them.
  case count(drawing: String, series: String, expected: Int, found: Int)
  /// More series than can be told apart in print.
  case tooManySeries(drawing: String, limit: Int, found: Int)
  /// The interval does not contain its value.
  case interval(drawing: String, series: String, position: Int)
  /// The frame of a map has no area, or is not on the earth.
  case frame(drawing: String)
  case tooLarge(drawing: String, bytes: Int, limit: Int)
}

extension DrawingError: ExplainedError {
  public var explanation: LocalizedName {
    LocalizedName(chinese: chinese, english: english)
  }

  private var english: String {
    switch self {
    case .blankTitle:
      "A drawing has no title. Maybe name what it shows: readers who cannot see it need that."
    case .noData(let drawing):
      "There is nothing to draw in “\(drawing)”. Maybe the period has no data; leave it out."
    case .notFinite(let drawing, let series, let position):
      "Value \(position) of “\(series)” in “\(drawing)” is not a number that can be drawn."
        + " Maybe its denominator is 0; leave the value out."
    case .negative(let drawing, let series, let position):
      "Value \(position) of “\(series)” in “\(drawing)” is below 0; expected an amount."
        + " Maybe draw a line chart."
    case .count(let drawing, let series, let expected, let found):
      "“\(series)” in “\(drawing)” has \(found) values, expected \(expected)."
        + " Maybe leave a place empty where there is no value."
    case .tooManySeries(let drawing, let limit, let found):
      "“\(drawing)” has \(found) series; in grey print \(limit) can be told apart."
        + " Maybe draw several charts."
    case .interval(let drawing, let series, let position):
      "The interval at value \(position) of “\(series)” in “\(drawing)” does not contain it."
        + " Maybe its ends are exchanged."
    case .frame(let drawing):
      "The frame of the map “\(drawing)” has no area on the earth."
        + " Maybe latitude and longitude are exchanged."
    case .tooLarge(let drawing, let bytes, let limit):
      "“\(drawing)” takes \(bytes) bytes, more than \(limit)."
        + " Maybe leave out the smallest roads or choose a smaller frame."
    }
  }

  private var chinese: String {
    switch self {
    case .blankTitle: "图没有标题。可以写明图的内容，供看不见图的读者使用。"
    case .noData(let drawing): "“\(drawing)”没有可画的数据。该时段可能没有数据，可以不用此图。"
    case .notFinite(let drawing, let series, let position):
      "“\(drawing)”中“\(series)”的第\(position)个值不是可画的数。分母可能为0，可以留空。"
    case .negative(let drawing, let series, let position):
      "“\(drawing)”中“\(series)”的第\(position)个值小于0。可以改用折线图。"
    case .count(let drawing, let series, let expected, let found):
      "“\(drawing)”中“\(series)”有\(found)个值，应为\(expected)个。没有值的位置可以留空。"
    case .tooManySeries(let drawing, let limit, let found):
      "“\(drawing)”有\(found)个系列，黑白印刷只能区分\(limit)个。可以分成几张图。"
    case .interval(let drawing, let series, let position):
      "“\(drawing)”中“\(series)”第\(position)个值的区间不含该值。可以检查上下限是否写反。"
    case .frame(let drawing): "地图“\(drawing)”的范围不在地球上或没有面积。可以检查经纬度是否写反。"
    case .tooLarge(let drawing, let bytes, let limit):
      "“\(drawing)”有\(bytes)字节，超过\(limit)。可以去掉最小的道路，或缩小范围。"
    }
  }
}
