// SPDX-License-Identifier: Apache-2.0

import Registry

/// What a registry said to deletions so far: whether it is of any use to ask for more.
struct DeletionAnswers {
    /// After this many failures of one kind in a row no other deletion is begun.
    private static let limit = 4

    /// Why tags stay, where the registry takes none away alone.
    var tagRefusal: String?
    /// Whether a tag was seen to go alone.
    var takesTagsAlone = false
    private var deletesNothing = false
    private var failure: RegistryError.Kind?
    private var failures = 0

    /// Whether it is no use to ask for anything else.
    var isFinal: Bool { deletesNothing || failures >= Self.limit }

    mutating func succeed() { failures = 0 }

    /// Counts a failure; tells whether it says anything new.
    mutating func fail(_ error: any Error) -> Bool {
        let kind = (error as? RegistryError)?.kind
        if kind == .deleteDisabled {
            // Others were asked at the same time and got the same answer.
            defer { deletesNothing = true }
            return !deletesNothing
        }
        failures = kind != nil && kind == failure ? failures + 1 : 1
        failure = kind
        return true
    }
}
