// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Plans

/// What a section of the configuration came to mean: images, and what a reviewer should know.
package struct Contribution: Sendable, Equatable {
    package var images: [DesiredImage]
    package var checks: [Finding]
    package var upgradePaths: [UpgradePath]
    package var graphs: [GraphRecord]

    package init(
        images: [DesiredImage] = [],
        checks: [Finding] = [],
        upgradePaths: [UpgradePath] = [],
        graphs: [GraphRecord] = []
    ) {
        self.images = images
        self.checks = checks
        self.upgradePaths = upgradePaths
        self.graphs = graphs
    }
}
