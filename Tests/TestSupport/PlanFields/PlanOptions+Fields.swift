// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

extension PlanOptions {
    /// What tests change one by one, for the model itself does not change.
    package struct Fields {
        package var allowMissing: Bool
        package var allowOversize: Bool?
        package var completePaths: Bool
        package var exactChannels: Bool
        package var ignoreReleaseSignature: Bool
        package var includeDependencies: Bool
        package var formerly: [String]?
        package var icsp: Bool?
        package var maxDeletes: String?
        package var maxNestedPaths: Int
        package var prune: Bool?
        package var removeSignatures: Bool
        package var resend: Digest?
        package var since: String?
        package var charts: PlanOptions.Charts

        fileprivate init(_ whole: PlanOptions) {
            allowMissing = whole.allowMissing
            allowOversize = whole.allowOversize
            completePaths = whole.completePaths
            exactChannels = whole.exactChannels
            ignoreReleaseSignature = whole.ignoreReleaseSignature
            includeDependencies = whole.includeDependencies
            formerly = whole.formerly
            icsp = whole.icsp
            maxDeletes = whole.maxDeletes
            maxNestedPaths = whole.maxNestedPaths
            prune = whole.prune
            removeSignatures = whole.removeSignatures
            resend = whole.resend
            since = whole.since
            charts = whole.charts
        }
    }

    package var fields: Fields {
        get { Fields(self) }
        set {
            self = PlanOptions(
                allowMissing: newValue.allowMissing,
                allowOversize: newValue.allowOversize,
                completePaths: newValue.completePaths,
                exactChannels: newValue.exactChannels,
                ignoreReleaseSignature: newValue.ignoreReleaseSignature,
                includeDependencies: newValue.includeDependencies,
                formerly: newValue.formerly,
                icsp: newValue.icsp,
                maxDeletes: newValue.maxDeletes,
                maxNestedPaths: newValue.maxNestedPaths,
                prune: newValue.prune,
                removeSignatures: newValue.removeSignatures,
                resend: newValue.resend,
                since: newValue.since,
                charts: newValue.charts
            )
        }
    }
}
