// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Plans

/// The result of a section of the configuration: images, findings for a reviewer, and records for plans.
package struct Contribution: Sendable, Equatable {
    package var images: [DesiredImage]
    package var findings: [Finding]
    /// The findings about a configuration that is kept: that more stays than it means, or less.
    package var caveats: [Finding]
    package var records: [SectionRecord]
    /// What was chosen, for metadata of oc-mirror v1.
    package var chosen: ChosenContent

    package init(
        images: [DesiredImage] = [],
        findings: [Finding] = [],
        caveats: [Finding] = [],
        records: [SectionRecord] = [],
        chosen: ChosenContent = ChosenContent()
    ) {
        self.images = images
        self.findings = findings
        self.caveats = caveats
        self.records = records
        self.chosen = chosen
    }
}
