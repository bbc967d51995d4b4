// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Foundation

/// Reads and writes what the stages publish, as JSON files that another run can start from.
enum StageFile {
  /// Writes the whole file or nothing: first beside its place, then moved there.
  static func write(_ value: some Encodable, to url: URL) throws(StageFileError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      try WholeFile.write(encoder.encode(value), to: url)
    } catch {
      throw StageFileError(file: url, cause: error, isReading: false)
    }
  }

  static func write(text: String, to url: URL) throws(StageFileError) {
    try write(data: Data(text.utf8), to: url)
  }

  static func write(data: Data, to url: URL) throws(StageFileError) {
    do {
      try WholeFile.write(data, to: url)
    } catch {
      throw StageFileError(file: url, cause: error, isReading: false)
    }
  }

  static func read<Value: Decodable>(
    _ type: Value.Type, from url: URL
  ) throws(StageFileError) -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(contentsOf: url))
    } catch {
      throw StageFileError(file: url, cause: error, isReading: true)
    }
  }

  static func bytes(of url: URL) throws(StageFileError) -> Data {
    do {
      return try Data(contentsOf: url)
    } catch {
      throw StageFileError(file: url, cause: error, isReading: true)
    }
  }

  static func copy(_ source: URL, to copy: URL) throws(StageFileError) {
    do {
      try FileManager.default.copyItem(at: source, to: copy)
    } catch {
      throw StageFileError(file: source, cause: error, isReading: true)
    }
  }

  static func makeFolder(_ url: URL) throws(StageFileError) {
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    } catch {
      throw StageFileError(file: url, cause: error, isReading: false)
    }
  }
}

/// A file that could not be read, understood or written.
struct StageFileError: ExplainedError {
  enum Reason: Hashable {
    case missing, malformed(field: String, problem: LocalizedName), full, unwritable(String)
  }

  var file: URL
  var reason: Reason

  init(file: URL, reason: Reason) {
    self.file = file
    self.reason = reason
  }

  init(file: URL, cause: any Error, isReading: Bool) {
    self.file = file
    reason = Self.reason(cause, isReading: isReading)
  }

  private static func reason(_ cause: any Error, isReading: Bool) -> Reason {
    if let cause = cause as? DecodingError { return malformed(cause) }
    guard let cause = cause as? CocoaError else { return .unwritable("\(cause)") }
    switch cause.code {
    case .fileReadNoSuchFile, .fileNoSuchFile:
      return isReading ? .missing : .unwritable("no such folder")
    case .fileWriteOutOfSpace: return .full
    case .fileWriteNoPermission, .fileReadNoPermission: return .unwritable("no permission")
    case .fileWriteVolumeReadOnly: return .unwritable("read-only file system")
    default:
      if cause.underlyingCode == ENOSPC { return .full }
      return isReading
        ? .malformed(field: "", problem: Self.untranslated(cause.localizedDescription))
        : .unwritable(cause.localizedDescription)
    }
  }

  private static func malformed(_ error: DecodingError) -> Reason {
    let context: DecodingError.Context
    switch error {
    case .typeMismatch(_, let found), .valueNotFound(_, let found), .dataCorrupted(let found):
      context = found
    case .keyNotFound(let key, let found):
      context = found
      let path = (found.codingPath + [key]).map(\.stringValue).joined(separator: ".")
      return .malformed(
        field: path,
        problem: LocalizedName(
          chinese: "缺少这一字段。可以补上，或用写出它的命令重做一份",
          english: "the field is missing. Maybe add it, or make the file anew with its command"))
    @unknown default:
      return .malformed(field: "", problem: untranslated("\(error)"))
    }
    let path = context.codingPath.map(\.stringValue).joined(separator: ".")
    return .malformed(field: path, problem: untranslated(context.debugDescription))
  }

  /// What the system says itself, in its own language.
  private static func untranslated(_ words: String) -> LocalizedName {
    LocalizedName(chinese: words, english: words)
  }

  var explanation: LocalizedName {
    let path = file.path(percentEncoded: false)
    switch reason {
    case .missing:
      return LocalizedName(
        chinese: "没有文件 \(path)。可以先运行前一阶段的命令（见 chengxu --help）。",
        english:
          "There is no file \(path). Maybe run the command of the stage before (chengxu --help).")
    case .malformed(let field, let problem):
      return LocalizedName(
        chinese:
          "\(path) 不是本程序写出的文件，或已损坏：字段 \(field.isEmpty ? "（整个文件）" : field)：\(problem.chinese)。",
        english: "\(path) was not written by this program or is damaged: "
          + "field \(field.isEmpty ? "(whole file)" : field): \(problem.english)")
    case .full:
      return LocalizedName(
        chinese: "磁盘已满，没有写出 \(path)；原有文件未动。可以腾出空间后重试。",
        english: "The disk is full and \(path) was not written; what was there is untouched. "
          + "Maybe free some space and run again.")
    case .unwritable(let why):
      return LocalizedName(
        chinese: "无法写 \(path)：\(why)。可以换一个目录（--out）。",
        english: "\(path) cannot be written: \(why). Maybe name another folder with --out.")
    }
  }
}

extension CocoaError {
  fileprivate var underlyingCode: Int32? {
    guard let code = (userInfo[NSUnderlyingErrorKey] as? any Error).map({ ($0 as NSError).code })
    else { return nil }
    return Int32(exactly: code)
  }
}
