// SPDX-License-Identifier: Apache-2.0

import DutyModel

/// The spans of back-tests inside the training span: learn until a day, check on the quarter after.
///
/// Four quarters of 91 days up to the end of the span, or of an eighth of it if that is less. Each
/// check comes after all it is learnt from (Tashman 2000, doi:10.1016/S0169-2070(00)00065-0).
struct RollingOrigin {
  struct Fold: Hashable {
    var learnt: DateSpan
    var checked: DateSpan
  }

  private(set) var folds: [Fold] = []

  init(_ span: DateSpan) {
    let days = min(91, span.days / 8)
    guard days > 0 else { return }
    folds = (1...4).reversed().map { back in
      let last = span.last.adding(days: -days * (back - 1))
      let first = last.adding(days: 1 - days)
      return Fold(
        learnt: DateSpan(first: span.first, last: first.adding(days: -1)),
        checked: DateSpan(first: first, last: last))
    }
  }
}
