// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// One of a province's definitions as a figure: computed, and opened to its cases, as ours are.
///
/// It counts on facts that were read by its own `policy`; on others it would be another figure.
public struct LocalFigure: KPI {
  private enum Source {
    /// One of our figures, counted by other thresholds.
    case thresholds(any KPI)
    /// What the numerators of two of our figures come to, one divided by the other.
    case ratio(of: any KPI, to: any KPI)
  }

  public let definition: KPIDefinition
  /// What its facts have to be read by.
  public let policy: SupervisionPolicy
  private let source: Source

  /// - Returns: `nil` where the definition names a figure that there is not.
  init?(
    _ local: LocalDefinitions.Definition, authority: String, policy: SupervisionPolicy,
    kpis: [any KPI]
  ) {
    func ours(_ id: String) -> (any KPI)? { kpis.first { $0.definition.id == id } }
    guard let replaced = ours(local.kpi) else { return nil }
    var definition = replaced.definition
    definition.version = local.version
    definition.formula = local.formula
    definition.gist = local.gist ?? local.formula
    definition.authority = authority
    if let name = local.name { definition.name = name }
    if let ratio = local.ratio {
      guard let above = ours(ratio.of), let below = ours(ratio.to) else { return nil }
      definition.measure = .mean
      definition.unit = ratio.unit
      definition.numerator = above.definition.numerator
      definition.denominator = below.definition.numerator
      source = .ratio(of: above, to: below)
    } else {
      source = .thresholds(replaced)
    }
    self.definition = definition
    self.policy = policy.setting(local.parameters ?? [:])
  }

  public var dimensions: Set<KPIDimension> {
    switch source {
    case .thresholds(let kpi): kpi.dimensions
    case .ratio(let above, let below): above.dimensions.intersection(below.dimensions)
    }
  }

  public var scale: (numerator: Int64, denominator: Int64) {
    switch source {
    case .thresholds(let kpi): kpi.scale
    case .ratio(let above, let below): (above.scale.numerator, below.scale.numerator)
    }
  }

  public func evaluate(_ facts: DutyFacts) -> [KPIResult] {
    switch source {
    case .thresholds(let kpi):
      return kpi.evaluate(facts).map { result in
        var result = result
        result.definition = definition
        return result
      }
    case .ratio(let above, let below):
      let below = Dictionary(below.evaluate(facts).map { ($0.scope, $0) }) { first, _ in first }
      return above.evaluate(facts).compactMap { above in
        guard let below = below[above.scope] else { return nil }
        return KPIResult(
          definition: definition, scope: above.scope, numerator: above.numerator,
          denominator: below.numerator, cases: Int(below.numerator), excluded: above.excluded,
          interval: nil)
      }
    }
  }

  /// The cases above the line, then those below it; what counts for neither is left out, since a
  /// case of the one figure is none of the other's.
  public func trace(_ scope: KPIScope, in facts: DutyFacts) -> [TracedCase] {
    switch source {
    case .thresholds(let kpi): return kpi.trace(scope, in: facts)
    case .ratio(let above, let below):
      func adding(_ kpi: any KPI) -> [TracedCase] {
        kpi.trace(scope, in: facts).filter { $0.numerator != 0 }
      }
      return adding(above).map {
        TracedCase(source: $0.source, numerator: $0.numerator, denominator: 0)
      }
        + adding(below).map {
          TracedCase(source: $0.source, numerator: 0, denominator: $0.numerator)
        }
    }
  }
}

extension LocalDefinitions {
  /// The definitions as figures, in the order of the file.
  ///
  /// - Parameter policy: the thresholds where a definition sets none.
  public func figures(
    policy: SupervisionPolicy = SupervisionPolicy(), kpis: [any KPI] = KPIRegistry.all
  ) -> [LocalFigure] {
    let authority = "\(authority.chinese) \(version)"
    return definitions.compactMap {
      LocalFigure($0, authority: authority, policy: policy, kpis: kpis)
    }
  }
}

extension SupervisionPolicy {
  fileprivate func setting(_ parameters: [String: Double]) -> Self {
    var policy = self
    for (name, value) in parameters {
      if let path = Self.parameters[name] { policy[keyPath: path] = value }
    }
    return policy
  }
}
