// SPDX-License-Identifier: Apache-2.0

package import OCI

/// The options by their own names, as most of their readers name them.
extension PlanOptions {
    package internal(set) var allowMissing: Bool {
        get { copying.allowMissing }
        set { copying.allowMissing = newValue }
    }

    package internal(set) var maxNestedPaths: Int {
        get { copying.maxNestedPaths }
        set { copying.maxNestedPaths = newValue }
    }

    package internal(set) var removeSignatures: Bool {
        get { copying.removeSignatures }
        set { copying.removeSignatures = newValue }
    }

    package internal(set) var completePaths: Bool {
        get { releases.completePaths }
        set { releases.completePaths = newValue }
    }

    package internal(set) var exactChannels: Bool {
        get { releases.exactChannels }
        set { releases.exactChannels = newValue }
    }

    package internal(set) var ignoreReleaseSignature: Bool {
        get { releases.ignoreReleaseSignature }
        set { releases.ignoreReleaseSignature = newValue }
    }

    package internal(set) var allowOversize: Bool? {
        get { archives.allowOversize }
        set { archives.allowOversize = newValue }
    }

    package internal(set) var resend: Digest? {
        get { archives.resend }
        set { archives.resend = newValue }
    }

    package internal(set) var since: String? {
        get { archives.since }
        set { archives.since = newValue }
    }

    package internal(set) var formerly: [String]? {
        get { pruning.formerly }
        set { pruning.formerly = newValue }
    }

    package internal(set) var maxDeletes: String? {
        get { pruning.maxDeletes }
        set { pruning.maxDeletes = newValue }
    }

    package internal(set) var prune: Bool? {
        get { pruning.prune }
        set { pruning.prune = newValue }
    }
}
