// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation

/// From degrees to drawing units: equidistant on the frame's middle parallel, which keeps shapes
/// well enough for a city, scaled to the drawing's width.
struct MapProjection: Sendable {
  /// The map's place in the drawing.
  let box: Box
  let metresPerUnit: Double
  private let west: Double
  private let north: Double
  private let unitsPerDegreeEast: Double
  private let unitsPerDegreeNorth: Double

  /// The map is as wide as the drawing, or narrower where it would be higher than `aspect` wide.
  init(frame: MapFigure.Frame, width drawing: DrawingWidth, aspect: Double = 0.86) {
    let shrink = cos((frame.south + frame.north) / 2 * .pi / 180)
    let width = (frame.east - frame.west) * shrink
    let height = frame.north - frame.south
    let available = drawing.units - 2
    unitsPerDegreeNorth = min(available / width, available * aspect / height)
    unitsPerDegreeEast = unitsPerDegreeNorth * shrink
    box = Box(
      x: 1 + (available - width * unitsPerDegreeNorth) / 2, y: 1,
      width: width * unitsPerDegreeNorth, height: height * unitsPerDegreeNorth)
    west = frame.west
    north = frame.north
    // A degree of the mean earth sphere (radius 6 371 008.8 m).
    metresPerUnit = 111_195.08 / unitsPerDegreeNorth
  }

  func point(of place: Coordinate) -> Point {
    Point(
      x: box.x + (place.longitude - west) * unitsPerDegreeEast,
      y: box.y + (north - place.latitude) * unitsPerDegreeNorth)
  }
}

extension MapFigure.Frame {
  /// The same middle, widened or heightened so that the map fills the type area's width and is
  /// between 0.5 and 0.72 of it high: room for text or the 版记 on the same page.
  public func filledOut() -> Self {
    let shrink = cos((south + north) / 2 * .pi / 180)
    let width = (east - west) * shrink
    let height = north - south
    guard width > 0, height > 0, shrink > 0 else { return self }
    var result = self
    if height > width * 0.72 {
      let more = (height / 0.72 - width) / shrink / 2
      result.west = max(-180, west - more)
      result.east = min(180, east + more)
    } else if height < width * 0.5 {
      let more = (width * 0.5 - height) / 2
      result.south = max(-85, south - more)
      result.north = min(85, north + more)
    }
    return result
  }
}
