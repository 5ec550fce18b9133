// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

/// A volume that is missing or unreadable.
package struct LostVolume: Sendable, Equatable {
    package let name: VolumeName
    /// The id of its set's plan, if known.
    package let plan: Digest?
    /// The reason of the loss.
    package let reason: String
    /// Its blobs, sorted, from the index or from its set's plan; `nil` if they are unknown.
    ///
    /// A plan does not record the volumes of its manifests.
    package let blobs: [Digest]?

    package init(name: VolumeName, plan: Digest?, reason: String, blobs: [Digest]?) {
        self.name = name
        self.plan = plan
        self.reason = reason
        self.blobs = blobs
    }
}
