// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography

/// Compares models by the held-out incidents on their hot lists.
///
/// Measures and procedure: Chainey, Tompson, Uhlig 2008 (doi:10.1057/palgrave.sj.8350066), with
/// street length in place of area.
struct BackTest {
  static let lengthShares = [0.01, 0.02, 0.05, 0.10]
  private static let shuffles = 20

  var roads: RoadNetwork
  /// Held-out incidents by segment position.
  var incidents: [Int]
  var seed: UInt64

  func results(of model: String, score: [Double]) -> [BackTestResult] {
    let list = HotList(score: score, roads: roads)
    return results(of: model) { list.hitRate(lengthShare: $0, incidents: incidents) }
  }

  /// The mean over some shuffles of all streets.
  func randomResults() -> [BackTestResult] {
    var generator = SeededGenerator(seed: seed)
    let lists = (0..<Self.shuffles).map { _ in
      HotList(order: roads.segments.indices.shuffled(using: &generator), roads: roads)
    }
    return results(of: "random") { share in
      lists.reduce(0) { $0 + $1.hitRate(lengthShare: share, incidents: incidents) }
        / Double(Self.shuffles)
    }
  }

  private func results(of model: String, hitRate: (Double) -> Double) -> [BackTestResult] {
    Self.lengthShares.map { share in
      BackTestResult(
        model: model, lengthShare: share, hitRate: hitRate(share),
        incidents: incidents.reduce(0, +))
    }
  }
}
