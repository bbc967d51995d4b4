// SPDX-License-Identifier: Apache-2.0

public import Foundation

/// The file formats of published location problems.
public enum InstanceFormat: String, CaseIterable, Sendable {
  case orlib, cordeau, lorena, ails
  case matrixCSV = "matrix-csv"
  case edgesCSV = "edges-csv"

  /// - Parameter nodes: the file of nodes beside `edges-csv`.
  public func read(_ url: URL, nodes: URL? = nil) throws(InstanceError) -> LocationInstance {
    switch self {
    case .orlib: try OrlibReader.read(url)
    case .cordeau: try CordeauReader.read(url)
    case .lorena: try LorenaReader.read(url)
    case .ails: try AILSReader.read(url)
    case .matrixCSV: try MatrixReader.read(url)
    case .edgesCSV: try EdgesReader.read(url, nodes: nodes)
    }
  }
}
