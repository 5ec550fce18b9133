// SPDX-License-Identifier: Apache-2.0

package import MirrorConfiguration

/// A configuration with its name in plans.
package struct NamedConfiguration: Sendable {
    package let name: String
    package let configuration: ImageSetConfiguration

    package init(name: String, configuration: ImageSetConfiguration) {
        self.name = name
        self.configuration = configuration
    }

    /// Its requests.
    package var mirror: MirrorSection { configuration.mirror }

    /// The name of a section in findings: `mirror.operators`, or `delete.operators`.
    package func path(of section: SectionName) -> String { "\(configuration.kind.section).\(section.rawValue)" }
}
