// SPDX-License-Identifier: Apache-2.0

package import OCI

/// The repositories in which releases are published, and their names in mirrors.
package enum ReleaseRepositories {
    /// The repository of a mirror for the payloads of releases.
    package static let payloads = "openshift/release-images"
    /// The repository of a mirror for the components of releases.
    package static let components = "openshift/release"

    /// The repository in which the payloads of OpenShift are published.
    package static let standard = "quay.io/openshift-release-dev/ocp-release"

    private static let published: [(String, keptAs: String)] = [
        (standard, payloads),
        ("quay.io/openshift-release-dev/ocp-release-nightly", payloads),
        ("quay.io/openshift-release-dev/ocp-v4.0-art-dev", components),
        ("quay.io/openshift-release-dev/ocp-v4.0-art-dev-prev", components),
        ("quay.io/openshift/okd", payloads),
        ("quay.io/openshift/okd-content", components),
        ("quay.io/okd/scos-release", payloads),
        ("quay.io/okd/scos-content", components),
    ]

    /// The names that published repositories have in a mirror.
    package static var relocations: [Repository: RepositoryName] {
        get throws(ReferenceError) {
            var names: [Repository: RepositoryName] = [:]
            for (name, kept) in published { names[try Repository(name)] = try RepositoryName(kept) }
            return names
        }
    }
}
