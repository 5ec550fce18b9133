// SPDX-License-Identifier: Apache-2.0

package import OCI

/// The options by their own names, as most of their readers name them.
extension PlanOptions {
    package var allowMissing: Bool { copying.allowMissing }

    package var maxNestedPaths: Int { copying.maxNestedPaths }

    package var removeSignatures: Bool { copying.removeSignatures }

    package var completePaths: Bool { releases.completePaths }

    package var exactChannels: Bool { releases.exactChannels }

    package var ignoreReleaseSignature: Bool { releases.ignoreReleaseSignature }

    package var allowOversize: Bool? { archives.allowOversize }

    package var resend: Digest? { archives.resend }

    package var since: String? { archives.since }

    package var formerly: [String]? { pruning.formerly }

    package var maxDeletes: String? { pruning.maxDeletes }

    package var prune: Bool? { pruning.prune }

    package var icsp: Bool? { clusters.icsp }
}
