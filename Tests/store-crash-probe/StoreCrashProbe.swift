// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Foundation
import Operations
import SQLiteDriver
import StorePort
import Stores

/// Appends to the log of the database named by its one argument until somebody kills it, and after
/// each append prints the number and digest of the last event: what was acknowledged.
@main
struct StoreCrashProbe {
  static func main() async throws {
    guard CommandLine.arguments.count == 2 else {
      FileHandle.standardError.write(Data("usage: store-crash-probe DATABASE\n".utf8))
      exit(64)
    }
    let database = try SQLiteDriver(path: CommandLine.arguments[1])
    try await SchemaUpgrade().apply(to: database, at: Instant(milliseconds: 0))
    let log = SQLDutyEventLog(database)
    var moment: Int64 = 0
    while true {
      let entries = (0..<7).map { _ -> DutyEventEntry in
        moment += 1000
        return DutyEventEntry(
          instant: Instant(milliseconds: moment), recorded: Instant(milliseconds: moment),
          actor: .system, isSimulated: true,
          content: .vehicle(duty: 1, vehicle: 2, isOut: moment % 2000 == 0))
      }
      if let last = try await log.append(entries).last {
        FileHandle.standardOutput.write(
          Data("\(last.id) \(last.digest.hexadecimal)\n".utf8))
      }
    }
  }
}
