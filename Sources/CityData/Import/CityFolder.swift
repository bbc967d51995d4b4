// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation

/// The files of a city, read once, with what a snapshot has to remember of each.
struct CityFolder {
  static let roadsName = "roads.osm.pbf"
  static let incidentNames = ["incidents.csv", "incidents.csv.gz"]
  static let organizationName = "organization.json"

  let roads: URL
  let incidents: URL
  let incidentBytes: [UInt8]
  let description: CityDescription
  let organization: OrganizationFile?
  let sources: [SourceFile]

  init(_ folder: URL) throws(ImportError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder),
      isFolder.boolValue
    else { throw .missingFolder(folder.path) }
    roads = try Self.find([Self.roadsName], in: folder)
    incidents = try Self.find(Self.incidentNames, in: folder)

    var sources: [SourceFile] = []
    let descriptionBytes = try Self.optionalBytes(CityDescription.fileName, in: folder, &sources)
    description = try descriptionBytes.map(CityDescription.read) ?? CityDescription()
    let staff = try Self.optionalBytes(Self.organizationName, in: folder, &sources)
    organization = try staff.map(OrganizationFile.read)
    let roadBytes = try Self.bytes(of: roads)
    sources.append(Self.source(roads, roadBytes, credit: description.roads?.text))
    incidentBytes = try Self.bytes(of: incidents)
    sources.append(Self.source(incidents, incidentBytes, credit: description.incidents?.text))
    self.sources = sources
  }

  /// The digest that names a snapshot: all sources, the options and the seed.
  func digest(options: ImportOptions, seed: UInt64) -> String {
    var hash = SHA256()
    let parts =
      sources.map { "\($0.name) \($0.sha256)" } + [
        "format \(CitySnapshot.formatVersion)", "bad rows \(options.badRows.rawValue)",
        "matching metres \(options.matchingMetres)", "seed \(seed)",
      ]
    hash.update(data: Data(parts.joined(separator: "\n").utf8))
    return Self.hexadecimal(hash.finalize())
  }

  private static func find(_ names: [String], in folder: URL) throws(ImportError) -> URL {
    let files = names.map { folder.appendingPathComponent($0) }
      .filter { FileManager.default.fileExists(atPath: $0.path) }
    guard let file = files.first else { throw .missingFile(folder: folder.path, names: names) }
    if files.count > 1 { throw .severalFiles(folder: folder.path, names: names) }
    return file
  }

  private static func optionalBytes(
    _ name: String, in folder: URL, _ sources: inout [SourceFile]
  ) throws(ImportError) -> [UInt8]? {
    let file = folder.appendingPathComponent(name)
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    let bytes = try bytes(of: file)
    sources.append(source(file, bytes, credit: nil))
    return bytes
  }

  private static func bytes(of file: URL) throws(ImportError) -> [UInt8] {
    do {
      return try [UInt8](Data(contentsOf: file, options: .mappedIfSafe))
    } catch {
      throw .unreadable(file: file.lastPathComponent, reason: SnapshotError.reason(error))
    }
  }

  private static func source(_ file: URL, _ bytes: [UInt8], credit: String?) -> SourceFile {
    SourceFile(
      name: file.lastPathComponent, bytes: bytes.count,
      sha256: hexadecimal(SHA256.hash(data: bytes)), attribution: credit)
  }

  private static func hexadecimal(_ digest: SHA256.Digest) -> String {
    let digits = Array("0123456789abcdef")
    return String(digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
