// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// What somebody at an editor's page makes of a draft: every text, the order of the parts and the
/// lists. Tables and drawings come from the scorecard; an edit moves or drops them, and never brings
/// one in.
public struct DraftEdit: Hashable, Codable, Sendable {
  public struct Section: Hashable, Codable, Sendable {
    public var kind: BulletinSection.Kind
    public var articles: [Article]
  }

  public struct Article: Hashable, Codable, Sendable {
    public var titleLines: [String]
    public var blocks: [Block]
  }

  /// Exactly one of the two: a paragraph as written, or a block of the draft as it is.
  public struct Block: Hashable, Codable, Sendable {
    public var paragraph: [Run]?
    public var kept: Place?
  }

  /// A block of the draft, counted from 0.
  public struct Place: Hashable, Codable, Sendable {
    public var section: Int
    public var article: Int
    public var block: Int
  }

  public var organization: String
  public var name: String
  public var office: String
  public var date: CivilDate
  public var sections: [Section]
  public var distribution: [DistributionList]
  public var issuingOffice: String
  public var copies: Int?
}

extension BulletinDocument {
  /// The draft as edited.
  ///
  /// - Throws: `DraftEditError` for a block that the draft does not have.
  public func edited(by edit: DraftEdit) throws(DraftEditError) -> BulletinDocument {
    var document = self
    document.masthead.organization = edit.organization
    document.masthead.name = edit.name
    document.masthead.office = edit.office
    document.masthead.date = edit.date
    document.masthead.year = edit.date.components.year
    document.distribution = edit.distribution
    document.colophon.issuingOffice = edit.issuingOffice
    document.colophon.copies = edit.copies
    document.sections = []
    for section in edit.sections {
      var articles: [Article] = []
      for article in section.articles {
        var blocks: [Block] = []
        for block in article.blocks { blocks.append(try self.block(block)) }
        articles.append(Article(titleLines: article.titleLines, blocks: blocks))
      }
      document.sections.append(BulletinSection(kind: section.kind, articles: articles))
    }
    return document
  }

  private func block(_ block: DraftEdit.Block) throws(DraftEditError) -> Block {
    switch (block.paragraph, block.kept) {
    case (let runs?, nil): return .paragraph(runs)
    case (nil, let place?):
      guard sections.indices.contains(place.section),
        sections[place.section].articles.indices.contains(place.article),
        sections[place.section].articles[place.article].blocks.indices.contains(place.block)
      else { throw .noSuchBlock(place) }
      return sections[place.section].articles[place.article].blocks[place.block]
    default: throw .eitherParagraphOrKept
    }
  }
}

/// Why an edit does not fit the draft.
public enum DraftEditError: ExplainedError, Hashable {
  case noSuchBlock(DraftEdit.Place)
  case eitherParagraphOrKept

  public var explanation: LocalizedName {
    switch self {
    case .noSuchBlock(let place):
      LocalizedName(
        chinese:
          "稿件第 \(place.section + 1) 栏第 \(place.article + 1) 篇没有第 \(place.block + 1) 段。可以刷新后重改。",
        english: "Article \(place.article + 1) of section \(place.section + 1) has no block "
          + "\(place.block + 1). Maybe reload and edit again.")
    case .eitherParagraphOrKept:
      LocalizedName(
        chinese: "每段应是 paragraph 或 kept 之一。可以对照 /openapi.json。",
        english: "A block is either paragraph or kept. Maybe compare it with /openapi.json.")
    }
  }
}
