// SPDX-License-Identifier: Apache-2.0

public import DutyModel
import Foundation
import IncidentAnalysis

extension BulletinDocument {
  /// The document's digest over its JSON with sorted keys: what a signature is put under.
  public var seal: Version {
    Version(stage: "bulletin", madeFrom: [LedgerLine.json(self)])
  }
}

/// The register as text, one event a line; each line carries the digest of the one before, so that
/// a line changed, removed or put in between later is found.
public struct BulletinLedger: Sendable {
  public private(set) var register = BulletinRegister()
  public private(set) var events: [BulletinEvent] = []
  private var last = ""

  public init() {}

  /// - Throws: `BulletinLedgerError` with the number of the first line that does not fit.
  public init(text: String) throws(BulletinLedgerError) {
    for (index, line) in text.split(separator: "\n").enumerated() {
      try take(String(line), number: index + 1)
    }
  }

  /// Takes the event in and gives the line to be added to the text, with its line end.
  ///
  /// - Throws: `BulletinRefused`; the ledger stays as it was.
  public mutating func append(_ event: BulletinEvent) throws(BulletinRefused) -> String {
    try register.apply(event)
    events.append(event)
    let body = LedgerLine.json(event)
    let line = LedgerLine(previous: last, digest: LedgerLine.digest(body, after: last), body: body)
    last = line.digest
    return LedgerLine.json(line) + "\n"
  }

  private mutating func take(_ text: String, number: Int) throws(BulletinLedgerError) {
    guard let line = try? JSONDecoder().decode(LedgerLine.self, from: Data(text.utf8)) else {
      throw .malformed(line: number)
    }
    guard line.previous == last, line.digest == LedgerLine.digest(line.body, after: last) else {
      throw .broken(line: number)
    }
    guard let event = try? JSONDecoder().decode(BulletinEvent.self, from: Data(line.body.utf8))
    else { throw .malformed(line: number) }
    do { try register.apply(event) } catch { throw .refused(line: number, error) }
    events.append(event)
    last = line.digest
  }
}

private struct LedgerLine: Codable {
  var previous: String
  var digest: String
  /// The event's JSON, the very text that the digest is of.
  var body: String

  static func digest(_ body: String, after previous: String) -> String {
    Version(stage: "bulletin-event", madeFrom: [previous, body]).digest
  }

  /// Sorted keys: the same value always gives the same text.
  static func json(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self)
    } catch {
      // Texts, whole numbers and dates only: there is nothing in it that JSON cannot hold.
      preconditionFailure("\(error)")
    }
  }
}

/// Why a register cannot be read.
public enum BulletinLedgerError: ExplainedError, Hashable {
  case malformed(line: Int)
  /// The line does not follow the one before it, or was changed.
  case broken(line: Int)
  case refused(line: Int, BulletinRefused)

  public var explanation: LocalizedName {
    switch self {
    case .malformed(let line):
      LocalizedName(
        chinese: "专报登记簿第 \(line) 行不是登记记录。可以用备份恢复。",
        english: "Line \(line) of the register of bulletins is no entry. Maybe restore a backup.")
    case .broken(let line):
      LocalizedName(
        chinese: "专报登记簿在第 \(line) 行断开：内容被改动，或前面缺行。可以用备份核对。",
        english:
          "The register of bulletins breaks at line \(line): it was changed, or a line before "
          + "it is missing. Maybe compare with a backup.")
    case .refused(let line, let refused):
      LocalizedName(
        chinese: "专报登记簿第 \(line) 行不成立：\(refused.explanation.chinese)",
        english: "Line \(line) of the register cannot be: \(refused.explanation.english)")
    }
  }
}
