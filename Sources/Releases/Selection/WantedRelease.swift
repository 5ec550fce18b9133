// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI

/// A release to verify and read, with the facts that are known before.
struct WantedRelease: Sendable {
    let product: ReleaseChannelType
    /// The version in the update graph; `nil` for a release that is requested by image.
    let version: SemanticVersion?
    let architecture: ReleaseArchitecture?
    /// The payload, pinned by digest.
    let payload: ImageReference
    let requestedBy: [String]
    let at: SourceLocation?

    init(_ release: SelectedRelease) {
        product = release.product
        version = release.version
        architecture = release.architecture
        payload = release.payload
        requestedBy = release.requestedBy
        at = release.at
    }

    /// Makes a release that is requested by image; its product follows from the repository, because OKD has its own.
    init(payload: ImageReference, requestedBy: [String], at: SourceLocation?) {
        product = Self.isOKD(payload.repository) ? .okd : .ocp
        version = nil
        architecture = nil
        self.payload = payload
        self.requestedBy = requestedBy
        self.at = at
    }

    /// Whether OKD publishes its releases there.
    private static func isOKD(_ repository: Repository) -> Bool {
        let name = repository.name.description
        return switch repository.host.description {
        case "quay.io": name == "openshift/okd" || name.hasPrefix("okd/")
        case "registry.ci.openshift.org": name.hasPrefix("origin/release")
        default: false
        }
    }

    /// The release's name in findings.
    var name: String {
        guard let version, let architecture else { return "release \(payload)" }
        return "release \(version) \(architecture.rawValue) (\(payload))"
    }

    /// Checks that the payload is the release in the graph.
    func compare(with payload: ReleasePayload) throws(ReleaseMismatch) {
        guard let version, let architecture else { return }
        guard payload.version == version else {
            throw ReleaseMismatch(promised: "\(version)", found: "\(payload.version)")
        }
        guard payload.architecture == architecture.rawValue else {
            throw ReleaseMismatch(promised: architecture.rawValue, found: payload.architecture)
        }
    }
}

/// An error that a payload is a different release than the update graph says.
struct ReleaseMismatch: ExplainedError, Sendable, Equatable {
    let promised: String
    let found: String

    var explanation: Explanation {
        Explanation(
            "the update graph says that this payload is \(promised), the payload itself says \(found)",
            remedy: "Nothing of it is planned. Report this to the operator of the update service."
        )
    }
}
