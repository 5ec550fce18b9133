// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans

extension HistoryComparison {
    func span(of numbers: Range<Int>) -> String { list(Array(numbers)) }

    func list(_ numbers: [Int]) -> String { VolumeName.span(numbers) }

    func blobs(_ count: Int) -> String { "\(count) blobs and manifests" }

    func more(_ digest: Digest, _ count: Int) -> String {
        count == 1 ? "\(digest)" : "\(digest) and \(count - 1) more"
    }
}
