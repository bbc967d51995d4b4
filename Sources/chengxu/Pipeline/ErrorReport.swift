// SPDX-License-Identifier: Apache-2.0

import AccessControl
import ArgumentParser
import Bulletin
import ChengxuServer
import CityData
import CityOrder
import DocumentRendering
import DutyModel
import DutyPlanning
import Foundation
import IncidentAnalysis
import Operations
import RosterInstances
import Rostering
import StorePort
import StringCatalogue
import Supervision
import Webhooks

/// Turns any error into one message and one number: the only place that knows them all.
enum ErrorReport {
  /// Runs a command's work; on an error prints the message and ends with its number.
  static func reporting(_ work: () async throws -> Void) async throws {
    do {
      try await work()
    } catch let code as ExitCode {
      throw code
    } catch let error as ValidationError {
      throw error
    } catch {
      let (status, message) = describe(error)
      let text = Texts.text("error.prefix") + message + "\n"
      FileHandle.standardError.write(Data(text.utf8))
      throw status.exitCode
    }
  }

  private static func describe(_ error: any Error) -> (ExitStatus, String) {
    if error is CancellationError { return (.stopped, Texts.text("error.stopped")) }
    guard let explained = error as? any ExplainedError else {
      return (.unexpected, Texts.text("error.unexpected", ["detail": "\(error)"]))
    }
    return (status(of: explained), both(explained.explanation))
  }

  /// The reader's language first, the other one below it: messages are passed on to others.
  private static func both(_ message: LocalizedName) -> String {
    switch Texts.language {
    case .chinese: "\(message.chinese)\n      \(message.english)"
    case .english: "\(message.english)\n       \(message.chinese)"
    }
  }

  static func status(of error: any ExplainedError) -> ExitStatus {
    switch error {
    case let error as ImportError: error.exitStatus
    case let error as AnalysisError: error.exitStatus
    case is PointLedgerError, is PointRefusal, is BeforeAfterError: .analysisImpossible
    case let error as PointDeskError: error.exitStatus
    case let error as PlanningError: error.exitStatus
    case is RosterError, is RosterSearchFailure: .rosterInfeasible
    case let error as RosterFileError:
      error.problem == .missingFile ? .missingFile : .malformedInput
    case is ReplayError: .supervisionImpossible
    case let error as EventLogError: error.code == .full ? .diskFull : .storeFailed
    case let error as CaseImportError: error.exitStatus
    case let error as GridImportError: error.exitStatus
    case is CalendarRenewalError: .malformedInput
    case let error as CaseStoreError: error.exitStatus
    case let error as StoreTrouble: error.error.code == .full ? .diskFull : .storeFailed
    case let error as AccessError: error.exitStatus
    case let error as WebhookError: error.exitStatus
    case let error as BackupError: error.exitStatus
    case is ChainBroken: .chainBroken
    case is CasesApart, is RegisterInUse: .storeFailed
    case is SupervisionError, is ComparisonError: .supervisionImpossible
    case is LocalDefinitionError, is SiteRegisterError: .malformedInput
    case let error as TrackingError: error.code == .full ? .diskFull : .storeFailed
    case is TerminalFileError: .malformedInput
    case is TerminalMissing: .missingFile
    case is CompositionError, is LayoutError: .bulletinIncomplete
    case let error as BulletinRefused: error.exitStatus
    case is BulletinLedgerError: .malformedInput
    case is SignatoryRefused, is AccessRefused: .accessRefused
    case let error as RosterDeskError: error.exitStatus
    case is RepairError: .rosterInfeasible
    case let error as RenderingError: error.exitStatus
    case is NoHoliday: .planningImpossible
    case let error as StageFileError: error.exitStatus
    case let error as LocateFailure: error.status
    case is ToolsMissing, is SolverMissing: .missingTool
    case is SettingError: .wrongSetting
    case let error as ServerError: error.exitStatus
    default: .unexpected
    }
  }
}

extension CaseImportError {
  var exitStatus: ExitStatus {
    if case .empty = self { .emptyInput } else { .malformedInput }
  }
}

extension GridImportError {
  var exitStatus: ExitStatus {
    if case .empty = self { .emptyInput } else { .malformedInput }
  }
}

extension CaseStoreError {
  var exitStatus: ExitStatus {
    if case .full = self { .diskFull } else { .storeFailed }
  }
}

extension AccessError {
  var exitStatus: ExitStatus {
    switch self {
    case .storeFailed(_, let isFull): isFull ? .diskFull : .storeFailed
    default: .accessRefused
    }
  }
}

extension WebhookError {
  var exitStatus: ExitStatus {
    switch self {
    case .full: .diskFull
    case .busy, .damaged, .unavailable: .storeFailed
    case .notAllowed: .wrongSetting
    case .missing, .badName, .nameTaken, .badAddress, .noKinds, .unknownKind, .badOverlap,
      .beyondLog:
      .malformedInput
    }
  }
}

extension PointDeskError {
  var exitStatus: ExitStatus {
    switch self {
    case .store(.full): .diskFull
    case .store: .storeFailed
    case .refused: .analysisImpossible
    }
  }
}

extension RosterDeskError {
  var exitStatus: ExitStatus {
    switch self {
    case .store(.full): .diskFull
    case .store: .storeFailed
    case .refused, .repair, .override, .solving, .weeks, .noHeatRules, .unknownRule,
      .rulesBroken:
      .rosterInfeasible
    }
  }
}

extension BulletinRefused {
  var exitStatus: ExitStatus {
    switch reason {
    case .mayNotWrite, .mayNotSign, .ownWork: .accessRefused
    default: .bulletinIncomplete
    }
  }
}

extension AnalysisError {
  var exitStatus: ExitStatus {
    switch self {
    case .noIncidents, .tooFewIncidents, .spanTooShort: .emptyInput
    default: .analysisImpossible
    }
  }
}

extension PlanningError {
  var exitStatus: ExitStatus {
    switch self {
    case .tooFewCrossings, .tooManyPosts, .areaQuota: .tooFewJunctions
    case .understrength, .noSwornOfficers, .noLeaders: .understrength
    default: .planningImpossible
    }
  }
}

extension StageFileError {
  var exitStatus: ExitStatus {
    switch reason {
    case .missing: .missingFile
    case .malformed: .malformedInput
    case .full: .diskFull
    case .unwritable: .cannotWrite
    }
  }
}

extension ServerError {
  var exitStatus: ExitStatus {
    switch self {
    case .portInUse: .portInUse
    case .webFolderUnreadable, .webFolderIncomplete, .nothingToWorkOn: .missingFile
    case .cannotListen: .wrongSetting
    default: .unexpected
    }
  }
}

extension ImportError {
  var exitStatus: ExitStatus {
    switch self {
    case .missingFolder, .missingFile: .missingFile
    case .emptyIncidents, .headerOnly, .emptySeries: .emptyInput
    case .wrongDatum, .mostRowsLeftOut: .wrongDatum
    case .tooFewStreets: .tooFewJunctions
    default: .malformedInput
    }
  }
}

extension RenderingError {
  var exitStatus: ExitStatus {
    switch self {
    case .layout, .unprintable: .bulletinIncomplete
    case .pythonMissing, .pythonModuleMissing, .fontFolderMissing, .fontMissing: .missingTool
    case .folderMissing, .notWritable: .cannotWrite
    case .diskFull: .diskFull
    case .workerTimedOut, .workerFailed: .unexpected
    }
  }
}
