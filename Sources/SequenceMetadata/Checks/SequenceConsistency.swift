// SPDX-License-Identifier: Apache-2.0

/// How far the three places are in which the sequence of one workspace is kept.
package struct SequenceConsistency: Sendable, Equatable {
    /// The place that the configuration names for metadata, compared with the target.
    package enum Backend: Sendable, Equatable {
        /// Neither has anything: a new workspace.
        case fresh
        case inSync(Int)
        /// Archives were made that are not published yet.
        case unpublished(ClosedRange<Int>)
        /// The place for metadata holds an older state than the target.
        case restored(source: Int, target: Int)
        /// The target holds a workspace that the place for metadata does not know.
        case orphaned(target: Int)
    }

    /// An archive, compared with the target.
    package enum Archive: Sendable, Equatable {
        case nothingToDo
        case applicable
        /// It is not the next one.
        case outOfOrder(expected: Int, found: Int)
    }

    package let backend: Backend
    /// `nil` without an archive.
    package let archive: Archive?

    /// Compares sequences of one workspace; `nil` where there is none.
    package init(source: Int?, target: Int?, archive: Int? = nil) {
        backend =
            switch (source, target) {
            case (nil, nil): .fresh
            case (nil, let target?): .orphaned(target: target)
            case (let source?, let target) where source > target ?? 0: .unpublished((target ?? 0) + 1...source)
            case (let source?, let target?) where source < target: .restored(source: source, target: target)
            case (let source?, _): .inSync(source)
            }
        let expected = (target ?? 0) + 1
        self.archive = archive.map { found in
            switch found {
            case expected: .applicable
            case target: .nothingToDo
            default: .outOfOrder(expected: expected, found: found)
            }
        }
    }
}
