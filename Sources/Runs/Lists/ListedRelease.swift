// SPDX-License-Identifier: Apache-2.0

package import MirrorConfiguration
package import Releases

/// A release as one line of a list.
package struct ListedRelease: Sendable {
    package let channel: String
    package let architecture: ReleaseArchitecture
    package let node: UpdateGraph.Node

    package init(channel: String, architecture: ReleaseArchitecture, node: UpdateGraph.Node) {
        self.channel = channel
        self.architecture = architecture
        self.node = node
    }
}
