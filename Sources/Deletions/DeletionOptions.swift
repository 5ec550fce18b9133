// SPDX-License-Identifier: Apache-2.0

/// How what is asked to go is understood.
package struct DeletionOptions: Sendable, Equatable {
    /// Whether the images are found under the tags of oc-mirror v1 too.
    package let findsVersionOneTags: Bool
    /// Whether channels were told to mean nothing that only lies between them.
    package let exactChannels: Bool

    package init(findsVersionOneTags: Bool = false, exactChannels: Bool = false) {
        self.findsVersionOneTags = findsVersionOneTags
        self.exactChannels = exactChannels
    }
}
