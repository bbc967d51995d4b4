// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A ZIP file whose parts are stored as they are, each with one fixed time stamp.
///
/// Source: PKWARE APPNOTE 6.3.9, sections 4.3.7, 4.3.12 and 4.3.16.
struct StoredArchive {
  private var body = Data()
  private var directory = Data()
  private var count: UInt16 = 0

  mutating func add(_ name: String, _ text: String) {
    let data = Data(text.utf8)
    let nameBytes = Data(name.utf8)
    let offset = UInt32(body.count)
    var shared = Data()
    shared.append(little: UInt16(20))
    shared.append(little: UInt16(0x0800))  // names in UTF-8
    shared.append(little: UInt16(0))
    shared.append(little: UInt16(0))
    shared.append(little: UInt16(33))  // 1 January 1980
    shared.append(little: Self.checksum(data))
    shared.append(little: UInt32(data.count))
    shared.append(little: UInt32(data.count))
    shared.append(little: UInt16(nameBytes.count))
    shared.append(little: UInt16(0))
    body.append(little: UInt32(0x0403_4b50))
    body.append(shared)
    body.append(nameBytes)
    body.append(data)
    directory.append(little: UInt32(0x0201_4b50))
    directory.append(little: UInt16(20))
    directory.append(shared)
    directory.append(contentsOf: [UInt8](repeating: 0, count: 10))
    directory.append(little: offset)
    directory.append(nameBytes)
    count += 1
  }

  var finished: Data {
    var file = body
    file.append(directory)
    file.append(little: UInt32(0x0605_4b50))
    file.append(little: UInt32(0))
    file.append(little: count)
    file.append(little: count)
    file.append(little: UInt32(directory.count))
    file.append(little: UInt32(body.count))
    file.append(little: UInt16(0))
    return file
  }

  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { crc, _ in
      crc & 1 == 1 ? 0xEDB8_8320 ^ (crc >> 1) : crc >> 1
    }
  }

  private static func checksum(_ data: Data) -> UInt32 {
    let table = table
    return ~data.reduce(~UInt32(0)) { table[Int(($0 ^ UInt32($1)) & 0xFF)] ^ ($0 >> 8) }
  }
}

extension Data {
  fileprivate mutating func append(little value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }
}
