// SPDX-License-Identifier: Apache-2.0

public import Bulletin
public import DutyModel
public import Foundation

/// Where bulletins are written and signed: what the editor's page asks of it.
///
/// Whoever implements it keeps the register's rules, and on a signature writes the issue's files
/// before the signature counts.
public protocol BulletinDesk: Sendable {
  func ledger() async throws -> BulletinLedger
  /// The figures that stand in fields now.
  func figures() async throws -> FigureFields
  /// Names of the drafts that an issue can start from.
  func templates() async throws -> [String]
  /// - Throws: where there is no such template or it cannot be read.
  func template(_ name: String) async throws -> BulletinDocument
  /// Adds one event and returns the register when it is durable.
  func record(
    by hand: BulletinHand,
    _ content: @escaping @Sendable (BulletinLedger) throws -> BulletinEvent.Content
  ) async throws -> BulletinLedger
  /// Signs the issue with the next number of the draft's year, its files written.
  func sign(
    _ issue: DutyModel.ID<BulletinIssue>, by hand: BulletinHand,
    _ check: @escaping @Sendable (BulletinLedger) throws -> Void
  ) async throws -> BulletinLedger
  /// The document set for paper.
  func file(of document: BulletinDocument, as form: BulletinForm) async throws -> Data
}

/// Why a desk could not do it.
public enum BulletinDeskError: ExplainedError, Hashable {
  case unknownTemplate(String, known: [String])
  /// Its file is damaged, or the published values do not give what it asks for.
  case unusableTemplate(String, why: LocalizedName)

  public var explanation: LocalizedName {
    switch self {
    case .unknownTemplate(let name, let known):
      let list = known.joined(separator: ", ")
      return LocalizedName(
        chinese: "没有名为“\(name.prefix(40))”的模板。可以用：\(list)。",
        english: "There is no template \"\(name.prefix(40))\". Maybe one of: \(list).")
    case .unusableTemplate(let name, let why):
      return LocalizedName(
        chinese: "模板“\(name)”不能用：\(why.chinese) 可以换一个模板，或改正它的文件。",
        english: "The template \"\(name)\" cannot be used: \(why.english) "
          + "Maybe choose another one, or mend its file.")
    }
  }
}

/// The two forms of a bulletin on paper.
public enum BulletinForm: String, CaseIterable, Sendable {
  case pdf, docx

  var mediaType: String {
    switch self {
    case .pdf: "application/pdf"
    case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    }
  }
}
