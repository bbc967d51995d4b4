// SPDX-License-Identifier: Apache-2.0

public import Bulletin
public import DutyModel

/// Why a file could not be made. Nothing is left half-written in any of these cases.
public enum RenderingError: Error, Hashable, Sendable {
  /// The document is not fit to be issued.
  case layout(LayoutError)
  case pythonMissing(String)
  case pythonModuleMissing(module: String, python: String)
  case fontFolderMissing(String)
  case fontMissing(role: FontRole, wanted: [String], folders: [String])
  /// A character that none of the fonts has.
  case unprintable(detail: String)
  case folderMissing(file: String)
  case notWritable(file: String, reason: String)
  case diskFull(file: String)
  case workerTimedOut(Duration)
  case workerFailed(String)

  init(_ reply: RenderReply, file: String) {
    let detail = reply.detail ?? ""
    self =
      switch reply.code {
      case "unprintable": .unprintable(detail: detail)
      case "folderMissing": .folderMissing(file: file)
      case "notWritable": .notWritable(file: file, reason: detail)
      case "diskFull": .diskFull(file: file)
      default: .workerFailed(detail)
      }
  }

  /// Whether the Python process cannot be asked again.
  var endsWorker: Bool {
    switch self {
    case .workerTimedOut, .workerFailed: true
    default: false
    }
  }
}

extension RenderingError: ExplainedError {
  public var explanation: LocalizedName {
    if case .layout(let error) = self { return error.explanation }
    return LocalizedName(chinese: chinese, english: english)
  }

  private var english: String {
    switch self {
    case .layout(let error): error.explanation.english
    case .pythonMissing(let path):
      "Cannot run the Python interpreter \(path). Maybe run Scripts/setup."
    case .pythonModuleMissing(let module, let python):
      "The Python library \(module) is missing for \(python). Maybe run Scripts/setup."
    case .fontFolderMissing(let path):
      "The font folder \(path) is not there. Maybe run Scripts/setup, or correct its name."
    case .fontMissing(let role, let wanted, let folders):
      "No font for the role \(role.rawValue) (\(role.officeFamily)) in"
        + " \(folders.joined(separator: ", ")); expected one of \(wanted.joined(separator: ", "))."
        + " Maybe install Debian's fonts-noto-cjk, or put the office's fonts into a folder."
    case .unprintable(let detail):
      "No font has a character of the document: \(detail)."
        + " Maybe put a font that has it into the office's font folder."
    case .folderMissing(let file):
      "Cannot write \(file): its folder is not there. Maybe make it first."
    case .notWritable(let file, let reason):
      "Cannot write \(file): \(reason). Maybe choose another folder."
    case .diskFull(let file):
      "Cannot write \(file): the disk is full. Maybe free some room; nothing was left behind."
    case .workerTimedOut(let limit):
      "Setting the document took longer than \(limit). Maybe shorten its tables."
    case .workerFailed(let detail):
      "The typesetting process failed: \(detail). Maybe run Scripts/setup again."
    }
  }

  private var chinese: String {
    switch self {
    case .layout(let error): error.explanation.chinese
    case .pythonMissing(let path): "无法运行Python解释器\(path)。可以运行Scripts/setup。"
    case .pythonModuleMissing(let module, let python):
      "\(python)缺少Python库\(module)。可以运行Scripts/setup。"
    case .fontFolderMissing(let path): "字体文件夹\(path)不存在。可以运行Scripts/setup，或改正名称。"
    case .fontMissing(let role, let wanted, let folders):
      "在\(folders.joined(separator: "、"))中没有\(role.officeFamily)的字体，应有其一："
        + "\(wanted.joined(separator: "、"))。可以安装fonts-noto-cjk，或把单位字体放入字体文件夹。"
    case .unprintable(let detail): "没有字体含有文中的字：\(detail)。可以把含有该字的字体放入单位字体文件夹。"
    case .folderMissing(let file): "无法写入\(file)：文件夹不存在。可以先建立文件夹。"
    case .notWritable(let file, let reason): "无法写入\(file)：\(reason)。可以换一个文件夹。"
    case .diskFull(let file): "无法写入\(file)：磁盘已满。可以清理空间；没有留下半个文件。"
    case .workerTimedOut(let limit): "排版超过\(limit)。可以缩短表格。"
    case .workerFailed(let detail): "排版进程出错：\(detail)。可以重新运行Scripts/setup。"
    }
  }
}
