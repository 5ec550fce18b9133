// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Releases

/// An error that no catalog is published for a version of OpenShift.
package struct NoPublishedCatalog: ExplainedError, Sendable, Equatable {
    package let version: MinorVersion
    /// The versions with catalogs, sorted.
    package let published: [MinorVersion]

    package init(version: MinorVersion, published: [MinorVersion]) {
        self.version = version
        self.published = published
    }

    /// The maximum number of versions in the message.
    private static let mostNamed = 6

    package var explanation: Explanation {
        let latest = published.suffix(Self.mostNamed).map(\.description).joined(separator: ", ")
        return Explanation(
            "no catalog is published for OpenShift \(version)",
            remedy: published.isEmpty ? "There are none at all." : "The latest are for \(latest)."
        )
    }
}
