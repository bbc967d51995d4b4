// SPDX-License-Identifier: Apache-2.0

import Foundation

extension JT808 {
  /// What a terminal says of itself when it asks for a code (0x0100).
  public struct Registration: Hashable, Sendable {
    /// The first two digits of the administrative division.
    public var province: UInt16
    /// The four digits after them.
    public var city: UInt16
    public var manufacturer: String
    public var model: String
    /// The maker's number of the device.
    public var device: String
    /// 0 none, 1 blue, 2 yellow, 3 black, 4 white (police), 9 other.
    public var plateColour: UInt8
    /// The plate, or the vehicle's number where `plateColour` is 0.
    public var plate: String
  }

  /// How a terminal proves who it is on a new link (0x0102).
  public struct Authentication: Hashable, Sendable {
    public var code: String
    /// Since 2019.
    public var imei: String?
    public var softwareVersion: String?
  }
}

extension JT808.Registration {
  /// The edition of 2011 is told by its shorter fixed part, for the header does not say.
  init(_ body: [UInt8], edition: JT808.Edition) throws(JT808.BodyError) {
    let widths =
      switch edition {
      case .edition2019: (manufacturer: 11, model: 30, device: 30)
      case .edition2013 where body.count < 37: (manufacturer: 5, model: 8, device: 7)
      case .edition2013: (manufacturer: 5, model: 20, device: 7)
      }
    var reader = JT808.ByteReader(body[...])
    guard let province = reader.word(), let city = reader.word(),
      let manufacturer = reader.bytes(widths.manufacturer),
      let model = reader.bytes(widths.model), let device = reader.bytes(widths.device),
      let plateColour = reader.byte()
    else {
      throw JT808.BodyError(
        id: .registration, field: "fixed part", expected: "25, 37 or 76 bytes by edition",
        found: "\(body.count)")
    }
    self.init(
      province: province, city: city, manufacturer: JT808.text(manufacturer),
      model: JT808.text(model), device: JT808.text(device), plateColour: plateColour,
      plate: JT808.text(reader.rest()))
  }
}

extension JT808.Authentication {
  init(_ body: [UInt8], edition: JT808.Edition) throws(JT808.BodyError) {
    guard case .edition2019 = edition else {
      self.init(code: JT808.text(body[...]))
      return
    }
    var reader = JT808.ByteReader(body[...])
    guard let length = reader.byte(), let code = reader.bytes(Int(length)) else {
      throw JT808.BodyError(
        id: .authentication, field: "code", expected: "as many bytes as its length says",
        found: "\(max(body.count - 1, 0))")
    }
    self.init(code: JT808.text(code))
    imei = reader.bytes(15).map { JT808.text($0) }
    softwareVersion = reader.bytes(20).map { JT808.text($0) }
  }
}

extension JT808 {
  /// Text of a terminal: GB 18030, without the zeros and blanks that fill its field.
  ///
  /// What is no such text is shown as hexadecimal, so that nothing is lost or guessed.
  static func text(_ bytes: ArraySlice<UInt8>) -> String {
    let content = bytes.filter { $0 != 0 }
    if content.allSatisfy({ $0 < 0x80 }) {
      return String(decoding: content, as: UTF8.self).trimmingCharacters(in: .whitespaces)
    }
    // 0x80000000 marks one of Core Foundation's encodings, of which 0x0632 is GB 18030-2000.
    let encoding = String.Encoding(rawValue: 0x8000_0632)
    return String(data: Data(content), encoding: encoding)?
      .trimmingCharacters(in: .whitespaces) ?? "0x" + content.hexadecimal
  }
}
