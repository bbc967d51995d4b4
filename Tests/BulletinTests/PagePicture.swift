// SPDX-License-Identifier: Apache-2.0

import Foundation
import Gzip
import TestSupport
import Testing

/// A printed page as grey values, compared in cells of about 3 mm so that another version of the
/// rasterizer is forgiven and a line that moved is not.
struct PagePicture: Equatable {
  static let dotsPerInch = 36
  /// Dots of one side of a cell: 4 dots are 2.8 mm, a little more than half a character.
  private static let cell = 4

  let width: Int
  let height: Int
  /// 0 is black, 255 white; row by row.
  let greys: [UInt8]

  /// The pages of a PDF file in order.
  static func pages(ofPDF file: URL, in folder: URL) throws -> [PagePicture] {
    let prefix = folder.appending(path: "page").path()
    _ = try TestTools.output(
      of: "pdftoppm", ["-r", "\(dotsPerInch)", "-gray", file.path(), prefix])
    return try FileManager.default.contentsOfDirectory(atPath: folder.path())
      .filter { $0.hasSuffix(".pgm") }.sorted()
      .flatMap { try pages(inPGM: [UInt8](Data(contentsOf: folder.appending(path: $0)))) }
  }

  /// The pictures of a PGM file (P5), which may hold several one after the other.
  static func pages(inPGM bytes: [UInt8]) throws -> [PagePicture] {
    var rest = bytes[...]
    var pages: [PagePicture] = []
    while !rest.isEmpty {
      try #require(word(&rest) == "P5")
      let width = try #require(Int(word(&rest)))
      let height = try #require(Int(word(&rest)))
      try #require(word(&rest) == "255")
      try #require(rest.count >= width * height)
      pages.append(
        PagePicture(width: width, height: height, greys: Array(rest.prefix(width * height))))
      rest = rest.dropFirst(width * height)
    }
    return pages
  }

  /// Up to the next blank, which is taken too.
  private static func word(_ bytes: inout ArraySlice<UInt8>) -> String {
    let letters = bytes.prefix { !($0 == 10 || $0 == 32) }
    bytes = bytes.dropFirst(letters.count + 1)
    return String(decoding: letters, as: UTF8.self)
  }

  /// All of them as one PGM file.
  static func pgm(_ pages: [PagePicture]) -> [UInt8] {
    pages.flatMap { Array("P5\n\($0.width) \($0.height)\n255\n".utf8) + $0.greys }
  }

  /// The share of the printed cells, in either picture, whose grey differs by more than a tenth of
  /// the way from black to white; 1 for another size.
  func difference(from other: PagePicture) -> Double {
    guard width == other.width, height == other.height else { return 1 }
    let pairs = zip(cells, other.cells).filter { $0 < 250 || $1 < 250 }
    guard !pairs.isEmpty else { return 0 }
    return Double(pairs.count { abs($0 - $1) > 25 }) / Double(pairs.count)
  }

  /// Mean grey of each cell.
  private var cells: [Int] {
    stride(from: 0, to: height - Self.cell + 1, by: Self.cell).flatMap { top in
      stride(from: 0, to: width - Self.cell + 1, by: Self.cell).map { left in
        var sum = 0
        for row in top..<top + Self.cell {
          for column in left..<left + Self.cell { sum += Int(greys[row * width + column]) }
        }
        return sum / (Self.cell * Self.cell)
      }
    }
  }

  /// The page moved down by some dots, white above.
  func movedDown(by dots: Int) -> PagePicture {
    let white = [UInt8](repeating: 255, count: dots * width)
    return PagePicture(width: width, height: height, greys: white + greys.dropLast(dots * width))
  }
}
