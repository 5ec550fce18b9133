// SPDX-License-Identifier: Apache-2.0

/// A file in a results folder of oc-mirror v1.
package struct ResultFile: Sendable, Hashable {
    /// The path inside the folder.
    package let path: String
    package let content: String

    package init(path: String, content: String) {
        self.path = path
        self.content = content
    }
}
