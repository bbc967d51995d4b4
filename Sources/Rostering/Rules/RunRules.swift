// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// How many duties may follow one another without a free day between them.
public struct MaximumConsecutiveDuties: RunRule {
  public let key = "consecutive-duties"
  public var limit: Int
  public var pauseMinutes: Int

  public init(limit: Int = 6, pauseMinutes: Int = 24 * 60) {
    self.limit = limit
    self.pauseMinutes = pauseMinutes
  }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "连续出勤不超过\(limit)天，其后至少连续休息\(pauseMinutes.hoursChinese)",
      english: "At most \(limit) duties in a row, then at least "
        + "\(pauseMinutes.hoursEnglish) free")
  }

  public func counts(_ duty: DutySpan) -> Bool { true }

  public func explanation(count: Int, until last: DutySpan) -> LocalizedName {
    LocalizedName(
      chinese: "到\(last.interval.end)已连续出勤\(count)次，最多\(limit)次",
      english: "\(count) duties in a row until \(last.interval.end), expected at most \(limit)")
  }
}

/// How many nights one officer may have in a row.
public struct MaximumConsecutiveNights: RunRule {
  public let key = "consecutive-nights"
  public var limit: Int
  public var pauseMinutes: Int
  public var night: NightHours

  public init(limit: Int = 3, pauseMinutes: Int = 24 * 60, night: NightHours = NightHours()) {
    self.limit = limit
    self.pauseMinutes = pauseMinutes
    self.night = night
  }

  public var sentence: LocalizedName {
    LocalizedName(
      chinese: "连续夜班不超过\(limit)个", english: "At most \(limit) nights in a row")
  }

  public func counts(_ duty: DutySpan) -> Bool { night.isNight(duty.interval) }

  public func explanation(count: Int, until last: DutySpan) -> LocalizedName {
    LocalizedName(
      chinese: "到\(last.interval.end)已连续\(count)个夜班，最多\(limit)个",
      english: "\(count) nights in a row until \(last.interval.end), expected at most \(limit)")
  }
}
