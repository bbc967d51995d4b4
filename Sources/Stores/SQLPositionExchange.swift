// SPDX-License-Identifier: Apache-2.0

public import Operations
public import StorePort

/// Which fixes are new, in the words of a database over which its servers talk.
public struct SQLPositionExchange: PositionExchange {
  private let database: any SQLExchange
  /// By which a server knows its own words again; no two servers draw the same.
  private let sender = UInt64.random(in: 1...UInt64.max)

  /// What a listener loses who has fallen so far behind, the store still knows.
  private static let mostWaiting = 1024

  public init(_ database: any SQLExchange) { self.database = database }

  public func tell(_ keys: [FixKey]) async throws(TrackingError) {
    guard !keys.isEmpty else { return }
    try await TrackingError.translated {
      try await database.say(PositionWord.texts(of: keys, from: sender), on: .positions)
    }
  }

  public func news() -> AsyncStream<PositionNews> {
    let words = database.words(of: .positions)
    let (stream, continuation) = AsyncStream.makeStream(
      of: PositionNews.self, bufferingPolicy: .bufferingNewest(Self.mostWaiting))
    let listening = Task {
      for await word in words {
        if let news = news(in: word) { continuation.yield(news) }
      }
      continuation.finish()
    }
    continuation.onTermination = { _ in listening.cancel() }
    return stream
  }

  /// - Returns: `nil` for what this server has said itself.
  private func news(in word: SQLWord) -> PositionNews? {
    switch word {
    case .listening: return .listening
    case .deaf(let error): return .deaf(error.message)
    case .said(let text):
      guard let word = PositionWord(text) else { return .unreadable }
      return word.sender == sender ? nil : .stored(word.keys)
    }
  }
}

extension SQLTopic {
  static let positions = SQLTopic("chengxu_positions")
}
