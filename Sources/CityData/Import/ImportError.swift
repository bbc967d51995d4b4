// SPDX-License-Identifier: Apache-2.0

public import CSVText
public import DutyModel
public import Geography

/// Why a city's files could not be taken in. Nothing is written when one of these is thrown.
public enum ImportError: ExplainedError, Hashable {
  case missingFolder(String)
  /// None of the names exists in the folder.
  case missingFile(folder: String, names: [String])
  /// Several of the names exist, and which of them counts is not said anywhere.
  case severalFiles(folder: String, names: [String])
  case unreadable(file: String, reason: String)

  case damagedRoads(file: String, detail: String)
  case noDrivableStreets(file: String, waysRead: Int)
  case tooFewStreets(file: String, segments: Int, needed: Int)

  case damagedCompression(file: String, detail: String)
  case emptyIncidents(file: String)
  case headerOnly(file: String)
  /// A series without any row.
  case emptySeries(file: String, columns: [String])
  case notUTF8(file: String, line: Int, column: Int, guess: TextEncodingGuess)
  case malformedCSV(file: String, line: Int, column: Int, problem: CSVProblem)
  case missingColumns(file: String, missing: [String], found: [String])
  case duplicateColumn(file: String, column: String)
  /// Up to ten of the rows, and how many there are in all.
  case badRows(file: String, examples: [BadField], count: Int, rowsRead: Int)
  case unknownCoordinateSystem(file: String, found: String)
  /// The incidents fit the streets in another datum much better than in the one they are said to have.
  case wrongDatum(
    file: String, said: CoordinateSystem, fits: CoordinateSystem, metresAsSaid: Int,
    metresIfOther: Int)
  case mostRowsLeftOut(file: String, leftOut: Int, rowsRead: Int, outsideBox: Int, limitMetres: Int)

  case badDescription(file: String, reason: String)
  case badOrganization(file: String, reason: LocalizedName)
}

/// What bytes that are no UTF-8 probably are.
public enum TextEncodingGuess: String, Hashable, Sendable {
  case gb18030 = "GB 18030"
  case utf16 = "UTF-16"
}

/// One field that is not what its column asks for.
public struct BadField: Hashable, Sendable {
  public enum Expectation: Hashable, Sendable {
    /// A row with another number of fields than the header.
    case fieldCount(Int)
    case localTime
    case localTimeWithoutZone
    case latitude
    case longitude
    case severity
    case coordinateSystem
    /// Anything but nothing.
    case text
    case number(Double, Double)
    /// More than none.
    case hours
    /// A time on a whole five minutes.
    case fiveMinutes
    case speedOrLevel
    case level
    case roadClass
    case topic
  }

  public var line: Int
  /// In characters, from 1.
  public var column: Int
  public var field: String
  public var found: String
  public var expected: Expectation
}
