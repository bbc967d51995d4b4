// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// 点位库: the sites that assessments look at, and the criteria of each type.
public struct SiteRegister: Hashable, Codable, Sendable {
  public var sites: [EvaluationSite]
  public var criteria: [EvaluationCriterion]

  public init(sites: [EvaluationSite] = [], criteria: [EvaluationCriterion] = []) {
    self.sites = sites
    self.criteria = criteria
  }

  /// - Parameters:
  ///   - bodies: Those that may own a site.
  /// - Throws: `SiteRegisterError` for the first entry that does not fit the others.
  public func check(
    against classes: ClassList, bodies: Set<DutyModel.ID<OrderUnit>>
  ) throws(SiteRegisterError) {
    var seen: Set<DutyModel.ID<EvaluationSite>> = []
    for site in sites {
      guard seen.insert(site.id).inserted else { throw .siteTwice(site.id) }
      guard bodies.contains(site.owner) else { throw .unknownOwner(site.name, site.owner) }
      guard criteria.contains(where: { $0.siteType == site.type }) else {
        throw .typeWithoutCriteria(site.type)
      }
    }
    for criterion in criteria where classes[criterion.caseCode] == nil {
      throw .unknownClass(criterion.code, criterion.caseCode)
    }
  }
}

public enum SiteRegisterError: ExplainedError, Hashable {
  case siteTwice(DutyModel.ID<EvaluationSite>)
  case unknownOwner(String, DutyModel.ID<OrderUnit>)
  case typeWithoutCriteria(String)
  case unknownClass(String, ClassCode)

  public var explanation: LocalizedName {
    switch self {
    case .siteTwice(let id):
      LocalizedName(
        chinese: "点位 \(id) 出现两次。可以改号。", english: "There are two sites \(id). Maybe renumber one.")
    case .unknownOwner(let name, let unit):
      LocalizedName(
        chinese: "点位“\(name)”的责任单位 \(unit) 不在名录中。可以核对编号。",
        english:
          "Site \(name) belongs to body \(unit), which the directory has not. Maybe check the "
          + "number.")
    case .typeWithoutCriteria(let type):
      LocalizedName(
        chinese: "“\(type)”类点位没有标准。可以补上标准。",
        english: "Sites of type \(type) have no criterion. Maybe add one.")
    case .unknownClass(let criterion, let code):
      LocalizedName(
        chinese: "标准 \(criterion) 的案件类别 \(code) 不在类别表中。可以核对代码。",
        english: "Criterion \(criterion) names class \(code), which the list has not. Maybe check "
          + "the code.")
    }
  }
}
