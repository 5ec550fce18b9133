// SPDX-License-Identifier: Apache-2.0

import Ledger
import OCI
import Plans
import TestSupport
import Testing

@Suite("The receipts of two histories")
struct ReceiptThreeWayTests {
    private typealias V = LedgerValues

    private func receipt(_ results: [String], isComplete: Bool = false, serial: Int = 3) -> Receipt {
        let images = results.enumerated().map { number, result in
            Receipt.Image(destination: V.image("\(number)").destination, digest: V.digest("\(number)"), result: result)
        }
        return Receipt(plan: V.digest("p"), target: V.target, serial: serial, isComplete: isComplete, images: images)
    }

    @Test func `of one plan say what either has done`() {
        let (one, two) = (
            receipt(["done", "failed", "not-started"]), receipt(["failed", "done", "failed"], serial: 4)
        )
        let merged = one.merging(two)
        #expect(merged == two.merging(one))
        #expect(merged?.images.map(\.result) == ["done", "done", "failed"])
        #expect(merged?.serial == 4)
        let whole = receipt(["done", "already-done", "done"], isComplete: true)
        #expect(one.merging(whole) == whole && whole.merging(one) == whole)
        #expect(one.merging(one) == one)
    }

    @Test func `of two plans are not one`() {
        var other = receipt([])
        other.plan = V.digest("q")
        #expect(receipt([]).merging(other) == nil)
    }
}
