// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

/// Tests spell options as the file of a plan does: one field beside the other.
extension PlanOptions {
    package init(
        allowMissing: Bool = false,
        allowOversize: Bool? = nil,
        completePaths: Bool = false,
        exactChannels: Bool = false,
        ignoreReleaseSignature: Bool = false,
        includeDependencies: Bool = false,
        formerly: [String]? = nil,
        icsp: Bool? = nil,
        maxDeletes: String? = nil,
        maxNestedPaths: Int = 0,
        prune: Bool? = nil,
        removeSignatures: Bool = false,
        resend: Digest? = nil,
        since: String? = nil,
        charts: Charts = Charts()
    ) {
        self.init(
            copying: Copying(
                allowMissing: allowMissing,
                maxNestedPaths: maxNestedPaths,
                removeSignatures: removeSignatures
            ),
            releases: Releases(
                completePaths: completePaths,
                exactChannels: exactChannels,
                ignoreReleaseSignature: ignoreReleaseSignature
            ),
            includeDependencies: includeDependencies,
            archives: Archives(allowOversize: allowOversize, resend: resend, since: since),
            pruning: Pruning(formerly: formerly, maxDeletes: maxDeletes, prune: prune),
            clusters: Clusters(icsp: icsp),
            charts: charts
        )
    }
}
