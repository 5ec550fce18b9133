// SPDX-License-Identifier: Apache-2.0

/// The options that interpret a deletion request.
package struct DeletionOptions: Sendable, Equatable {
    /// Whether images are also looked for under the tags of oc-mirror v1.
    package let findsVersionOneTags: Bool
    /// Whether channels exclude releases that are only on an update path between them.
    package let exactChannels: Bool
    /// Whether the files for clusters have an ImageContentSourcePolicy in place of mirror sets.
    package let icsp: Bool

    package init(findsVersionOneTags: Bool = false, exactChannels: Bool = false, icsp: Bool = false) {
        self.findsVersionOneTags = findsVersionOneTags
        self.exactChannels = exactChannels
        self.icsp = icsp
    }
}
