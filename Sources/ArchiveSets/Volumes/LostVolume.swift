// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

/// A volume that should be in a folder, and is not there or cannot be read.
package struct LostVolume: Sendable, Equatable {
    package let name: VolumeName
    /// The id of the plan of its set, where that is known.
    package let plan: Digest?
    /// Why it is lost.
    package let reason: String
    /// What was in it, sorted, by the index or by the plan of its set; `nil` where nothing tells it.
    ///
    /// A plan does not say where its manifests are.
    package let blobs: [Digest]?

    package init(name: VolumeName, plan: Digest?, reason: String, blobs: [Digest]?) {
        self.name = name
        self.plan = plan
        self.reason = reason
        self.blobs = blobs
    }
}
