// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a model, found before the solver sees it.
public enum CPModelIssue: Error, Hashable, CustomStringConvertible {
  /// No value is left for a variable.
  case emptyDomain(variable: String)
  /// A constraint (or nil: objective, hint or assumption) uses a variable of another model.
  case foreignVariable(index: Int, constraint: Int?)
  /// The constraint names an interval that this model did not make.
  case foreignInterval(constraint: Int)
  /// A literal stands on a variable that takes other values than 0 and 1.
  case notBoolean(variable: String, constraint: Int?)
  /// Coefficients or constants left 64 bits.
  case overflow(constraint: Int?)
  /// An expression here may hold one variable at most.
  case notAffine(constraint: Int)
  /// As many demands as intervals are expected.
  case demandCount(expected: Int, found: Int, constraint: Int)
  /// Two transitions leave one state with one label.
  case ambiguousTransition(state: Int, label: Int, constraint: Int)
  /// A list that may not be empty is empty.
  case nothingGiven(constraint: Int)

  public var description: String {
    switch self {
    case .emptyDomain(let variable):
      "Variable \(variable) has no value left. Maybe its list of ranges was empty."
    case .foreignVariable(let index, let constraint):
      "\(Self.place(constraint)) uses variable \(index), which this model does not have. "
        + "Maybe it was made by another model."
    case .foreignInterval(let constraint):
      "Constraint \(constraint) uses an interval that this model did not make."
    case .notBoolean(let variable, let constraint):
      "\(Self.place(constraint)) takes \(variable) for true or false, but it has other values."
    case .overflow(let constraint):
      "\(Self.place(constraint)) holds numbers beyond 64 bits. Maybe use a coarser unit."
    case .notAffine(let constraint):
      "Constraint \(constraint) allows one variable in each expression. "
        + "Maybe give the sum a variable of its own."
    case .demandCount(let expected, let found, let constraint):
      "Constraint \(constraint) has \(expected) intervals and \(found) demands."
    case .ambiguousTransition(let state, let label, let constraint):
      "The automaton of constraint \(constraint) leaves state \(state) twice with \(label)."
    case .nothingGiven(let constraint):
      "Constraint \(constraint) has nothing to hold over. Maybe leave it out."
    }
  }

  private static func place(_ constraint: Int?) -> String {
    constraint.map { "Constraint \($0)" } ?? "The objective, a hint or an assumption"
  }
}
