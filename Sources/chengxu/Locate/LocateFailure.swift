// SPDX-License-Identifier: Apache-2.0

import DutyModel
import LocationInstances
import PlanningKernels

/// Why a location problem got no answer, in the reader's words and with the file's names.
struct LocateFailure: ExplainedError {
  var explanation: LocalizedName
  var status: ExitStatus
  /// Whether there is proof that no choice of sites obeys what was asked for.
  var isInfeasible = false
}

extension LocateFailure {
  init(_ error: InstanceError) {
    explanation = LocalizedName(
      chinese: error.chinesePlace + "：" + error.problem.chinese, english: error.description)
    status =
      switch error.problem {
      case .missingFile: .missingFile
      case .disconnected: .disconnected
      case .ended where error.line <= 1: .emptyInput
      default: .malformedInput
      }
  }

  /// - Parameter names: turn the kernel's numbers into the file's.
  init(_ error: KernelError, sites: Labels, cell: (Int) -> String) {
    let english: String
    switch error {
    case .uncoverable(let number, let count):
      english =
        "\(count) groups of cells are out of reach of every allowed site, the first is that of cell "
        + "\(cell(number)). Maybe enlarge the radius or allow more sites."
    case .keptForbidden(let site): english = "Site \(sites[site]) is both kept and forbidden."
    case .keptExclude(let first, let second):
      english =
        "Sites \(sites[first]) and \(sites[second]) must both be kept and exclude each other."
    default: english = error.description
    }
    explanation = LocalizedName(chinese: error.chinese(sites: sites, cell: cell), english: english)
    (status, isInfeasible) = Self.status(of: error)
  }

  private static func status(of error: KernelError) -> (ExitStatus, Bool) {
    switch error {
    case .solver: (.unexpected, false)
    case .tooFewSites, .keptExceedLimit, .keptForbidden, .keptExclude, .quota, .quotasExceedLimit,
      .uncoverable, .unreachable, .contradictoryRules:
      (.locationInfeasible, true)
    case .undecided, .noneFound: (.locationInfeasible, false)
    default: (.malformedInput, false)
    }
  }
}

extension InstanceError {
  fileprivate var chinesePlace: String {
    line > 0 ? "\(file) 第 \(line) 行 \(field)" : "\(file) \(field)"
  }
}

extension InstanceError.Problem {
  fileprivate var chinese: String {
    switch self {
    case .missingFile: "没有这个文件。可以检查路径。"
    case .unreadable(let reason): "无法读取（\(reason)）。"
    case .ended: "文件到此为止。可能文件不完整，或文件头中的数目不对。"
    case .malformed(let found, let expected):
      "这里是“\(found)”，应为 \(expected)。可以检查 --format 是否与文件相符。"
    case .outOfRange(let found, let least, let most): "这里是 \(found)，应在 \(least) 到 \(most) 之间。"
    case .negative(let found): "这里是 \(found)，应不小于 0。可能符号或列弄错了。"
    case .notFinite(let found): "这里是 \(found)，应为有限数。"
    case .duplicate(let found, let line): "\(found) 已在第 \(line) 行出现。可以删去其中一行。"
    case .unknown(let found): "实例中没有 \(found)。可能写法不同。"
    case .missingColumns(let missing, let found):
      "表头有 \(found.joined(separator: "、"))，缺少 \(missing.joined(separator: "、"))。可以改列名。"
    case .wrongCount(let found, let expected): "有 \(found) 个，应有 \(expected) 个。"
    case .disconnected(let from, let unreached, let count):
      "从节点 \(from) 有 \(count) 个节点走不到，第一个是 \(unreached)。可能缺少路段，或应去掉孤立的节点。"
    case .missingPair(let site, let cell): "没有从 \(site) 到 \(cell) 的距离。可能缺少一行。"
    case .tooLarge(let most): "数目合计超过 \(most)。可以改用较大的单位。"
    }
  }
}

extension KernelError {
  fileprivate func chinese(sites: Labels, cell: (Int) -> String) -> String {
    switch self {
    case .tooFewSites(let limit, let count):
      "要选 \(limit) 处，可选的只有 \(count) 处。可以减少数目，或少禁用一些地点。"
    case .keptExceedLimit(let kept, let limit):
      "必须保留 \(kept) 处，而最多选 \(limit) 处。可以增加数目。"
    case .keptForbidden(let site): "地点 \(sites[site]) 既要保留又被禁用。"
    case .keptExclude(let first, let second):
      "地点 \(sites[first]) 与 \(sites[second]) 都要保留，却互相排斥。"
    case .quota(let group, let minimum, let maximum, let available, let kept):
      "第 \(group) 组要有 \(minimum) 到 \(maximum) 处；可选 \(available) 处，必须保留 \(kept) 处。可以修改该组的上下限。"
    case .quotasExceedLimit(let minimum, let limit):
      "各组合计至少 \(minimum) 处，而最多选 \(limit) 处。可以降低各组下限。"
    case .uncoverable(let number, let count):
      "有 \(count) 组需求点任何可选地点都到不了，第一个是 \(cell(number))。可以加大半径，或开放更多地点。"
    case .unreachable(let limit): "没有 \(limit) 处满足要求的地点能到达全部需求点。可以增加数目。"
    case .noneFound(let limit): "时限内没有找到能到达全部需求点的 \(limit) 处地点，也不能断定没有。可以延长时限或增加数目。"
    case .exclusionsUnsupported: "这个问题不接受互斥的地点。可以把它们放进一个上限为 1 的组。"
    case .contradictoryRules: "没有任何选择能同时满足各组下限和互斥要求。可以放宽其中一条。"
    case .undecided: "时限内没有找到满足全部要求的选择，也不能断定没有。可以延长时限或放宽要求。"
    case .busyShare(let share): "忙碌比例为百万分之 \(share)，应在 0 到 999999 之间。"
    default: description
    }
  }
}
