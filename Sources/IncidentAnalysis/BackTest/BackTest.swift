// SPDX-License-Identifier: Apache-2.0

import CityData
import DutyModel
import Geography

/// Compares models by the held-out incidents on their hot lists, for all hours and each mode's.
///
/// Measures: hit rate n/N; PAI = (n/N) / (a/A) with street length in place of area (Chainey, Tompson,
/// Uhlig 2008, doi:10.1057/palgrave.sj.8350066); PEI, the share of the PAI that the best list of that
/// length would have had (Hunt 2016; Drawve, Wooditch 2019, doi:10.1016/j.jcrimjus.2019.101627).
struct BackTest {
  static let lengthShares = [0.01, 0.02, 0.05, 0.10]
  static let draws = 1000
  private static let shuffles = 20

  private let roads: RoadNetwork
  private let seed: UInt64
  private let incidents: [DutyHours: [LocatedIncident]]
  private var names: [String] = []
  private var tables: [DutyHours: HitTable]

  init(roads: RoadNetwork, incidents: [LocatedIncident], span: DateSpan, seed: UInt64) {
    self.roads = roads
    self.seed = seed
    let parts = Dictionary(grouping: incidents.filter { span.contains($0.date) }) {
      DutyHours(TimeBand($0.incident.time))
    }
    self.incidents = parts.merging([.all: incidents.filter { span.contains($0.date) }]) { $1 }
    tables = [:]
    for hours in DutyHours.allCases {
      tables[hours] = HitTable(self.incidents[hours] ?? [], span: span)
    }
  }

  /// - Parameter score: expected incidents on each street in the hours asked for.
  mutating func add(_ model: String, score: (DutyHours) -> [Double]) {
    names.append(model)
    for hours in DutyHours.allCases {
      let list = HotList(score: score(hours), roads: roads)
      for share in Self.lengthShares {
        tables[hours]?.add(inclusion: list.inclusion(lengthShare: share))
      }
    }
  }

  /// A model that has one score for all hours.
  mutating func add(_ model: String, score: [Double]) { add(model) { _ in score } }

  /// The mean over some shuffles of all streets.
  mutating func addRandom() {
    names.append(RiskModel.random.rawValue)
    var generator = SeededGenerator(seed: seed)
    let lists = (0..<Self.shuffles).map { _ in
      HotList(order: roads.segments.indices.shuffled(using: &generator), roads: roads)
    }
    for share in Self.lengthShares {
      var mean = Array(repeating: 0.0, count: roads.segments.count)
      for list in lists {
        for (segment, part) in list.inclusion(lengthShare: share).enumerated() where part > 0 {
          mean[segment] += part / Double(Self.shuffles)
        }
      }
      for hours in DutyHours.allCases { tables[hours]?.add(inclusion: mean) }
    }
  }

  /// By hours, model and share of length; all hours first.
  func results() -> [BackTestResult] { DutyHours.allCases.flatMap(results) }

  private func results(in hours: DutyHours) -> [BackTestResult] {
    guard let table = tables[hours] else { return [] }
    let draws = table.bootstrap(draws: Self.draws, seed: seed)
    let best = bestHitRates(in: hours)
    return names.indices.flatMap { model in
      Self.lengthShares.indices.map { share in
        let column = model * Self.lengthShares.count + share
        let hitRate = table.rate(column)
        return BackTestResult(
          model: names[model], lengthShare: Self.lengthShares[share], hitRate: hitRate,
          incidents: Int(table.total), hours: hours, interval: Interval(draws: draws[column]),
          predictionEfficiencyIndex: best[share] > 0 ? hitRate / best[share] : nil,
          advantage: advantage(of: model, share: share, table, draws))
      }
    }
  }

  /// Against the baseline that does best at this share.
  private func advantage(
    of model: Int, share: Int, _ table: HitTable, _ draws: [[Double]]
  ) -> Advantage? {
    let width = Self.lengthShares.count
    let baselines = names.indices.filter {
      RiskModel(rawValue: names[$0])?.isBaseline == true && $0 != model
    }
    guard
      let rival = baselines.max(by: {
        table.rate($0 * width + share) < table.rate($1 * width + share)
      })
    else { return nil }
    let (own, other) = (model * width + share, rival * width + share)
    return Advantage(
      over: names[rival], hitRate: table.rate(own) - table.rate(other),
      interval: Interval(draws: zip(draws[own], draws[other]).map { $0 - $1 }))
  }

  /// What a list made from the held-out incidents themselves would have hit, by share.
  private func bestHitRates(in hours: DutyHours) -> [Double] {
    var counts = Array(repeating: 0, count: roads.segments.count)
    for located in incidents[hours] ?? [] { counts[Int(located.segment.rawValue)] += 1 }
    let list = HotList(score: counts.map(Double.init), roads: roads)
    return Self.lengthShares.map { list.hitRate(lengthShare: $0, incidents: counts) }
  }
}
