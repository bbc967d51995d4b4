// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// What the program ends with: one number for each kind of trouble, kept for ever.
///
/// `docs/operations.md` lists them for people who write scripts. Usage errors end with 64, as
/// ArgumentParser has it.
enum ExitStatus: Int32, CaseIterable {
  /// Something that has no number of its own: a mistake of the program.
  case unexpected = 1
  case missingFile = 10
  /// A file that is not what its name says: columns, rows, dates, numbers.
  case malformedInput = 11
  /// Coordinates outside the streets or in another coordinate system.
  case wrongDatum = 12
  /// A file without any incident, or fewer than an analysis can rest on.
  case emptyInput = 13
  /// A network that does not hang together.
  case disconnected = 14
  case analysisImpossible = 20
  /// Fewer junctions than posts asked for.
  case tooFewJunctions = 30
  /// Fewer officers than the plan needs.
  case understrength = 31
  case planningImpossible = 32
  /// No choice of sites obeys what was asked for.
  case locationInfeasible = 33
  case rosterInfeasible = 40
  case supervisionImpossible = 45
  case bulletinIncomplete = 46
  /// A setting on the command line, in the environment or in the settings file.
  case wrongSetting = 48
  /// A solver library, Typst, Python or a font that is not there.
  case missingTool = 50
  case portInUse = 60
  case diskFull = 70
  case cannotWrite = 71
  case storeFailed = 72
  /// A recorded event was changed, removed or put in between.
  case chainBroken = 73
  /// An account, a password, a role or a token was refused.
  case accessRefused = 75
  /// A receiver of a webhook did not take a test.
  case messageNotTaken = 76
  case stopped = 130

  var exitCode: ExitCode { ExitCode(rawValue) }
}
