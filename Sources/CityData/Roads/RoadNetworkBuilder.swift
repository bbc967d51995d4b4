// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Geography

/// Cuts the drivable ways of an extract at their junctions and keeps what hangs together.
///
/// A junction is a node where ways meet, end, or cross themselves. What is left is the largest part
/// within which one can drive from everywhere to everywhere (`StrongComponents`).
struct RoadNetworkBuilder {
  /// A run of consecutive nodes of one way whose places are known.
  private struct Run {
    var way: Int64
    var policy: StreetPolicy
    var name: Int?
    /// Dense node numbers.
    var nodes: [Int32]
  }

  private let streets: OSMStreets
  private var ledger: OmissionLedger
  private var runs: [Run] = []
  private var numberOfNode: [Int64: Int32] = [:]
  private var places: [Coordinate] = []
  private var isSignal: [Bool] = []
  /// How often a node is used, ends counting twice: two or more make a junction.
  private var uses: [UInt8] = []
  private var nameNumbers: [String: Int] = [:]
  private var network = RoadNetwork(junctions: [], segments: [], shapePoints: [], streetNames: [])
  private var junctionOfNode: [Int32] = []
  private var wayOfSegment: [Int64] = []

  /// - Returns: The network, and all that was left out.
  static func build(
    _ streets: OSMStreets, source: String
  ) throws(ImportError) -> (network: RoadNetwork, omissions: [ImportReport.Omission]) {
    var builder = RoadNetworkBuilder(streets, source: source)
    for way in streets.ways { builder.add(way) }
    guard !builder.runs.isEmpty else {
      throw .noDrivableStreets(file: source, waysRead: streets.ways.count)
    }
    builder.junctionOfNode = Array(repeating: -1, count: builder.places.count)
    for run in builder.runs { builder.cut(run) }
    let network = builder.largestPart()
    return (network, builder.ledger.omissions)
  }

  private init(_ streets: OSMStreets, source: String) {
    self.streets = streets
    ledger = OmissionLedger(source: source)
  }

  private mutating func add(_ way: OSMStreets.Way) {
    let policy: StreetPolicy
    switch StreetPolicy.judge({ streets.value($0, of: way) }) {
    case .success(let judged): policy = judged
    case .failure(let error):
      let highway = streets.value(.highway, of: way) ?? ""
      ledger.add(error.refusal.rawValue, example: "way \(way.id) (highway=\(highway))")
      return
    }
    let before = runs.count
    var nodes: [Int32] = []
    for position in way.nodes {
      guard let place = streets.places[position] else {
        close(&nodes, of: way, policy)
        continue
      }
      let node = number(of: streets.nodes[position], at: place)
      if nodes.last != node { nodes.append(node) }
    }
    close(&nodes, of: way, policy)
    if runs.count == before { ledger.add("way-without-geometry", example: "way \(way.id)") }
  }

  private mutating func close(
    _ nodes: inout [Int32], of way: OSMStreets.Way, _ policy: StreetPolicy
  ) {
    defer { nodes = [] }
    guard nodes.count >= 2, let first = nodes.first, let last = nodes.last else { return }
    for node in nodes + [first, last] {
      uses[Int(node)] = min(uses[Int(node)] + 1, 100)
    }
    runs.append(Run(way: way.id, policy: policy, name: nameNumber(of: way), nodes: nodes))
  }

  private mutating func number(of node: Int64, at place: Coordinate) -> Int32 {
    if let known = numberOfNode[node] { return known }
    let number = Int32(places.count)
    numberOfNode[node] = number
    places.append(place)
    uses.append(0)
    isSignal.append(streets.signalNodes.contains(node))
    return number
  }

  private mutating func nameNumber(of way: OSMStreets.Way) -> Int? {
    let name =
      streets.value(.name, of: way) ?? streets.value(.chineseName, of: way)
      ?? streets.value(.englishName, of: way)
    guard let name, !name.isEmpty else { return nil }
    if let known = nameNumbers[name] { return known }
    nameNumbers[name] = network.streetNames.count
    network.streetNames.append(name)
    return network.streetNames.count - 1
  }

  private mutating func cut(_ run: Run) {
    var start = 0
    for position in 1..<run.nodes.count where uses[Int(run.nodes[position])] >= 2 {
      append(run, start...position)
      start = position
    }
  }

  private mutating func append(_ run: Run, _ positions: ClosedRange<Int>) {
    let nodes = run.nodes[positions]
    let from = junction(at: run.nodes[positions.lowerBound])
    let to = junction(at: run.nodes[positions.upperBound])
    let start = network.shapePoints.count
    for node in nodes { network.shapePoints.append(places[Int(node)]) }
    let shape = start..<network.shapePoints.count
    network.segments.append(
      RoadSegment(
        id: ID(rawValue: Int64(network.segments.count)), from: from, to: to,
        roadClass: run.policy.roadClass, streetName: run.name,
        lengthMillimetres: network.shapePoints[shape].polylineMillimetres,
        speed: run.policy.speed, allowsForward: run.policy.allowsForward,
        allowsBackward: run.policy.allowsBackward, shape: shape))
    wayOfSegment.append(run.way)
    for end in [from, to] { network.junctions[Int(end.rawValue)].degree += 1 }
    markSignals(on: nodes, from: from, to: to)
  }

  private mutating func junction(at node: Int32) -> ID<Junction> {
    if junctionOfNode[Int(node)] >= 0 { return ID(rawValue: Int64(junctionOfNode[Int(node)])) }
    let id = ID<Junction>(rawValue: Int64(network.junctions.count))
    junctionOfNode[Int(node)] = Int32(id.rawValue)
    network.junctions.append(
      Junction(
        id: id, location: places[Int(node)], degree: 0, hasSignals: isSignal[Int(node)]))
    return id
  }

  /// Mappers often put the signals on the stop line: a junction within 40 m of them has signals.
  private mutating func markSignals(
    on nodes: ArraySlice<Int32>, from: ID<Junction>, to: ID<Junction>
  ) {
    for node in nodes.dropFirst().dropLast() where isSignal[Int(node)] {
      let place = places[Int(node)]
      let distances = [from, to].map {
        (network[$0].location.distanceMillimetres(to: place), $0)
      }
      if let nearest = distances.min(by: { $0.0 < $1.0 }), nearest.0 <= 40_000 {
        network.junctions[Int(nearest.1.rawValue)].hasSignals = true
      }
    }
  }

  private mutating func largestPart() -> RoadNetwork {
    let keep = StrongComponents(TravelGraph(network)).isInLargest
    for segment in network.segments
    where !(keep[Int(segment.from.rawValue)] && keep[Int(segment.to.rawValue)]) {
      let name = network.streetName(of: segment) ?? "unnamed"
      let way = wayOfSegment[Int(segment.id.rawValue)]
      ledger.add("segment-cut-off-from-main-network", example: "way \(way) (\(name))")
    }
    return network.restricted(to: keep)
  }
}
