// SPDX-License-Identifier: Apache-2.0

package import MirrorConfiguration
package import Releases

/// The updates from one release to another, for one processor.
package struct ListedPath: Sendable {
    package let architecture: ReleaseArchitecture
    package let steps: [UpdateMap.Step]

    package init(architecture: ReleaseArchitecture, steps: [UpdateMap.Step]) {
        self.architecture = architecture
        self.steps = steps
    }
}
