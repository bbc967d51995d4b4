// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// What bytes that are said to be a photo really are, by their content; names and headers say
/// nothing.
public enum PhotoFormat: String, CaseIterable, Codable, Sendable {
  case jpeg, png, webp

  public var mediaType: String { "image/\(rawValue)" }

  /// By the first bytes alone.
  init?(_ bytes: [UInt8]) {
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = .png
    } else if bytes.starts(with: Array("RIFF".utf8)),
      bytes.dropFirst(8).starts(with: Array("WEBP".utf8))
    {
      self = .webp
    } else {
      return nil
    }
  }
}

/// How long a photo is kept, by what it is for. Our defaults; the deploying office decides.
public enum PhotoRetention: String, CaseIterable, Codable, Sendable {
  /// A citizen's picture of a problem.
  case report
  /// Proof that work was done or verified.
  case evidence
  /// Of a site in an assessment round.
  case assessment
  /// Of what an inspection of duty found wrong.
  case inspection
  /// Of a violation that ended on the spot: six months, as any recording on duty.
  case recording
  /// Of a violation that may end in a penalty: part of its file, for ever.
  case caseFile

  /// Days after the case or round has ended; `nil` for ever.
  ///
  /// Source of the last two: 公安机关现场执法视音频记录工作规定 (2016).
  public var days: Int? {
    switch self {
    case .report: 180
    case .evidence: 730
    case .assessment, .inspection: 1095
    case .recording: 183
    case .caseFile: nil
    }
  }

  /// Whether it is kept longer than for the other purpose.
  public func outlasts(_ other: Self) -> Bool {
    guard let theirs = other.days else { return false }
    return days.map { $0 > theirs } ?? true
  }
}

/// Why bytes are no photo that can be kept.
public enum PhotoRefused: ExplainedError, Hashable {
  case notAPhoto
  case damaged(PhotoFormat, String)
  case tooLarge(bytes: Int, limit: Int)
  case noPixels(PhotoFormat)

  public var explanation: LocalizedName {
    switch self {
    case .notAPhoto:
      LocalizedName(
        chinese: "文件不是 JPEG、PNG 或 WebP 照片。可以用相机重新拍摄。",
        english: "The file is no JPEG, PNG or WebP photo. Maybe take the picture again.")
    case .damaged(let format, let what):
      LocalizedName(
        chinese: "\(format.rawValue.uppercased()) 照片已损坏（\(what)）。可以重新上传。",
        english: "The \(format.rawValue.uppercased()) photo is damaged (\(what)). Maybe send it "
          + "again.")
    case .tooLarge(let bytes, let limit):
      LocalizedName(
        chinese: "照片有 \(bytes) 字节，上限 \(limit)。可以降低分辨率。",
        english: "The photo has \(bytes) bytes and \(limit) are allowed. Maybe take it smaller.")
    case .noPixels(let format):
      LocalizedName(
        chinese: "\(format.rawValue.uppercased()) 照片没有画面。可以重新拍摄。",
        english: "The \(format.rawValue.uppercased()) photo has no pixels. Maybe take it again.")
    }
  }
}
