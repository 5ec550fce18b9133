// SPDX-License-Identifier: Apache-2.0

import Plans

/// A deletion that is only counted with its whole.
struct FoldedPart {
    let deletion: Deletion
    /// Whether its reclaimed bytes are counted here; they are counted once.
    let isFirst: Bool

    init(_ deletion: Deletion, isFirst: Bool = true) {
        self.deletion = deletion
        self.isFirst = isFirst
    }
}
