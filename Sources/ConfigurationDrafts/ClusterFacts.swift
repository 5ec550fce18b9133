// SPDX-License-Identifier: Apache-2.0

/// What a cluster says of itself that a configuration of its mirror needs.
package struct ClusterFacts: Sendable, Equatable {
    /// The release that a cluster runs: of its ClusterVersion.
    package struct Release: Sendable, Equatable {
        package var channel: String?
        /// The newest release whose update was completed.
        package var current: String?
        /// The release that the cluster is to run.
        package var desired: String?

        package init(channel: String? = nil, current: String? = nil, desired: String? = nil) {
            self.channel = channel
            self.current = current
            self.desired = desired
        }

        /// Whether this is OKD, whose versions say so.
        package var isOKD: Bool {
            [current, desired].contains { $0?.contains("okd") == true } || channel?.contains("scos") == true
        }
    }

    /// A CatalogSource.
    package struct Catalog: Sendable, Hashable {
        package var name: String
        package var namespace: String
        /// The image of the catalog; `nil` for a source that has only an address.
        package var image: String?

        package init(name: String, namespace: String, image: String?) {
            self.name = name
            self.namespace = namespace
            self.image = image
        }
    }

    /// A Subscription.
    package struct Subscription: Sendable, Hashable {
        package var package: String
        package var channel: String?
        package var source: String
        package var sourceNamespace: String
        /// The ClusterServiceVersion that is installed, or that was asked for as the first.
        package var installed: String?

        package init(
            package: String,
            channel: String? = nil,
            source: String,
            sourceNamespace: String,
            installed: String? = nil
        ) {
            self.package = package
            self.channel = channel
            self.source = source
            self.sourceNamespace = sourceNamespace
            self.installed = installed
        }

        /// The version in the name of the ClusterServiceVersion, as in `cluster-logging.v6.2.1`.
        var version: String? {
            guard let installed, let mark = installed.firstRange(of: ".v") else { return nil }
            let version = installed[mark.upperBound...]
            return version.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?/).map { _ in
                String(version)
            }
        }
    }

    package var release: Release?
    package var catalogs: [Catalog]
    package var subscriptions: [Subscription]

    package init(release: Release? = nil, catalogs: [Catalog] = [], subscriptions: [Subscription] = []) {
        self.release = release
        self.catalogs = catalogs
        self.subscriptions = subscriptions
    }

    package var isEmpty: Bool { release == nil && catalogs.isEmpty && subscriptions.isEmpty }
}
