// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Operations
import SQLiteDriver
import StorePort
import Stores

/// A data folder as one file, made while others write, and back.
///
/// Databases are copied by SQLite's online backup, which sees one moment of each; what the stages
/// publish is written whole by them. The file is a gzipped tar with a manifest of digests.
enum BackupArchive {
  /// - Throws: `BackupError`, `StageFileError`, `StoreTrouble`; the file is there whole or not at
  ///   all.
  static func make(of folder: StageFolder, at file: URL, now: Instant) throws -> BackupManifest {
    guard !FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) else {
      throw BackupError.fileExists(file.path(percentEncoded: false))
    }
    return try withFolder(beside: file) { work in
      let names = try copy(folder, to: work)
      guard !names.isEmpty else {
        throw BackupError.nothingToKeep(folder: folder.url.path(percentEncoded: false))
      }
      let files = try names.sorted().map { name throws(StageFileError) in
        try BackupManifest.File(name, in: work)
      }
      let manifest = BackupManifest(made: now, files: files)
      try StageFile.write(manifest, to: work.appending(path: BackupManifest.name))
      let partial = work.appending(path: "archive.partial")
      try tar(
        ["-czf", partial.path(percentEncoded: false), "-C", work.path(percentEncoded: false)]
          + [BackupManifest.name] + Set(names.map(FolderListing.top)).sorted())
      try keep(partial, as: file)
      return manifest
    }
  }

  /// Checks everything before the folder appears under its name.
  static func restore(_ file: URL, into folder: URL) async throws -> BackupManifest {
    let path = folder.path(percentEncoded: false)
    let there = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    guard there.isEmpty else { throw BackupError.folderInUse(path) }
    _ = try StageFile.bytes(of: file)
    return try await withFolder(beside: folder) { work in
      do {
        try tar(
          ["-xzf", file.path(percentEncoded: false), "-C", work.path(percentEncoded: false)])
      } catch BackupError.toolFailed(let detail) {
        throw BackupError.notABackup(file.path(percentEncoded: false), detail: detail)
      }
      let manifest = try checked(work, file)
      for name in manifest.files.map(\.name) where name.hasSuffix(".sqlite") {
        try await check(database: work.appending(path: name))
      }
      try FileManager.default.removeItem(at: work.appending(path: BackupManifest.name))
      try move(work, to: folder)
      return manifest
    }
  }

  // MARK: Making

  /// Databases first: a photo is kept before the event that names it, so that none which a copied database names is
  /// missing.
  private static func copy(_ folder: StageFolder, to work: URL) throws -> [String] {
    let names = FolderListing.names(in: folder.url).filter {
      !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") && $0 != BackupManifest.name
    }
    let (databases, others) = (
      names.filter { $0.hasSuffix(".sqlite") }, names.filter { !$0.hasSuffix(".sqlite") }
    )
    for name in databases + others { try makeFolder(of: work.appending(path: name)) }
    for name in databases {
      try copyDatabase(folder.url.appending(path: name), to: work.appending(path: name))
    }
    for name in others {
      try StageFile.copy(folder.url.appending(path: name), to: work.appending(path: name))
    }
    return databases + others
  }

  private static func makeFolder(of file: URL) throws(StageFileError) {
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw StageFileError(file: file, cause: error, isReading: false)
    }
  }

  private static func copyDatabase(_ source: URL, to copy: URL) throws(StoreTrouble) {
    do {
      let database = try SQLiteDriver(path: source.path(percentEncoded: false))
      try database.backUp(to: copy.path(percentEncoded: false))
      try database.close()
    } catch {
      throw StoreTrouble(file: source, error: error)
    }
  }

  /// Puts the finished archive under its name once it is on the disk; only its owner reads it.
  private static func keep(_ partial: URL, as file: URL) throws(StageFileError) {
    do {
      let handle = try FileHandle(forUpdating: partial)
      try handle.synchronize()
      try handle.close()
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o600], ofItemAtPath: partial.path(percentEncoded: false))
      try FileManager.default.moveItem(at: partial, to: file)
    } catch {
      throw StageFileError(file: file, cause: error, isReading: false)
    }
  }

  // MARK: Restoring

  private static func checked(_ work: URL, _ file: URL) throws -> BackupManifest {
    let place = work.appending(path: BackupManifest.name)
    guard let manifest = try? StageFile.read(BackupManifest.self, from: place) else {
      throw BackupError.notABackup(
        file.path(percentEncoded: false), detail: "no \(BackupManifest.name)")
    }
    let expected = Set(manifest.files.map(\.name))
    for name in FolderListing.names(in: work) where name != BackupManifest.name {
      guard expected.contains(name) else { throw BackupError.damaged(file: name) }
    }
    for expected in manifest.files {
      let found = try? BackupManifest.File(expected.name, in: work)
      guard found == expected else { throw BackupError.damaged(file: expected.name) }
    }
    return manifest
  }

  private static func check(database file: URL) async throws {
    let store = try await EventStore(file)
    let chain = try await store.log.verifyChain()
    try store.close()
    guard chain.isIntact else { throw ChainBroken(file: file.lastPathComponent, chain: chain) }
  }

  private static func move(_ work: URL, to folder: URL) throws(StageFileError) {
    do {
      // An empty folder may be there; a rename needs the name free.
      if FileManager.default.fileExists(atPath: folder.path(percentEncoded: false)) {
        try FileManager.default.removeItem(at: folder)
      }
      try FileManager.default.moveItem(at: work, to: folder)
    } catch {
      throw StageFileError(file: folder, cause: error, isReading: false)
    }
  }

  // MARK: Both

  /// A folder on the same disk as the result, gone afterwards whatever happened.
  private static func withFolder<Value>(
    beside place: URL, _ body: (URL) async throws -> Value
  ) async throws -> Value {
    let work = try makeWork(beside: place)
    defer { try? FileManager.default.removeItem(at: work) }
    return try await body(work)
  }

  private static func withFolder<Value>(
    beside place: URL, _ body: (URL) throws -> Value
  ) throws -> Value {
    let work = try makeWork(beside: place)
    defer { try? FileManager.default.removeItem(at: work) }
    return try body(work)
  }

  private static func makeWork(beside place: URL) throws(StageFileError) -> URL {
    let work = place.deletingLastPathComponent()
      .appending(path: ".chengxu-\(UUID().uuidString)", directoryHint: .isDirectory)
    do {
      try FileManager.default.createDirectory(
        at: work, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw StageFileError(file: place, cause: error, isReading: false)
    }
    return work
  }

  private static func tar(_ arguments: [String]) throws(BackupError) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/tar")
    process.arguments = ["--no-same-owner"] + arguments
    let complaint = Pipe()
    process.standardError = complaint
    do {
      try process.run()
    } catch {
      throw .toolFailed(detail: error.localizedDescription)
    }
    let text = String(decoding: complaint.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw .toolFailed(detail: text.split(separator: "\n").first.map(String.init) ?? "")
    }
  }
}

/// The chain of events in a database does not hold.
struct ChainBroken: ExplainedError {
  var file: String
  var chain: ChainVerification

  var explanation: LocalizedName {
    LocalizedName(
      chinese: "\(file)：\(chain.explanation.chinese)",
      english: "\(file): \(chain.explanation.english)")
  }
}
