// SPDX-License-Identifier: Apache-2.0

import CZlib

/// Packs bytes as one gzip member, through the system's zlib.
public enum GzipCompressor {
  /// The header carries no name and no time, so the same bytes always pack to the same bytes.
  ///
  /// - Parameter level: 1 (fast) through 9 (small).
  public static func pack(_ bytes: [UInt8], level: Int = 6) throws(GzipError) -> [UInt8] {
    precondition((1...9).contains(level), "The compression level \(level) is not in 1...9.")
    var stream = z_stream()
    let setUp = deflateInit2_(
      &stream, Int32(level), Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    guard setUp == Z_OK else { throw .unavailable(code: Int(setUp)) }
    defer { deflateEnd(&stream) }
    // zlib counts input in 32 bits.
    guard bytes.count < Int(UInt32.max) else { throw .tooLarge(limit: Int(UInt32.max)) }
    let room = Int(deflateBound(&stream, UInt(bytes.count)))
    var code = Z_OK
    let packed = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      bytes.withUnsafeBufferPointer { source in
        stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
        stream.avail_in = UInt32(source.count)
        stream.next_out = buffer.baseAddress
        stream.avail_out = UInt32(room)
        // The room is what zlib itself says suffices, so one call finishes.
        code = deflate(&stream, Z_FINISH)
        count = room - Int(stream.avail_out)
      }
    }
    guard code == Z_STREAM_END else { throw .unavailable(code: Int(code)) }
    return packed
  }
}
