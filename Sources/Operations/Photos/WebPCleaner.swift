// SPDX-License-Identifier: Apache-2.0

/// Walks the chunks of a WebP and leaves out EXIF and XMP.
struct WebPCleaner {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func cleaned() throws(PhotoRefused) -> CleanedPhoto {
    guard let size = bytes.littleEndian(at: 4, count: 4), size + 8 <= bytes.count, size >= 12 else {
      throw .damaged(.webp, "its size is not what it says")
    }
    var photo = CleanedPhoto(bytes: Array("RIFF\0\0\0\0WEBP".utf8))
    var position = 12
    while position + 8 <= size + 8 {
      let name = String(decoding: bytes[position..<position + 4], as: UTF8.self)
      guard let length = bytes.littleEndian(at: position + 4, count: 4),
        position + 8 + length <= size + 8
      else { throw .damaged(.webp, "chunk at byte \(position) leaves the file") }
      let end = min(position + 8 + length + length % 2, bytes.count)
      var chunk = Array(bytes[position..<end])
      read(name, chunk, &photo)
      // The header says which chunks follow: EXIF is bit 3, XMP bit 2.
      if name == "VP8X", chunk.count > 8 { chunk[8] &= ~0x0C }
      if name != "EXIF", name != "XMP " { photo.bytes += chunk }
      position = end
    }
    let length = photo.bytes.count - 8
    for byte in 0..<4 { photo.bytes[4 + byte] = UInt8(length >> (8 * byte) & 0xFF) }
    return photo
  }

  private func read(_ name: String, _ chunk: [UInt8], _ photo: inout CleanedPhoto) {
    switch name {
    case "VP8X":
      photo.width = (chunk.littleEndian(at: 12, count: 3) ?? -1) + 1
      photo.height = (chunk.littleEndian(at: 15, count: 3) ?? -1) + 1
    case "VP8 " where photo.width == 0 && chunk.dropFirst(11).starts(with: [0x9D, 0x01, 0x2A]):
      photo.width = (chunk.littleEndian(at: 14, count: 2) ?? 0) & 0x3FFF
      photo.height = (chunk.littleEndian(at: 16, count: 2) ?? 0) & 0x3FFF
    case "VP8L" where photo.width == 0 && chunk.count > 12 && chunk[8] == 0x2F:
      let bits = chunk.littleEndian(at: 9, count: 4) ?? 0
      photo.width = bits & 0x3FFF + 1
      photo.height = bits >> 14 & 0x3FFF + 1
    case "EXIF":
      // Some writers put JPEG's own heading before it.
      let content = chunk.dropFirst(8)
      let heading = Array("Exif\0\0".utf8)
      photo.place = EXIFBlock(Array(content.dropFirst(content.starts(with: heading) ? 6 : 0))).place
    default: break
    }
  }
}
