// SPDX-License-Identifier: Apache-2.0

/// The datum that a pair of degrees refers to; without it the pair may be off by half a kilometre.
public enum CoordinateSystem: String, CaseIterable, Codable, Sendable {
  /// What satellite receivers and OpenStreetMap give.
  case wgs84
  /// China's national system; equal to WGS-84 to well under a metre.
  case cgcs2000
  /// 火星坐标: AMap, Tencent and most Chinese web data; 300–700 m off WGS-84.
  case gcj02
  /// Baidu: GCJ-02 with a second shift.
  case bd09

  /// Accepts the usual spellings: `WGS-84`, `EPSG:4326`, `GCJ02`, `bd09ll`, …
  public init?(spelling: some StringProtocol) {
    let letters = spelling.lowercased().filter { $0.isLetter || $0.isNumber }
    switch letters {
    case "wgs84", "epsg4326": self = .wgs84
    case "cgcs2000", "epsg4490": self = .cgcs2000
    case "gcj02": self = .gcj02
    case "bd09", "bd09ll": self = .bd09
    default: return nil
    }
  }
}
