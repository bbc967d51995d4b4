// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import Foundation
public import Geography

/// Streets outside the hot list that are to be visited all the same, so that the data stay honest.
///
/// Where nobody looks, little is recorded; a plan made only from records would never find out. A
/// share of patrol time, a tenth by default, therefore goes to streets drawn by lot.
/// `docs/models/exposure.md` says why and how the draw is to be used.
public struct ExplorationDraw: Hashable, Codable, Sendable {
  /// Of patrol time, to be spent on `segments`.
  public var timeShare: Double
  /// Of all street length, the hottest part that is left to the other patrols.
  public var hotLengthShare: Double
  /// The streets drawn, in the order of the draw: a planner takes as many as the time allows.
  public var segments: [ID<RoadSegment>]
  /// Metres of street in `segments`, and of all streets that might have been drawn.
  public var drawnMetres: Double
  public var outsideMetres: Double

  /// The chance that a metre outside the hot list is drawn: what is recorded on the drawn streets,
  /// divided by it, estimates the whole outside without bias (Horvitz, Thompson 1952,
  /// doi:10.1080/01621459.1952.10483446).
  public var inclusion: Double { outsideMetres > 0 ? drawnMetres / outsideMetres : 0 }
}

extension RiskField {
  /// Domain rule: at least a tenth of patrol time outside hot spots.
  public static let explorationShare = 0.10

  /// Draws streets outside the hottest `hotLengthShare` of all street length, each as likely as it
  /// is long, until a tenth of the outside length is drawn.
  ///
  /// - Parameters:
  ///   - bands: the hours that the list is for.
  ///   - round: the week's number or the like: other streets each time, the same for the same
  ///     round and seed.
  public func exploration(
    of roads: RoadNetwork, in bands: [TimeBand], hotLengthShare: Double = 0.10,
    seed: UInt64, round: Int
  ) -> ExplorationDraw {
    let hot = HotList(score: yearlyRates(in: bands), roads: roads)
      .inclusion(lengthShare: hotLengthShare)
    let outside = roads.segments.indices.filter { hot[$0] == 0 }
    var generator = SeededGenerator(seed: seed &+ UInt64(bitPattern: Int64(round)) &* 0x9E37)
    let metres = roads.segments.map { Double(max(1, $0.lengthMillimetres)) / 1000 }
    // Weighted draws without replacement: the smallest exponential times (Efraimidis, Spirakis 2006).
    var times: [(time: Double, segment: Int)] = []
    for segment in outside {
      let uniform = Double.random(in: Double.ulpOfOne..<1, using: &generator)
      times.append((-log(uniform) / metres[segment], segment))
    }
    times.sort { ($0.time, $0.segment) < ($1.time, $1.segment) }
    let whole = outside.reduce(0) { $0 + metres[$1] }
    var draw = ExplorationDraw(
      timeShare: Self.explorationShare, hotLengthShare: hotLengthShare, segments: [],
      drawnMetres: 0, outsideMetres: whole)
    for (_, segment) in times {
      guard draw.drawnMetres < whole * Self.explorationShare else { break }
      draw.segments.append(roads.segments[segment].id)
      draw.drawnMetres += metres[segment]
    }
    return draw
  }
}
