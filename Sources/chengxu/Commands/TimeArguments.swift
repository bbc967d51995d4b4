// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import DutyModel

/// A day on the command line, such as `2018-01-08`.
struct DateArgument: ExpressibleByArgument {
  var date: CivilDate

  init?(argument: String) {
    guard let date = CivilDate(argument) else { return nil }
    self.date = date
  }
}

/// A minute on the command line, such as `2018-01-06T14:00`.
struct CivilTimeArgument: ExpressibleByArgument {
  var time: CivilTime

  init?(argument: String) {
    guard let time = CivilTime(argument) else { return nil }
    self.time = time
  }
}
