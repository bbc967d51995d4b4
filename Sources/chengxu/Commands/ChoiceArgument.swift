// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// One of a type's cases on the command line, by its raw value.
struct ChoiceArgument<Choice>: ExpressibleByArgument
where Choice: RawRepresentable<String> & CaseIterable & Sendable {
  var choice: Choice

  init(_ choice: Choice) { self.choice = choice }

  init?(argument: String) {
    guard let choice = Choice(rawValue: argument) else { return nil }
    self.choice = choice
  }

  var defaultValueDescription: String { choice.rawValue }

  static var allValueStrings: [String] { Choice.allCases.map(\.rawValue) }
}
