// SPDX-License-Identifier: Apache-2.0

/// How a file breaks RFC 4180.
public enum CSVProblem: Hashable, Sendable {
  case quoteInsideField
  case textAfterQuote
  case unclosedQuote
  case strayCarriageReturn
}
