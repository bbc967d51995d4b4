// SPDX-License-Identifier: Apache-2.0

import CZlib

/// Unpacks a gzip stream piece by piece, through the system's zlib.
///
/// Several members one after the other are one stream, as `cat a.gz b.gz` makes and RFC 1952 allows;
/// zero bytes after the last member are padding. Call `finish()` at the end: without it a cut
/// stream goes unnoticed.
public struct GzipDecompressor: ~Copyable {
  /// zlib keeps a pointer back to it, so it must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private let limit: Int
  private var state = State.betweenMembers
  private var consumed = 0
  private var members = 0
  private var produced = 0

  private enum State { case betweenMembers, insideMember, padding }

  /// - Parameter limit: Bytes of output beyond which the stream is refused.
  public init(limit: Int = .max) throws(GzipError) {
    self.limit = limit
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 15 bits of window, + 16: a gzip header is expected.
    let code = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else { throw .unavailable(code: Int(code)) }
  }

  deinit {
    inflateEnd(stream)
    stream.deinitialize(count: 1)
    stream.deallocate()
  }

  /// Takes the next bytes of the stream and appends what they unpack to.
  public mutating func decompress(
    _ input: [UInt8], into output: inout [UInt8]
  ) throws(GzipError) {
    let start = consumed
    var position = 0
    while position < input.count {
      switch state {
      case .padding:
        guard input[position] == 0 else { throw .trailingBytes(offset: start + position) }
        position += 1
      case .betweenMembers:
        try beginMember(first: input[position], offset: start + position)
      case .insideMember:
        position += try inflateSome(input, from: position, start: start, into: &output)
      }
    }
    consumed = start + input.count
  }

  /// Says that no more bytes follow.
  public consuming func finish() throws(GzipError) {
    guard state != .insideMember else { throw .truncated(offset: consumed) }
    guard members > 0 else { throw .notGzip(offset: 0) }
  }

  private mutating func beginMember(first: UInt8, offset: Int) throws(GzipError) {
    if members > 0, first == 0 {
      state = .padding
    } else if first == 0x1F {
      inflateReset(stream)
      members += 1
      state = .insideMember
    } else {
      throw members == 0 ? .notGzip(offset: offset) : .trailingBytes(offset: offset)
    }
  }

  /// - Returns: How many bytes of input were used.
  private mutating func inflateSome(
    _ input: [UInt8], from position: Int, start: Int, into output: inout [UInt8]
  ) throws(GzipError) -> Int {
    let room = max(65_536, (input.count - position) * 4)
    var code = Z_OK
    var used = 0
    let before = output.count
    output.reserveCapacity(before + room)
    let piece = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      input.withUnsafeBufferPointer { source in
        guard let base = source.baseAddress else { return }
        let available = min(source.count - position, Int(UInt32.max))
        // zlib does not write to its input; its C interface only forgot to say so.
        stream.pointee.next_in = UnsafeMutablePointer(mutating: base + position)
        stream.pointee.avail_in = UInt32(available)
        stream.pointee.next_out = buffer.baseAddress
        stream.pointee.avail_out = UInt32(min(room, Int(UInt32.max)))
        code = inflate(stream, Z_NO_FLUSH)
        used = available - Int(stream.pointee.avail_in)
        count = min(room, Int(UInt32.max)) - Int(stream.pointee.avail_out)
      }
    }
    output += piece
    produced += piece.count
    guard produced <= limit else { throw .tooLarge(limit: limit) }
    try check(code, offset: start + position + used)
    if code == Z_STREAM_END { state = .betweenMembers }
    return used
  }

  private func check(_ code: Int32, offset: Int) throws(GzipError) {
    switch code {
    case Z_OK, Z_STREAM_END, Z_BUF_ERROR: return
    case Z_MEM_ERROR: throw .unavailable(code: Int(code))
    default:
      let detail = stream.pointee.msg.map { String(cString: $0) } ?? "zlib code \(code)"
      throw detail == "incorrect header check" && produced == 0
        ? .notGzip(offset: 0) : .damaged(offset: offset, detail: detail)
    }
  }
}

extension GzipDecompressor {
  /// Unpacks a whole stream that is in memory.
  public static func unpack(_ bytes: [UInt8], limit: Int = .max) throws(GzipError) -> [UInt8] {
    var decompressor = try GzipDecompressor(limit: limit)
    var output: [UInt8] = []
    try decompressor.decompress(bytes, into: &output)
    try decompressor.finish()
    return output
  }
}
