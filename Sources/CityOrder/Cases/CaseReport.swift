// SPDX-License-Identifier: Apache-2.0

public import DutyModel
public import Operations

/// 信息采集: what was reported, where, and how it came in.
public struct CaseReport: Hashable, Codable, Sendable {
  public enum Source: String, CaseIterable, Codable, Sendable {
    /// 监督员上报
    case collector
    /// 公众举报 through the page or Open311
    case citizen
    /// 12345 热线
    case hotline
    /// 领导批示, 媒体曝光 and other letters
    case letter
    /// A finding of a site assessment.
    case assessment
    /// A find of a sweep in a campaign.
    case campaign
    /// 交警移送
    case police
    /// Another system's records.
    case imported
  }

  public var source: Source
  public var code: ClassCode
  /// `nil` where only an address is known and nobody has found it yet.
  public var place: Coordinate?
  /// 单元网格; `nil` where the place lies in none.
  public var grid: GridCode?
  public var area: ID<Area>?
  /// As people say it: a street and number, a shop.
  public var address: String
  public var description: String
  public var photos: [PhotoHash]
  /// A picture that lies elsewhere, as its reporter gave it.
  public var mediaURL: String?
  /// What the class's form asks for, by the attribute's code.
  public var attributes: [String: [String]]?
  /// Whether the case may be shown to everybody; never the reporter.
  public var isPublic: Bool
  /// Who asked to be told, as the number of a contact kept apart from the case.
  public var contact: ID<ReporterContact>?

  public init(
    source: Source, code: ClassCode, place: Coordinate?, grid: GridCode?, area: ID<Area>? = nil,
    address: String = "", description: String = "", photos: [PhotoHash] = [],
    mediaURL: String? = nil,
    attributes: [String: [String]]? = nil, isPublic: Bool = true,
    contact: ID<ReporterContact>? = nil
  ) {
    self.source = source
    self.code = code
    self.place = place
    self.grid = grid
    self.area = area
    self.address = address
    self.description = description
    self.photos = photos
    self.mediaURL = mediaURL
    self.attributes = attributes
    self.isPublic = isPublic
    self.contact = contact
  }
}

/// How to reach a reporter. Kept in a table of its own with its own retention; nothing that is
/// published can reach it from a case.
public struct ReporterContact: Identifiable, Hashable, Codable, Sendable {
  public let id: DutyModel.ID<ReporterContact>
  public var name: String
  public var phone: String
  public var email: String

  public init(id: DutyModel.ID<ReporterContact>, name: String, phone: String, email: String) {
    self.id = id
    self.name = name
    self.phone = phone
    self.email = email
  }
}
