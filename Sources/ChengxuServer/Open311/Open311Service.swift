// SPDX-License-Identifier: Apache-2.0

public import CityOrder
public import DutyModel
public import Operations

/// Everything that city order works on, for the public and for those who work on cases. Coordinates are WGS-84.
public struct Open311Service: Sendable {
  public var cases: any CaseStore
  public var reporters: any ReporterStore
  public var directory: OrderDirectory
  public var grids: GridMap
  /// Counts the deadline of opening a report; `nil` leaves reports without a clock.
  public var deadlines: DeadlineDesk?
  /// `nil` where the city keeps no photos.
  public var photos: (any PhotoStore)?
  /// Campaigns, markets and assessment rounds; `nil` where none are kept.
  public var orders: (any OrderRecordStore)?
  /// What assessment rounds are drawn from.
  public var sites: SiteRegister
  /// Which classes go to the traffic police from the carriageway; `nil` where none do.
  public var referralRules: ReferralRules?
  /// Whether a key may file reports at this moment.
  public var allowsKey: @Sendable (String, Instant) async throws -> Bool
  /// Where the interface is reached from outside, such as `https://example.org`.
  public var address: String
  /// Whom to ask, and how to get a key: for the discovery document.
  public var contact: String
  /// When services or addresses last changed.
  public var changed: Instant
  public var now: @Sendable () -> Instant

  public init(
    cases: any CaseStore, reporters: any ReporterStore, directory: OrderDirectory, grids: GridMap,
    deadlines: DeadlineDesk?, photos: (any PhotoStore)? = nil,
    orders: (any OrderRecordStore)? = nil, sites: SiteRegister = SiteRegister(),
    allowsKey: @escaping @Sendable (String, Instant) async throws -> Bool,
    address: String, contact: String, changed: Instant, now: @escaping @Sendable () -> Instant
  ) {
    self.cases = cases
    self.reporters = reporters
    self.directory = directory
    self.grids = grids
    self.deadlines = deadlines
    self.photos = photos
    self.orders = orders
    self.sites = sites
    self.allowsKey = allowsKey
    self.address = address
    self.contact = contact
    self.changed = changed
    self.now = now
  }

  /// Does what people ask of cases.
  var desk: CaseDesk { desk(referral: nil) }

  /// - Parameter referral: Gives cases on the carriageway to brigades.
  func desk(referral: ReferralDesk?) -> CaseDesk {
    CaseDesk(
      cases: cases, directory: directory, grids: grids, deadlines: deadlines, photos: photos,
      referral: referral)
  }
}
