// SPDX-License-Identifier: Apache-2.0

public import DutyModel

extension JT808 {
  /// Why a frame was refused. Nothing of it is used, and the link goes on with the next one.
  ///
  /// A header is only carried where the checksum vouches for it; without one there is nobody to
  /// answer.
  public enum FrameError: Error, Hashable, Sendable {
    /// More bytes than the longest frame has, without a delimiter.
    case tooLong
    /// `7D` followed by something else than 01 or 02.
    case wrongEscape(offset: Int)
    case shortHeader
    case wrongChecksum(expected: UInt8, found: UInt8)
    case wrongLength(Header, announced: Int, found: Int)
    case wrongPart(Header, index: UInt16, total: UInt16)
    /// The body is encrypted, which this platform offers no key for.
    case encrypted(Header)

    public var header: Header? {
      switch self {
      case .wrongLength(let header, _, _), .wrongPart(let header, _, _), .encrypted(let header):
        header
      case .tooLong, .wrongEscape, .shortHeader, .wrongChecksum: nil
      }
    }
  }

  /// Why a well-framed body was refused.
  public struct BodyError: ExplainedError, Hashable {
    public var id: MessageID
    public var field: String
    public var expected: String
    public var found: String

    public var explanation: LocalizedName {
      LocalizedName(
        chinese: "消息 \(id) 的字段 \(field) 不对：\(found)，应为 \(expected)。"
          + "可以核对终端的协议版本（2011、2013 或 2019）。",
        english: "Message \(id), field \(field): found \(found), expected \(expected). "
          + "Maybe check which edition of the protocol (2011, 2013, 2019) the terminal speaks.")
    }
  }
}

extension JT808.FrameError: ExplainedError {
  public var explanation: LocalizedName {
    switch self {
    case .tooLong:
      LocalizedName(
        chinese: "一帧超过协议的最大长度，没有结束标识 7E。可以检查对方是否是 JT/T 808 终端。",
        english: "A frame is longer than the protocol allows and has no closing 7E. "
          + "Maybe the other side is no JT/T 808 terminal.")
    case .wrongEscape(let offset):
      LocalizedName(
        chinese: "第 \(offset) 字节的 7D 之后不是 01 或 02。可以检查终端的转义。",
        english: "The 7D at byte \(offset) is not followed by 01 or 02. "
          + "Maybe the terminal does not escape its frames.")
    case .shortHeader:
      LocalizedName(
        chinese: "帧比消息头还短。可以检查终端固件。",
        english: "The frame is shorter than a header. Maybe check the terminal's firmware.")
    case .wrongChecksum(let expected, let found):
      LocalizedName(
        chinese: "校验码是 \(found)，应为 \(expected)：传输中有字节改变。可以检查线路或终端固件。",
        english: "The checksum is \(found) and \(expected) was expected: bytes changed on the way. "
          + "Maybe check the line or the terminal's firmware.")
    case .wrongLength(let header, let announced, let found):
      LocalizedName(
        chinese: "消息 \(header.id) 的消息头写明 \(announced) 字节，实有 \(found) 字节。可以检查终端固件。",
        english: "The header of \(header.id) announces \(announced) bytes and \(found) came. "
          + "Maybe check the terminal's firmware.")
    case .wrongPart(let header, let index, let total):
      LocalizedName(
        chinese: "消息 \(header.id) 的分包序号 \(index)/\(total) 不成立。可以检查终端固件。",
        english: "Part \(index) of \(total) of \(header.id) cannot be. "
          + "Maybe check the terminal's firmware.")
    case .encrypted(let header):
      LocalizedName(
        chinese: "消息 \(header.id) 是加密的，本平台不支持。可以在终端上关闭加密。",
        english: "Message \(header.id) is encrypted, which is not supported here. "
          + "Maybe turn encryption off in the terminal.")
    }
  }
}
