// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
public import LocationInstances

/// The location problems that `chengxu locate` solves.
enum LocateProblem: String, CaseIterable, ExpressibleByArgument {
  case mclp, pmedian, pcenter, lscp, backup, mexclp

  /// Whether sites cover what lies within a radius.
  var isCovering: Bool { self != .pmedian && self != .pcenter }
  var needsLimit: Bool { self != .lscp }
}

extension InstanceFormat: ExpressibleByArgument {}
