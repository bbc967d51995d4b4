// SPDX-License-Identifier: Apache-2.0

/// An error that a planner or officer reads: it names the values at fault, what was expected, and
/// after "Maybe"/"可以" what to do about it.
public protocol ExplainedError: Error, CustomStringConvertible {
  var explanation: LocalizedName { get }
}

extension ExplainedError {
  public var description: String { explanation.english }
}
