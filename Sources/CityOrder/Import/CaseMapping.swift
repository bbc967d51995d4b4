// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Which column of another system's file holds what: data, one file a system.
public struct CaseMapping: Hashable, Codable, Sendable {
  /// Names in the header row. Optional ones may be left out.
  public struct Columns: Hashable, Codable, Sendable {
    public var id: String
    public var category: String
    /// The department.
    public var agency: String
    public var opened: String
    public var due: String
    public var closed: String
    public var status: String
    public var latitude: String
    public var longitude: String
    public var area: String?
    /// The number of the post or grid within `gridPrefix`.
    public var grid: String?
    public var address: String?
  }

  public var name: LocalizedName
  public var columns: Columns
  /// Wall-clock times of the file are read with this offset.
  public var minutesEastOfUTC: Int
  /// `wgs84`, `gcj02`, …
  public var coordinateSystem: String
  /// Twelve digits before the three of the grid's own number.
  public var gridPrefix: String?
  /// Letters before the numbers that the file's categories get.
  public var codePrefix: String
  /// The status of a case that was handled and closed in the ordinary way.
  public var closedStatus: String

  public init(
    name: LocalizedName, columns: Columns, minutesEastOfUTC: Int, coordinateSystem: String,
    gridPrefix: String?, codePrefix: String, closedStatus: String
  ) {
    self.name = name
    self.columns = columns
    self.minutesEastOfUTC = minutesEastOfUTC
    self.coordinateSystem = coordinateSystem
    self.gridPrefix = gridPrefix
    self.codePrefix = codePrefix
    self.closedStatus = closedStatus
  }
}

/// Classes, bodies and areas of the cases in a store, and the clock of their city.
public struct OrderDirectory: Hashable, Codable, Sendable {
  public var name: LocalizedName
  public var clock: CityClock
  public var classes: ClassList
  public var units: [OrderUnit]
  public var areas: [Area]

  public init(
    name: LocalizedName, clock: CityClock, classes: ClassList, units: [OrderUnit], areas: [Area]
  ) {
    self.name = name
    self.clock = clock
    self.classes = classes
    self.units = units
    self.areas = areas
  }
}
