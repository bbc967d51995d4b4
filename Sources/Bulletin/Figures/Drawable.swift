// SPDX-License-Identifier: Apache-2.0

/// A chart or map as a value. Page and paper show the same SVG.
///
/// Every drawing can be read in grey print and by a screen reader: series differ by pattern or
/// shape as well as by colour, and the SVG has a title and a description. Ink is `currentColor`,
/// so that it is black on paper and follows the theme of the page.
public protocol Drawable: Sendable {
  var title: String { get }
  /// What the drawing shows, with its figures, in sentences.
  var alternativeText: String { get }
  func svg() throws(DrawingError) -> String
}

/// How wide a drawing is made: texts keep their size, so a narrow one is made for narrow screens and is
/// not a wide one made small.
public enum DrawingWidth: String, CaseIterable, Codable, Sendable {
  /// The type area of a page, and screens as wide.
  case full
  /// A telephone held upright.
  case narrow

  /// In units of the drawing.
  var units: Double { self == .full ? SVGBuilder.fullWidth : 300 }
}

/// Checks that several drawings share.
enum DrawingCheck {
  static func title(_ title: String) throws(DrawingError) {
    guard !TextCheck.isBlank(title) else { throw .blankTitle }
  }

  static func finite(
    _ values: [Double?], drawing: String, series: String
  ) throws(DrawingError) {
    for (index, value) in values.enumerated() {
      guard let value else { continue }
      // Beyond this the digits would not fit beside any axis.
      guard value.isFinite, abs(value) < 1e12 else {
        throw .notFinite(drawing: drawing, series: series, position: index + 1)
      }
    }
  }
}
