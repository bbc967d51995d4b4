// SPDX-License-Identifier: Apache-2.0

import Foundation
import LocationInstances
import PlanningKernels
import Testing

@Suite("Instance files")
struct FormatTests {
  @Test("Cordeau: sites, then customers; the radius itself is within reach")
  func cordeau() throws {
    let text =
      "2\t3\t\nF\t0\t0.0\t0.0\t7\nF\t1\t10.5\t0.0\t1\nC\t0\t3.0\t4.0\t6\nC\t1\t3\t-4\t2\nC\t2\t9.5\t0\t5\n"
    try InstanceText.withFile("a.dat", text) { file in
      let covers = try CordeauReader.readCovers(file, radius: 5, weighing: .demand)
      #expect(covers.table.demand == [8, 5])
      #expect(Array(covers.table.cells(of: 0)) == [0])
      #expect(Array(covers.table.cells(of: 1)) == [1])
      #expect(covers.totalDemand == 13)
      let instance = try CordeauReader.read(file)
      #expect(instance.demand == [6, 2, 5])
      #expect(try instance.covers(radius: 5).table == covers.table)
      #expect(try CordeauReader(file).costs == [7, 1])
    }
  }

  @Test("Lorena: points, and demand from the file beside")
  func lorena() throws {
    try InstanceText.withFile("coord3.txt", "3 9999 10 50\n0 0\n0 800\n0 1601\n") { file in
      let demand = file.deletingLastPathComponent().appending(path: "demanda3.txt")
      try Data("5\n4\n3".utf8).write(to: demand)
      let instance = try LorenaReader.read(file)
      let covers = try instance.covers(radius: 800)
      #expect(try MaximalCovering(table: covers.table, limit: 1).solve().objective == 9)
      #expect(instance.sites[2] == "3")
      try Data("5\n4".utf8).write(to: demand)
      let error = try #require(throws: InstanceError.self) { try LorenaReader.read(file) }
      #expect(error.description == "demanda3.txt, line 2, demand: there are 2, expected 3.")
    }
  }

  @Test("AILS: great circles in metres, sites from 0")
  func ails() throws {
    let text = """
      NAME : T
      TYPE : MCLP
      EDGE_WEIGHT_TYPE : COORD
      DIMENSION : 3
      NODE_COORD_SECTION
      36.70 119.10
      36.70 119.11
      36.72 119.10
      DEMAND_SECTION
      7
      2
      4
      EOF
      """
    try InstanceText.withFile("t.txt", text) { file in
      let instance = try AILSReader.read(file)
      // 0.01 degrees of longitude are 6 378 100 · 0.01 · pi / 180 · cos 36.7 = 892.5 m there.
      #expect(try instance.covers(radius: 893).table.cells(of: 0).count == 1)
      #expect(try instance.covers(radius: 893).table.demand == [9, 4])
      #expect(try instance.covers(radius: 892).table.demand == [7, 2, 4])
      #expect(instance.sites[0] == "0")
    }
  }

  @Test("Matrix: wide and long tables say the same")
  func matrix() throws {
    let wide = "cell,demand,S1,S2\nA,1.5,3,9.25\nB,2,7,1\n"
    let long =
      "distance,name,DestinationName,demand\n3,S1,A,1.5\n9.25,S2,A,1.5\n7,S1,B,2\n1,S2,B,2\n"
    for text in [wide, long] {
      let instance = try InstanceText.withFile("m.csv", text) { try MatrixReader.read($0) }
      #expect(instance.sites == .named(["S1", "S2"]))
      #expect(instance.cells == .named(["A", "B"]))
      #expect(instance.demand == [15, 20])
      #expect(instance.demandScale == 10)
      let whole = try instance.wholeDistances()
      #expect(whole.distances.map { Double($0) / Double(whole.scale) } == [3, 9.25, 7, 1])
    }
  }

