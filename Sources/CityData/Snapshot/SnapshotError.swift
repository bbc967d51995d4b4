// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import Foundation

/// Why a snapshot's file could not be written or read.
public enum SnapshotError: ExplainedError, Hashable {
  case unwritable(file: String, reason: String)
  case unreadable(file: String, reason: String)
  case notASnapshot(file: String)
  case otherFormatVersion(file: String, found: Int, expected: Int)
  case damaged(file: String, reason: String)

  public var explanation: LocalizedName {
    switch self {
    case .unwritable(let file, let reason):
      LocalizedName(
        chinese: "无法写入城市快照 \(file)：\(reason)。可以检查文件夹是否存在、磁盘是否已满。",
        english: """
          The city snapshot \(file) could not be written: \(reason). Maybe the folder does not \
          exist or the disk is full.
          """)
    case .unreadable(let file, let reason):
      LocalizedName(
        chinese: "无法读取城市快照 \(file)：\(reason)。可以先运行 chengxu import 生成。",
        english: """
          The city snapshot \(file) could not be read: \(reason). Maybe run chengxu import first.
          """)
    case .notASnapshot(let file):
      LocalizedName(
        chinese: "\(file) 不是城市快照。应为 chengxu import 写出的 JSON 文件。",
        english: """
          \(file) is no city snapshot. Expected the JSON file that chengxu import writes. Maybe \
          another stage's file was named.
          """)
    case .otherFormatVersion(let file, let found, let expected):
      LocalizedName(
        chinese: "城市快照 \(file) 的格式版本为 \(found)，本程序读取版本 \(expected)。可以重新运行 chengxu import。",
        english: """
          The city snapshot \(file) has format version \(found); this program reads \(expected). \
          Maybe run chengxu import again.
          """)
    case .damaged(let file, let reason):
      LocalizedName(
        chinese: "城市快照 \(file) 已损坏：\(reason) 可以重新运行 chengxu import。",
        english: """
          The city snapshot \(file) is damaged: \(reason) Maybe run chengxu import again.
          """)
    }
  }

  /// One sentence of what the system said.
  static func reason(_ error: any Error) -> String {
    switch error {
    case DecodingError.dataCorrupted(let context): place(context)
    case DecodingError.keyNotFound(let key, let context):
      "\"\(key.stringValue)\" is missing. \(place(context))"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      place(context)
    default: (error as NSError).localizedDescription
    }
  }

  private static func place(_ context: DecodingError.Context) -> String {
    let path = context.codingPath.map(\.stringValue).joined(separator: ".")
    return path.isEmpty ? context.debugDescription : "\(path): \(context.debugDescription)"
  }
}
