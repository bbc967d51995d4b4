// SPDX-License-Identifier: Apache-2.0

public import DutyModel

extension JT808 {
  /// What the platform says to a terminal.
  public enum PlatformMessage: Hashable, Sendable {
    /// To any message that has no answer of its own (0x8001).
    case answer(to: UInt16, MessageID, Result)
    /// To a registration (0x8100).
    case registered(to: UInt16, RegistrationResult)
    /// Asks for missing parts of a message (0x8003).
    case askAgain(firstSerial: UInt16, indices: [UInt16])
    /// To a question for the time (0x8004).
    case serverTime(Instant)
  }

  /// The result byte of a general answer.
  public enum Result: UInt8, Sendable {
    case done = 0
    case failed = 1
    case messageWrong = 2
    case notSupported = 3
    case alarmHandled = 4
  }

  public enum RegistrationResult: Hashable, Sendable {
    /// With the code for authentication, ASCII.
    case code(String)
    case vehicleTaken
    case unknownVehicle
    case terminalTaken
    case unknownTerminal
  }
}

extension JT808.PlatformMessage {
  var id: JT808.MessageID {
    switch self {
    case .answer: .platformAnswer
    case .registered: .registrationAnswer
    case .askAgain: .platformAsksAgain
    case .serverTime: .serverTime
    }
  }

  func body(for edition: JT808.Edition) -> [UInt8] {
    var body: [UInt8] = []
    switch self {
    case .answer(let serial, let id, let result):
      body.append(word: serial)
      body.append(word: id.rawValue)
      body.append(result.rawValue)
    case .registered(let serial, let result):
      body.append(word: serial)
      switch result {
      case .code(let code): body += [0] + Array(code.utf8)
      case .vehicleTaken: body.append(1)
      case .unknownVehicle: body.append(2)
      case .terminalTaken: body.append(3)
      case .unknownTerminal: body.append(4)
      }
    case .askAgain(let serial, let indices):
      body.append(word: serial)
      if edition == .edition2013 {
        body.append(UInt8(clamping: indices.count))
      } else {
        body.append(word: UInt16(clamping: indices.count))
      }
      for index in indices { body.append(word: index) }
    case .serverTime(let instant):
      body += JT808.packed(instant)
    }
    return body
  }
}
