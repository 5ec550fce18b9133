// SPDX-License-Identifier: Apache-2.0

/// The configuration of a past run.
package enum RecordedConfiguration: Sendable, Hashable {
    case alpha2(MirrorSection)
    /// The section of a generation whose metadata is read but not continued.
    case earlier(CompactJSON)

    /// The section of v1alpha2.
    package var section: MirrorSection? {
        guard case .alpha2(let section) = self else { return nil }
        return section
    }
}
