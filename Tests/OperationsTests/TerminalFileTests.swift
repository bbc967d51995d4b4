// SPDX-License-Identifier: Apache-2.0

import DutyModel
import Operations
import Testing

@Suite("A list of terminals")
struct TerminalFileTests {
  private func rows(_ text: String) throws(TerminalFileError) -> [TerminalRow] {
    try TerminalFile.rows(of: Array(text.utf8), file: "terminals.csv")
  }

  @Test("is read with a header in either language, any order, or none")
  func forms() throws {
    let wanted = [
      TerminalRow(kind: .jt808, name: "13800138000", holder: "鲁V1234警"),
      TerminalRow(kind: .owntracks, name: "owntracks/zhao/phone", holder: "070123"),
    ]
    for text in [
      "phone,holder,protocol\n013800138000,鲁V1234警,JT/T 808-2019\nowntracks/zhao/phone,070123,OwnTracks\n",
      "协议,车牌或警号,备注,终端手机号\r\njt808,鲁V1234警,\"a,b\",13800138000\r\nowntracks,070123,,owntracks/zhao/phone",
      "\u{FEFF}13800138000,鲁V1234警,jt808-2013\nowntracks/zhao/phone,070123,owntracks",
    ] {
      #expect(try rows(text) == wanted)
    }
  }

  @Test("names each row that is wrong, with line, field, what was found and what was expected")
  func problems() {
    let error = #expect(throws: TerminalFileError.self) {
      try rows(
        """
        phone,holder,protocol
        12x,A1,jt808
        13800000001,,jt808
        13800000002,A3,gt06
        13800000003,A4
        13800000004,A5,jt808
        013800000004,A6,jt808
        """)
    }
    #expect(error?.problems.map(\.line) == [2, 3, 4, 5, 7])
    #expect(error?.problems.map(\.field) == ["phone", "holder", "protocol", "row", "phone"])
    let text = error?.explanation.english ?? ""
    #expect(text.contains("line 2, phone: \"12x\", expected up to 20 digits"))
    #expect(text.contains("line 7: 013800000004 stands in line 6 already"))
  }

  @Test(
    "is refused when it is none",
    arguments: ["", "\n", "phone,holder,protocol\n", "a,b\n1,2", "phone,holder,protocol\n\"1,2,3"])
  func none(text: String) {
    let error = #expect(throws: TerminalFileError.self) { try rows(text) }
    #expect(error?.problems.isEmpty == false)
  }

  @Test("is refused when it is not UTF-8")
  func encoding() {
    #expect(throws: TerminalFileError.self) {
      try TerminalFile.rows(of: [0xC2, 0xB3, 0x2C, 0xFF], file: "t.csv")
    }
  }
}
