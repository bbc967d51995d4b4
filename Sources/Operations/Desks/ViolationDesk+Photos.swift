// SPDX-License-Identifier: Apache-2.0

public import DutyModel

extension ViolationDesk {
  /// Lets somebody look at a photo of a case, and records that they did.
  ///
  /// The finder sees the own case's, the unit that owns it or on whose ground it is sees it, and
  /// whoever reaches one of these.
  ///
  /// - Throws: `DeskError.outsideTerritory`; `DeskError.invalid` for a photo of another case.
  public func show(
    _ photo: PhotoHash, of id: ID<ViolationCase>, to caller: DeskCaller,
    in session: any DeskSession
  ) throws {
    let file = try session.require(ViolationFile.self, DeskKey(number: id.rawValue))
    let isConcerned = caller.handler.map {
      file.people.contains($0.officer) || [file.owner, file.brigade].contains($0.unit)
    }
    if isConcerned != true { try caller.requireReach(of: file) }
    let digest = EventDigest(photo)
    guard
      file.evidence.contains(where: {
        $0.kind == EvidenceReference.photoKind && $0.digest == digest
      })
    else { throw Self.noSuchPhoto(id) }
    try session.record(
      caller.entry(
        .evidenceRead(violation: id, photo: photo), at: caller.now,
        by: .account(name: caller.account)))
  }

  private static func noSuchPhoto(_ id: ID<ViolationCase>) -> DeskError {
    .invalid(
      LocalizedName(
        chinese: "案件 \(id) 没有这张照片。可以刷新后重试。",
        english: "Case \(id) has no such photo. Maybe reload and try again."))
  }
}
