// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Geography

extension JT808 {
  /// A location block: 28 bytes, then items of a number, a length and a value.
  public struct Location: Hashable, Sendable {
    public var alarms: Alarms
    public var status: Status
    /// In millionths of a degree, without sign: the status says south and west.
    public var latitude: UInt32
    public var longitude: UInt32
    /// Metres; below sea level as two's complement.
    public var altitude: Int16
    /// Tenths of a kilometre an hour.
    public var speed: UInt16
    /// Degrees clockwise from north.
    public var direction: UInt16
    /// When the terminal took the fix: `YYMMDDhhmmss` in China's time, a digit in four bits.
    public var packedTime: UInt64
    /// The items as they came, so that what is unknown here is kept.
    public var itemBytes: [UInt8]

    /// When the terminal took the fix; `nil` where it wrote no such moment.
    public var time: Instant? { JT808.instant(packed: packedTime) }

    /// The place with the datum that it is written in.
    ///
    /// Status bit 5: a security plug-in moved the coordinates, so they are GCJ-02 already.
    /// - Returns: `nil` beyond 90 degrees north or south or 180 east or west.
    public var place: TaggedCoordinate? {
      guard latitude <= 90_000_000, longitude <= 180_000_000 else { return nil }
      return TaggedCoordinate(
        latitude: Double(latitude) / 1e6 * (status.contains(.south) ? -1 : 1),
        longitude: Double(longitude) / 1e6 * (status.contains(.west) ? -1 : 1),
        system: status.contains(.encryptedCoordinates) ? .gcj02 : .wgs84)
    }

    /// The items in hexadecimal, as they came.
    public var itemsHexadecimal: String { itemBytes.hexadecimal }

    /// The whole block in hexadecimal, as it came.
    public var hexadecimal: String { bytes.hexadecimal }

    /// Up to the first item whose length goes past the end.
    public var items: [Item] { readItems().items }

    /// False where the last item is cut off. The place in front of it is good all the same.
    public var itemsAreWellFormed: Bool { readItems().isWhole }

    private func readItems() -> (items: [Item], isWhole: Bool) {
      var reader = ByteReader(itemBytes[...])
      var items: [Item] = []
      while reader.remaining > 0 {
        guard let id = reader.byte(), let length = reader.byte(),
          let value = reader.bytes(Int(length))
        else { return (items, false) }
        items.append(Item(id: id, value: Array(value)))
      }
      return (items, true)
    }
  }

  /// One additional item of a location.
  public struct Item: Hashable, Sendable {
    public var id: UInt8
    public var value: [UInt8]
  }
}

extension JT808.Location {
  /// - Parameter bytes: exactly one block with its items.
  init(_ bytes: ArraySlice<UInt8>, in id: JT808.MessageID) throws(JT808.BodyError) {
    var reader = JT808.ByteReader(bytes)
    guard let alarms = reader.doubleWord(), let status = reader.doubleWord(),
      let latitude = reader.doubleWord(), let longitude = reader.doubleWord(),
      let altitude = reader.word(), let speed = reader.word(), let direction = reader.word(),
      let time = reader.bytes(6)
    else {
      throw JT808.BodyError(
        id: id, field: "location", expected: "at least 28 bytes", found: "\(bytes.count)")
    }
    self.init(
      alarms: JT808.Alarms(rawValue: alarms), status: JT808.Status(rawValue: status),
      latitude: latitude, longitude: longitude, altitude: Int16(bitPattern: altitude),
      speed: speed, direction: direction, packedTime: time.reduce(0) { $0 << 8 | UInt64($1) },
      itemBytes: Array(reader.rest()))
  }

  /// The block as a terminal sends it.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    for word in [alarms.rawValue, status.rawValue, latitude, longitude] {
      bytes.append(word: UInt16(word >> 16))
      bytes.append(word: UInt16(word & 0xFFFF))
    }
    for word in [UInt16(bitPattern: altitude), speed, direction] { bytes.append(word: word) }
    for shift in stride(from: 40, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: packedTime >> UInt64(shift)))
    }
    return bytes + itemBytes
  }

  public init(
    place: TaggedCoordinate, time: Instant, speed: UInt16 = 0, direction: UInt16 = 0,
    itemBytes: [UInt8] = []
  ) {
    var status: JT808.Status = [.engineOn, .positioned]
    if place.latitude < 0 { status.insert(.south) }
    if place.longitude < 0 { status.insert(.west) }
    if place.system == .gcj02 { status.insert(.encryptedCoordinates) }
    self.init(
      alarms: [], status: status, latitude: UInt32((abs(place.latitude) * 1e6).rounded()),
      longitude: UInt32((abs(place.longitude) * 1e6).rounded()), altitude: 0, speed: speed,
      direction: direction, packedTime: JT808.packed(time).reduce(0) { $0 << 8 | UInt64($1) },
      itemBytes: itemBytes)
  }
}
