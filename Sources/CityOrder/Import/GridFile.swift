// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// Unit grids of a file: a GeoJSON FeatureCollection (RFC 7946) with `code`, `name` and, if wanted,
/// `owners`; or CSV with the columns `code`, `name`, `outline` (POLYGON or MULTIPOLYGON as WKT).
/// Coordinates are degrees of WGS-84, longitude first.
public struct GridFile: Sendable {
  public private(set) var grids: [UnitGrid] = []
  private var codes: Set<GridCode> = []
  private var refused: [GridRefusal] = []
  private let file: String
  private let owners: GridOwnerReader

  /// - Parameters:
  ///   - ownerTable: A CSV file of owners: `code`, `role`, `name`, `unit`, `from` and `until`.
  ///   - directory: Knows the bodies that owners belong to.
  public init(
    _ bytes: [UInt8], file: String, ownerTable: (bytes: [UInt8], file: String)? = nil,
    directory: OrderDirectory
  ) throws(GridImportError) {
    self.file = file
    owners = GridOwnerReader(directory)
    let outlines = try OutlineFile(bytes, file: file)
    refused = outlines.refused
    for record in outlines.records {
      do throws(GridRefusal) { try take(record) } catch { refused.append(error) }
    }
    try check(file, read: outlines.read)
    if let ownerTable { try readOwners(ownerTable.bytes, file: ownerTable.file) }
  }

  private mutating func take(_ record: OutlineRecord) throws(GridRefusal) {
    guard let code = GridCode(record.texts["code"] ?? "") else {
      throw record.refusal("code", .code)
    }
    guard codes.insert(code).inserted else { throw record.refusal("code", .duplicateCode) }
    var grid = UnitGrid(code: code, name: try record.name, rings: try record.outline)
    for owner in record.owners { grid.owners.append(try owners.owner(owner, record.number)) }
    grids.append(grid)
  }

  private mutating func readOwners(_ bytes: [UInt8], file: String) throws(GridImportError) {
    let positions = Dictionary(uniqueKeysWithValues: grids.enumerated().map { ($1.code, $0) })
    let table = try GridTable(bytes, file: file, columns: ["code", "role", "name", "unit", "from"])
    for row in table.rows {
      do throws(GridRefusal) {
        let texts = try row.texts()
        let code = texts["code"] ?? ""
        guard let position = GridCode(code).flatMap({ positions[$0] }) else {
          throw GridRefusal(record: row.line, field: "code", found: code, reason: .unknownGrid)
        }
        grids[position].owners.append(try owners.owner(texts, row.line))
      } catch {
        refused.append(error)
      }
    }
    try check(file, read: table.rows.count)
  }

  private func check(_ file: String, read: Int) throws(GridImportError) {
    if !refused.isEmpty { throw .refused(file: file, refused, read: read) }
  }
}
