// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// One issue of a bulletin 专报/简报 as a value: every word, table and figure, and no layout.
///
/// PDF, DOCX and page are made from this and say the same. The parts follow the custom for
/// bulletins: head 报头, sections 栏目 with articles, foot 报尾 with the 报/送/发 lists.
public struct BulletinDocument: Hashable, Codable, Sendable {
  public var masthead: Masthead
  public var sections: [BulletinSection]
  /// 报, 送, 发, in the order in which they are printed.
  public var distribution: [DistributionList]
  public var colophon: Colophon
  /// Shown on every page if the people, places or events are generated: 演示数据.
  public var demoDataLabel: String?
  /// The published values that the figures were taken from, so that each can be walked back.
  public var madeFrom: [Version]

  public init(
    masthead: Masthead, sections: [BulletinSection], distribution: [DistributionList],
    colophon: Colophon, demoDataLabel: String? = nil, madeFrom: [Version] = []
  ) {
    self.masthead = masthead
    self.sections = sections
    self.distribution = distribution
    self.colophon = colophon
    self.demoDataLabel = demoDataLabel
    self.madeFrom = madeFrom
  }
}

/// 报头: what stands in red above the red rule, and beside it.
public struct Masthead: Hashable, Codable, Sendable {
  /// The upper red line: 潍坊市创建文明城市.
  public var organization: String
  /// The large red line: 工作专报.
  public var name: String
  /// Issues are numbered from 1 in each year.
  public var year: Int
  public var issue: Int
  /// 编印单位, left above the red rule.
  public var office: String
  /// Right above the red rule.
  public var date: CivilDate
  /// 签发人, beside the number; `nil` before the signature, and for texts that others signed on paper.
  public var signer: String?

  public init(
    organization: String, name: String, year: Int, issue: Int, office: String, date: CivilDate,
    signer: String? = nil
  ) {
    self.organization = organization
    self.name = name
    self.year = year
    self.issue = issue
    self.office = office
    self.date = date
    self.signer = signer
  }
}

/// 栏目: 【经验交流】 and the articles under it.
public struct BulletinSection: Hashable, Codable, Sendable {
  public enum Kind: String, CaseIterable, Codable, Sendable {
    /// 经验交流
    case experienceSharing
    /// 工作动态
    case workNews
    /// 通报
    case notice

    public var title: String {
      switch self {
      case .experienceSharing: "经验交流"
      case .workNews: "工作动态"
      case .notice: "通报"
      }
    }

    /// 【经验交流】
    public var label: String { "【\(title)】" }
  }

  public var kind: Kind
  public var articles: [Article]

  public init(kind: Kind, articles: [Article]) {
    self.kind = kind
    self.articles = articles
  }
}

/// Whom a copy goes to, under one of the three words.
public struct DistributionList: Hashable, Codable, Sendable {
  public enum Kind: String, CaseIterable, Codable, Sendable {
    /// 报, to those above
    case reportTo
    /// 送, to those beside
    case sendTo
    /// 发, to those below
    case distributeTo

    public var label: String {
      switch self {
      case .reportTo: "报"
      case .sendTo: "送"
      case .distributeTo: "发"
      }
    }
  }

  public var kind: Kind
  public var recipients: [String]
  /// What ends the list: GB/T 9704-2012 7.4.2 asks for a full stop, some offices print none.
  public var ending: String

  public init(kind: Kind, recipients: [String], ending: String = "。") {
    self.kind = kind
    self.recipients = recipients
    self.ending = ending
  }

  /// The recipients as printed after the label.
  public var text: String { recipients.joined(separator: "；") + ending }
}

/// 报尾: who printed how many copies, and when.
public struct Colophon: Hashable, Codable, Sendable {
  public var issuingOffice: String
  public var printDate: CivilDate
  /// 共印N份, left out if `nil`.
  public var copies: Int?

  public init(issuingOffice: String, printDate: CivilDate, copies: Int? = nil) {
    self.issuingOffice = issuingOffice
    self.printDate = printDate
    self.copies = copies
  }
}
