// SPDX-License-Identifier: Apache-2.0

import Plans

/// A deletion that is only counted behind what it is a part of.
struct FoldedPart {
    let deletion: Deletion
    /// Whether the bytes that it frees count here; they count once.
    let isFirst: Bool

    init(_ deletion: Deletion, isFirst: Bool = true) {
        self.deletion = deletion
        self.isFirst = isFirst
    }
}
