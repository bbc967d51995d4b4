// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// What a trigger sets in motion, as data: one for each of the four triggers of 特殊勤务.
public struct SpecialTemplate: Hashable, Codable, Sendable {
  public var trigger: SpecialOrder.Trigger
  public var name: LocalizedName
  /// Days before the order at which it is published; 0 for at once.
  public var noticeDays: Int
  public var coreRadiusMetres: Int
  public var outerRadiusMetres: Int
  /// Closed crossings around the core at most, and 分流点 on the outer ring.
  public var cordonPosts: Int
  public var diversionPosts: Int
  /// 多警联动
  public var partnerTasks: [PartnerTask]
  public var restoration: LocalizedName

  public static func standard(_ trigger: SpecialOrder.Trigger) -> SpecialTemplate {
    all.first { $0.trigger == trigger } ?? securityMission
  }

  public static let all = [holiday, severeWeather, massIncident, securityMission]

  static let holiday = SpecialTemplate(
    trigger: .holiday, name: .init(chinese: "节假日勤务", english: "holiday duty"), noticeDays: 7,
    coreRadiusMetres: 400, outerRadiusMetres: 1500, cordonPosts: 6, diversionPosts: 8,
    partnerTasks: [
      .init(
        force: .publicOrder,
        task: .init(chinese: "治安：景区、商圈人流管控", english: "Public order: crowds at sights and shops")),
      .init(
        force: .cityManagement,
        task: .init(chinese: "城管：占道经营清理", english: "City management: clear stalls off the road")),
      .init(
        force: .transport,
        task: .init(chinese: "交通运输：公交增开与停车引导", english: "Transport: more buses, guided parking")),
    ],
    restoration: .init(
      chinese: "节后首日零时起逐岗撤收，恢复平峰网格",
      english: "From midnight after the holiday the posts "
        + "are withdrawn one by one and the beats resume"))

  static let severeWeather = SpecialTemplate(
    trigger: .severeWeather, name: .init(chinese: "恶劣天气勤务", english: "severe weather duty"),
    noticeDays: 0, coreRadiusMetres: 600, outerRadiusMetres: 2000, cordonPosts: 8,
    diversionPosts: 8,
    partnerTasks: [
      .init(
        force: .weather,
        task: .init(chinese: "气象：预警信号每小时通报", english: "Weather service: hourly warnings")),
      .init(
        force: .emergencyWorks,
        task: .init(chinese: "应急、市政：除雪除冰与排涝", english: "Emergency and works: clear ice, pump water")
      ),
      .init(
        force: .expressway,
        task: .init(
          chinese: "高速：收费站联动限流", english: "Expressway police: meter traffic at toll gates")),
    ],
    restoration: .init(
      chinese: "预警解除并经路面复查后逐段恢复",
      english: "Street by street once the alert is lifted and "
        + "the surface is checked"))

  static let massIncident = SpecialTemplate(
    trigger: .massIncident, name: .init(chinese: "群体性突发事件勤务", english: "mass incident duty"),
    noticeDays: 0, coreRadiusMetres: 400, outerRadiusMetres: 1200, cordonPosts: 12,
    diversionPosts: 8,
    partnerTasks: [
      .init(
        force: .publicOrder,
        task: .init(chinese: "治安、特警：现场处置", english: "Public order and special police: the scene")),
      .init(
        force: .localStation,
        task: .init(chinese: "派出所：周边社区稳控", english: "Local stations: the neighbourhood")),
      .init(
        force: .rescue,
        task: .init(
          chinese: "医疗、消防：应急通道待命", english: "Ambulance and fire: stand by on the kept lane")),
    ],
    restoration: .init(
      chinese: "现场指挥部宣布结束后由外向内撤除管制",
      english: "When the scene's command ends it, control "
        + "is lifted from the outside in"))

  static let securityMission = SpecialTemplate(
    trigger: .securityMission, name: .init(chinese: "重大安保任务", english: "security mission"),
    noticeDays: 3, coreRadiusMetres: 500, outerRadiusMetres: 1200, cordonPosts: 16,
    diversionPosts: 8,
    partnerTasks: [
      .init(
        force: .publicOrder,
        task: .init(
          chinese: "治安、特警：核心区安检与备勤",
          english: "Public order and special police: checks and "
            + "reserve in the core")),
      .init(
        force: .localStation,
        task: .init(chinese: "派出所：沿线社区走访", english: "Local stations: visits along the route")),
      .init(
        force: .transport, task: .init(chinese: "公交：线路临时绕行", english: "Buses: routes led around")),
      .init(
        force: .rescue,
        task: .init(chinese: "医疗、消防：定点待命", english: "Ambulance and fire: stand by at fixed points")),
    ],
    restoration: .init(
      chinese: "任务结束后先撤分流点、再撤警戒岗，恢复原岗位和网格",
      english: "After the mission the diversion points are withdrawn, then the cordon; posts and "
        + "beats resume"))
}
