// SPDX-License-Identifier: Apache-2.0

/// Which version of which operator a bundle is, so that its deletion can name it.
package struct BundleFacts: Sendable, Hashable, Codable {
    /// The bundle's name, such as `cluster-logging.v6.2.1`.
    package let name: String
    /// The operator's name.
    package let package: String
    /// The bundle's version, if its catalog tells.
    package let version: String?

    package init(name: String, package: String, version: String?) {
        self.name = name
        self.package = package
        self.version = version
    }
}
