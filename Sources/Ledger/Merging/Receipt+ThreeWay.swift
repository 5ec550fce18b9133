// SPDX-License-Identifier: Apache-2.0

extension Receipt {
    /// Returns the receipt of a plan that two histories applied; `nil` if the two are of different plans.
    ///
    /// What one of them has done is done, whatever became of it in the other.
    package func merging(_ other: Receipt) -> Receipt? {
        guard plan == other.plan, target == other.target else { return nil }
        let (first, second) =
            isComplete == other.isComplete ? Self.ordered(self, other) : isComplete ? (self, other) : (other, self)
        guard !first.isComplete else { return first }
        var merged = first
        let results = Dictionary(second.images.map { ($0.destination, $0) }, uniquingKeysWith: { first, _ in first })
        merged.images = first.images.map { image in
            guard let there = results[image.destination], there.digest == image.digest, there.rank < image.rank else {
                return image
            }
            return there
        }
        merged.serial = max(serial, other.serial)
        return merged
    }

    /// Two receipts in an order that does not depend on who asks.
    private static func ordered(_ first: Receipt, _ second: Receipt) -> (Receipt, Receipt) {
        func key(_ receipt: Receipt) -> String { "\(receipt.serial) \(receipt.images)" }
        return key(first) >= key(second) ? (first, second) : (second, first)
    }
}

extension Receipt.Image {
    /// How much was done: the smaller, the more.
    fileprivate var rank: Int { ["done", "already-done", "refused", "failed"].firstIndex(of: result) ?? 4 }
}
