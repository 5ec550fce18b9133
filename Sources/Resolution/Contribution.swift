// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// The result of a section of the configuration: images, findings for a reviewer, and records for plans.
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
