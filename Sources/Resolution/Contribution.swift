// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Plans

/// What a section of the configuration came to mean: images, what a reviewer should know, and what plans record.
package struct Contribution: Sendable, Equatable {
    package var images: [DesiredImage]
    package var checks: [Finding]
    package var records: [SectionRecord]

    package init(
        images: [DesiredImage] = [],
        checks: [Finding] = [],
        records: [SectionRecord] = []
    ) {
        self.images = images
        self.checks = checks
        self.records = records
    }
}
