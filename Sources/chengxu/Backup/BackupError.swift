// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation

/// Why a backup was not made or not restored. Nothing was written then.
enum BackupError: ExplainedError, Hashable {
  case fileExists(String)
  case nothingToKeep(folder: String)
  case folderInUse(String)
  case notABackup(String, detail: String)
  /// A file within the backup is not what was put in.
  case damaged(file: String)
  case toolFailed(detail: String)
  /// The live data is in PostgreSQL, which has tools of its own.
  case databaseElsewhere

  var explanation: LocalizedName {
    switch self {
    case .fileExists(let path):
      LocalizedName(
        chinese: "\(path) 已经存在，备份不会覆盖它。可以换一个文件名。",
        english: "\(path) exists, and a backup overwrites nothing. Maybe take another name.")
    case .nothingToKeep(let folder):
      LocalizedName(
        chinese: "\(folder) 里没有可备份的文件。可以用 --data 指明数据目录。",
        english: "\(folder) holds nothing to back up. Maybe name the data folder with --data.")
    case .folderInUse(let path):
      LocalizedName(
        chinese: "\(path) 不是空目录，恢复不会覆盖已有数据。可以恢复到新目录。",
        english: "\(path) is not empty, and a restore overwrites nothing. "
          + "Maybe restore into a new folder.")
    case .notABackup(let path, let detail):
      LocalizedName(
        chinese: "\(path) 不是 chengxu backup 写出的备份：\(detail)。",
        english: "\(path) is no backup of chengxu backup: \(detail). Maybe another file is meant.")
    case .damaged(let file):
      LocalizedName(
        chinese: "备份中的 \(file) 已损坏，与备份时不同。可以使用更早的备份。",
        english: "\(file) in the backup is damaged: it differs from what was put in. "
          + "Maybe use an earlier backup.")
    case .toolFailed(let detail):
      LocalizedName(
        chinese: "tar 没有成功：\(detail)。", english: "tar did not succeed: \(detail).")
    case .databaseElsewhere:
      LocalizedName(
        chinese: "运行数据在 PostgreSQL 中，请用 pg_dump 备份它；去掉 --database 可备份数据目录。",
        english: "The live data is in PostgreSQL: back it up with pg_dump. "
          + "Maybe leave --database out to back up the data folder.")
    }
  }

  var exitStatus: ExitStatus {
    switch self {
    case .fileExists, .folderInUse: .cannotWrite
    case .nothingToKeep: .missingFile
    case .notABackup, .damaged: .malformedInput
    case .toolFailed: .missingTool
    case .databaseElsewhere: .wrongSetting
    }
  }
}
