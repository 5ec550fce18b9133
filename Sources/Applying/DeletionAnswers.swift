// SPDX-License-Identifier: Apache-2.0

import Registry

/// The answers of a registry to deletions so far; they decide whether more requests make sense.
struct DeletionAnswers {
    /// After this many failures of one kind in a row, no other deletion is begun.
    private static let limit = 4

    /// The reason why tags stay, if the registry does not remove single tags.
    var tagRefusal: String?
    /// Whether the registry was seen to remove a single tag.
    var takesTagsAlone = false
    private var deletesNothing = false
    private var failure: RegistryError.Kind?
    private var failures = 0

    /// Whether more requests make no sense.
    var isFinal: Bool { deletesNothing || failures >= Self.limit }

    mutating func succeed() { failures = 0 }

    /// Counts a failure; returns whether it is a new one.
    mutating func fail(_ error: any Error) -> Bool {
        let kind = (error as? RegistryError)?.kind
        if kind == .deleteDisabled {
            // Parallel requests may have had the same answer.
            defer { deletesNothing = true }
            return !deletesNothing
        }
        failures = kind != nil && kind == failure ? failures + 1 : 1
        failure = kind
        return true
    }
}
