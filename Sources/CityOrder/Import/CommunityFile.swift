// SPDX-License-Identifier: Apache-2.0

/// Communities 社区 of a file, each with its 12 digits, its name and its outline.
public struct CommunityFile: Sendable {
  public private(set) var communities: [CommunityOutline] = []

  public init(_ bytes: [UInt8], file: String) throws(GridImportError) {
    let outlines = try OutlineFile(bytes, file: file)
    var refused = outlines.refused
    var codes: Set<String> = []
    for record in outlines.records {
      do throws(GridRefusal) {
        let code = record.texts["code"] ?? ""
        guard GridCode(community: code, serial: 1) != nil else {
          throw record.refusal("code", .communityCode)
        }
        guard codes.insert(code).inserted else { throw record.refusal("code", .duplicateCode) }
        communities.append(
          CommunityOutline(code: code, name: try record.name, rings: try record.outline))
      } catch {
        refused.append(error)
      }
    }
    if !refused.isEmpty { throw .refused(file: file, refused, read: outlines.read) }
  }
}
