// SPDX-License-Identifier: Apache-2.0

package import OCI

/// A file that the plan generates for the cluster.
package struct Resource: Sendable, Equatable, Codable {
    /// The path inside the audit repository.
    package let path: String
    package let digest: Digest
    package let content: String

    /// The last part of the path.
    package var name: String { path.split(separator: "/").last.map(String.init) ?? path }

    package init(path: String, content: String) {
        self.path = path
        self.content = content
        digest = Digest(of: Array(content.utf8))
    }
}
