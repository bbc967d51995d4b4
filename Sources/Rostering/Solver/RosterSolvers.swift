// SPDX-License-Identifier: Apache-2.0

public import CPSAT
public import HiGHS

/// The two solver libraries: HiGHS for the linear relaxations, CP-SAT for whole numbers.
public struct RosterSolvers: Sendable {
  public var cpsat: CPSATLibrary
  public var highs: HiGHSLibrary

  public init(cpsat: CPSATLibrary, highs: HiGHSLibrary) {
    self.cpsat = cpsat
    self.highs = highs
  }
}
