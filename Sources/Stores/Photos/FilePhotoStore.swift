// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Foundation
public import Operations

/// Photos as files named by their content, in one folder for each retention class.
///
/// ```
/// waiting/<hash>.jpeg            uploaded, not used yet
/// report/ab/<hash>.jpeg          by the first byte of the hash, so that no folder grows too large
/// ```
///
/// A file comes into being whole, by a rename, and never changes. Only the account of the server may
/// read it.
public actor FilePhotoStore: PhotoStore {
  private let folder: URL
  private let mostWaiting: Int

  /// - Parameter mostWaiting: Strangers may upload; so many unused photos, and no more, may fill the
  ///   disk.
  public init(_ folder: URL, mostWaiting: Int = 2000) {
    self.folder = folder
    self.mostWaiting = mostWaiting
  }

  public func upload(_ photo: InspectedPhoto) throws(PhotoStoreError) {
    guard file(photo.hash) == nil else { return }
    let count = (try? FileManager.default.contentsOfDirectory(atPath: waiting.path))?.count ?? 0
    guard count < mostWaiting else { throw .full(waiting: count) }
    try write(photo, to: waiting.appending(path: name(photo.hash, photo.format)))
  }

  public func attach(_ hash: PhotoHash, _ retention: PhotoRetention) throws(PhotoStoreError) {
    guard let file = file(hash) else { throw .missing(hash) }
    if let kept = self.retention(of: file), !retention.outlasts(kept) { return }
    let place = folder(of: hash, retention)
    try reporting {
      try makeFolder(place)
      try FileManager.default.moveItem(
        at: file, to: place.appending(path: file.lastPathComponent))
    }
  }

  public func photo(_ hash: PhotoHash) throws(PhotoStoreError) -> InspectedPhoto {
    guard let file = file(hash) else { throw .missing(hash) }
    let bytes = try reporting { [UInt8](try Data(contentsOf: file)) }
    do throws(PhotoRefused) {
      let photo = try InspectedPhoto(bytes)
      guard photo.hash == hash else { throw PhotoRefused.notAPhoto }
      return photo
    } catch {
      throw .damaged(hash)
    }
  }

  @discardableResult
  public func eraseUnused(before moment: Instant) throws(PhotoStoreError) -> Int {
    try reporting {
      let old = try files(in: waiting, before: moment)
      for file in old { try FileManager.default.removeItem(at: file) }
      return old.count
    }
  }

  public func photos(
    keptAs retention: PhotoRetention, uploadedBefore moment: Instant
  ) throws(PhotoStoreError) -> [PhotoHash] {
    try reporting {
      let place = folder.appending(path: retention.rawValue)
      guard FileManager.default.fileExists(atPath: place.path) else { return [] }
      let folders = try FileManager.default.contentsOfDirectory(
        at: place, includingPropertiesForKeys: nil)
      return try folders.flatMap { try files(in: $0, before: moment) }
        .compactMap { PhotoHash($0.deletingPathExtension().lastPathComponent) }
        .sorted { $0.hexadecimal < $1.hexadecimal }
    }
  }

  public func erase(_ hash: PhotoHash) throws(PhotoStoreError) {
    guard let file = file(hash) else { return }
    try reporting { try FileManager.default.removeItem(at: file) }
  }

  /// Those written before a moment; moving a file to another class does not make it younger.
  private func files(in folder: URL, before moment: Instant) throws -> [URL] {
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    return try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: [.contentModificationDateKey]
    ).filter { file in
      let date = try file.resourceValues(forKeys: [.contentModificationDateKey])
        .contentModificationDate
      return date.map { $0.timeIntervalSince1970 * 1000 < Double(moment.milliseconds) } ?? false
    }
  }

  // MARK: Files

  private var waiting: URL { folder.appending(path: "waiting") }

  private func folder(of hash: PhotoHash, _ retention: PhotoRetention) -> URL {
    folder.appending(path: retention.rawValue).appending(path: String(hash.hexadecimal.prefix(2)))
  }

  private func name(_ hash: PhotoHash, _ format: PhotoFormat) -> String {
    "\(hash.hexadecimal).\(format.rawValue)"
  }

  /// `nil` for an upload that waits.
  private func retention(of file: URL) -> PhotoRetention? {
    let folder = file.deletingLastPathComponent().deletingLastPathComponent()
    return PhotoRetention(rawValue: folder.lastPathComponent)
  }

  /// Where a photo lies; `nil` where it does not.
  private func file(_ hash: PhotoHash) -> URL? {
    let folders = [waiting] + PhotoRetention.allCases.map { folder(of: hash, $0) }
    return folders.lazy.flatMap { folder in
      PhotoFormat.allCases.map { folder.appending(path: self.name(hash, $0)) }
    }.first { FileManager.default.fileExists(atPath: $0.path) }
  }

  private func write(_ photo: InspectedPhoto, to file: URL) throws(PhotoStoreError) {
    try reporting {
      try makeFolder(file.deletingLastPathComponent())
      let whole = file.appendingPathExtension("part")
      try Data(photo.bytes).write(to: whole)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: whole.path)
      try FileManager.default.moveItem(at: whole, to: file)
    }
  }

  private func makeFolder(_ folder: URL) throws {
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  private func reporting<Value>(_ body: () throws -> Value) throws(PhotoStoreError) -> Value {
    do {
      return try body()
    } catch {
      throw .unavailable(detail: (error as NSError).localizedDescription)
    }
  }
}
