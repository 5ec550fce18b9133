// SPDX-License-Identifier: Apache-2.0

package import MirrorConfiguration
package import Plans

/// A section of a configuration that asks for images, and the room that knows which.
///
/// A run has one list of sections and asks each in the same way.
package protocol ConfigurationSection: Sendable {
    /// The name of the section in a configuration.
    var name: SectionName { get }

    /// Whether a configuration asks for anything by this section.
    func isAsked(by mirror: MirrorSection) -> Bool

    /// Returns what a configuration asks for by this section; `name` is the configuration's name in plans.
    ///
    /// Throws `FindingsError` for what is wrong with the configuration itself.
    func contribution(to configuration: ImageSetConfiguration, named name: String) async throws -> Contribution

    /// Returns the documents that travel in an archive with what was resolved.
    func documents(of desired: DesiredState) async throws -> [PlannedArchive.Document]
}

extension ConfigurationSection {
    package func documents(of desired: DesiredState) async throws -> [PlannedArchive.Document] { [] }
}

extension [any ConfigurationSection] {
    /// Returns what a configuration asks for, with what is wrong in every section.
    package func findings(on configuration: ImageSetConfiguration, named name: String) async throws -> SectionFindings {
        var findings = SectionFindings()
        for section in self where section.isAsked(by: configuration.mirror) {
            try await findings.collect { try await section.contribution(to: configuration, named: name) }
        }
        return findings
    }
}
