// SPDX-License-Identifier: Apache-2.0

public import DutyModel

/// Why the server could not start or had to stop.
public enum ServerError: ExplainedError, Equatable {
  case portInUse(host: String, port: Int)
  case cannotListen(host: String, port: Int, reason: String)
  case webFolderUnreadable(path: String, reason: String)
  case webFolderIncomplete(path: String, missing: String)
  case stringCatalogueUnreadable(reason: String)
  case stopped(reason: String)
  case nothingToWorkOn

  public var explanation: LocalizedName {
    switch self {
    case .portInUse(let host, let port):
      LocalizedName(
        chinese: "端口 \(port)（\(host)）已被占用，服务没有启动。可以停掉占用它的程序，"
          + "或用 --port 另选一个端口。",
        english: "Port \(port) on \(host) is in use, so the server did not start. "
          + "Maybe stop the program that holds it, or choose another port with --port.")
    case .cannotListen(let host, let port, let reason):
      LocalizedName(
        chinese: "无法在 \(host) 的端口 \(port) 上监听：\(reason)。可以检查 --host 是否是本机地址，"
          + "端口是否在 1–65535 之间。",
        english: "Cannot listen on \(host), port \(port): \(reason). "
          + "Maybe --host is no address of this machine, or the port is not in 1...65535.")
    case .webFolderUnreadable(let path, let reason):
      LocalizedName(
        chinese: "网页文件夹 \(path) 读不出来：\(reason)。可以先运行 Scripts/build-web。",
        english: "The folder of pages \(path) cannot be read: \(reason). "
          + "Maybe run Scripts/build-web first.")
    case .webFolderIncomplete(let path, let missing):
      LocalizedName(
        chinese: "网页文件夹 \(path) 缺少 \(missing)。可以重新运行 Scripts/build-web。",
        english: "The folder of pages \(path) has no \(missing). "
          + "Maybe run Scripts/build-web again.")
    case .stringCatalogueUnreadable(let reason):
      LocalizedName(
        chinese: "文字表读不出来：\(reason)。可以重新编译程序。",
        english: "The string catalogue cannot be read: \(reason). Maybe build the program again.")
    case .stopped(let reason):
      LocalizedName(
        chinese: "服务意外停止：\(reason)。可以查看日志后重新启动。",
        english: "The server stopped unexpectedly: \(reason). Maybe read its log and start again.")
    case .nothingToWorkOn:
      LocalizedName(
        chinese: "数据文件夹里没有已发布的方案和排班，没有可做的任务。可以先运行 chengxu plan 和 chengxu roster。",
        english: "The data folder has no published plan and roster, so there is no work to take. "
          + "Maybe run chengxu plan and chengxu roster first.")
    }
  }
}
