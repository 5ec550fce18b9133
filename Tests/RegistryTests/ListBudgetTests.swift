// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Registry

@Suite("The bounds of a list")
struct ListBudgetTests {
    @Test(
        "end it with an error that names the bound",
        arguments: [
            (1, 64 << 20, 1, nil), (2, 33 << 20, 1, "the list is longer than the 67108864 bytes that are read"),
            (1000, 10, 1000, nil), (1001, 10, 1000, "the list has more than the 1000000 entries that are read"),
            (100, 10, 0, nil), (101, 10, 0, "the list has more than the 100 empty pages that are read"),
        ] as [(Int, Int, Int, String?)]
    )
    func bounds(pages: Int, byteCount: Int, added: Int, message: String?) {
        var budget = ListBudget()
        var error: RegistryError?
        for _ in 0..<pages {
            do {
                try budget.add(byteCount: byteCount, added: added, "GET https://r.example/v2/a/tags/list")
            } catch let found {
                error = found
            }
        }
        #expect(error?.details == message.map { [$0] })
        #expect(error?.kind == (message == nil ? nil : .tooLarge))
    }
}
