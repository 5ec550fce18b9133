// SPDX-License-Identifier: Apache-2.0

package import OCI

/// The repositories that publish releases, and where mirrors keep what they publish.
package enum ReleaseRepositories {
    /// The repository of a mirror that has the payloads of releases.
    package static let payloads = "openshift/release-images"
    /// The one that has their components.
    package static let components = "openshift/release"

    /// Where the payloads of OpenShift are published.
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

    /// The names that published repositories have at a mirror.
    package static var relocations: [Repository: RepositoryName] {
        get throws(ReferenceError) {
            var names: [Repository: RepositoryName] = [:]
            for (name, kept) in published { names[try Repository(name)] = try RepositoryName(kept) }
            return names
        }
    }
}