  @Test("Edges: lengths from the file or from the nodes' places; sites where the nodes say so")
  func edges() throws {
    let plain = try InstanceText.withFile("e.csv", "from,to,length\na,b,2\nb,c,3.5\n") {
      try EdgesReader.read($0)
    }
    #expect(plain.sites == .named(["a", "b", "c"]))
    #expect(try plain.wholeDistances().distances.prefix(3).map { Double($0) } == [0, 2e6, 5.5e6])

    let nodes =
      "junction,x,y,area,incident_rate,site\n1,0,0,A,1.5,1\n2,3,4,A,0,0\n3,3,10,B,2,1\n"
    try InstanceText.withFile("nodes.csv", nodes) { file in
      let roads = file.deletingLastPathComponent().appending(path: "roads.csv")
      try Data("from_junction,to_junction\n1,2\n2,3\n".utf8).write(to: roads)
      let instance = try EdgesReader.read(roads, nodes: file)
      #expect(instance.sites == .named(["1", "3"]))
      #expect(instance.demand == [15, 0, 20])
      guard case .table(let table) = instance.geometry else {
        Issue.record("no table")
        return
      }
      #expect(table == [0, 11, 5, 6, 11, 0])
      let part = try instance.restricted(toGroup: "B")
      #expect(part.sites == .named(["3"]) && part.cells == .named(["3"]))
      let error = try #require(throws: InstanceError.self) {
        try instance.restricted(toGroup: "C")
      }
      #expect(error.problem == .unknown(found: "C"))
    }
  }

  @Test(
    "What is wrong is told with file, line and field",
    arguments: [
      (
        InstanceFormat.cordeau, "1 1\nF 0 1 1 1\nC 0 1 1 -4\n",
        "f, line 3, demand: -4 stands here, expected 0 or more."
      ),
      (.cordeau, "1 2\nF 0 1 1 1\nC 0 1 1 4\n", "f, line 4, record: the file ends here."),
      (.cordeau, "1 1\nF 0 1 nan 1\n", "f, line 2, y: nan stands here, expected a finite number."),
      (.cordeau, "1 1\nF 1 1 1 1\n", "f, line 2, number: \"1\" stands here, expected 0."),
      (.cordeau, "1 1\nC 0 1 1 1\n", "f, line 2, F: \"C\" stands here, expected F."),
      (.matrixCSV, "cell,S\nA,1\nA,2\n", "f, line 3, cell: A stands in line 2 already."),
      (.matrixCSV, "cell,S\nA,inf\n", "f, line 2, S: inf stands here, expected a finite number."),
      (.matrixCSV, "cell,S\nA,-1\n", "f, line 2, S: -1 stands here, expected 0 or more."),
      (
        .matrixCSV, "cell,demand,S\nA,-1,2\n",
        "f, line 2, demand: -1 stands here, expected 0 or more."
      ),
      (.matrixCSV, "cell,S\nA\n", "f, line 2, row: there are 1, expected 2."),
      (
        .matrixCSV, "site,cell,distance\nS,A,1\nT,B,1\n",
        "f, pairs: there is no distance from site T to cell A."
      ),
      (
        .matrixCSV, "site,cell,distance\nS,A,1\nS,A,2\n",
        "f, line 3, pair: S to A stands in line 2 already."
      ),
      (.matrixCSV, "", "f, line 1, header: the file ends here."),
      (.matrixCSV, "cell,\"S\nA,1\n", "f, line 1, column 6: \"unclosedQuote\" stands here"),
      (
        .edgesCSV, "from,to,length\na,b,1\nc,d,1\n",
        "f, edges: 2 nodes cannot be reached from node a, the first is node c."
      ),
      (
        .edgesCSV, "from,to,length\na,b,1\nb,a,1\n",
        "f, line 3, from: a to b stands in line 2 already."
      ),
      (.edgesCSV, "from,to\na,b\n", "f, line 1, header: the header has from, to and lacks length."),
      (.edgesCSV, "from,to,length\na,,1\n", "f, line 2, to: nothing stands here, expected a name."),
      (
        .ails, "DIMENSION : 1\nNODE_COORD_SECTION\n95 1\n",
        "f, line 3, latitude: 95.0 stands here, expected -90.0 to 90.0."
      ),
      (.lorena, "1 2\n0 0\n", "f, file name: \"f\" stands here, expected coordNNN.txt."),
    ])
  func refusals(format: InstanceFormat, text: String, start: String) throws {
    let error = try #require(throws: InstanceError.self) {
      try InstanceText.withFile("f", text) { try format.read($0) }
    }
    #expect(error.description.hasPrefix(start), "\(error)")
  }

  @Test("A file that is not there, a folder, and an unknown node are refused")
  func missing() throws {
    let absent = URL(filePath: "/nowhere/x.txt")
    for format in InstanceFormat.allCases where format != .lorena {
      let error = try #require(throws: InstanceError.self) { try format.read(absent) }
      #expect(error.problem == .missingFile)
    }
    #expect(throws: InstanceError.self) {
      try OrlibReader.read(FileManager.default.temporaryDirectory)
    }
    try InstanceText.withFile("nodes.csv", "node\na\nb\n") { nodes in
      let edges = nodes.deletingLastPathComponent().appending(path: "edges.csv")
      try Data("from,to,length\na,c,1\n".utf8).write(to: edges)
      let error = try #require(throws: InstanceError.self) {
        try EdgesReader.read(edges, nodes: nodes)
      }
      #expect(error.problem == .unknown(found: "c") && error.line == 2)
    }
  }
}
