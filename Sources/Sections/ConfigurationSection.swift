// SPDX-License-Identifier: Apache-2.0

package import ImageAccess
package import MirrorConfiguration
package import OCI
package import Plans
package import Resolution

/// A section of a configuration that asks for images: all that a run has to know of it.
///
/// There is one list of sections. A run asks each of them in the same way and names none.
package protocol ConfigurationSection: Sendable {
    /// The name of the section in a configuration.
    var name: SectionName { get }

    /// Whether a configuration asks for anything by this section.
    func isAsked(by mirror: MirrorSection) -> Bool

    /// Returns the names under which archives keep what a configuration asks for, where these differ from its own.
    ///
    /// Archives that this tool wrote know it themselves; those of oc-mirror have no other record of it.
    func archivedNames(in mirror: MirrorSection) throws -> [ImageSource: StoredName]

    /// The published repositories that every mirror keeps under another name.
    var relocations: [Repository: RepositoryName] { get throws }

    /// Returns what a configuration asks for by this section.
    ///
    /// Throws `FindingsError` for mistakes in the configuration itself.
    func contribution(
        to configuration: NamedConfiguration,
        in context: ResolutionContext
    ) async throws -> Contribution

    /// Returns the documents that travel in an archive with what was resolved.
    func documents(of desired: DesiredState, in services: RunServices) async throws -> [PlannedArchive.Document]

    /// Returns what answers for the section at a target; it lasts for one run.
    func holding(at context: HoldingContext) async throws -> any SectionHolding
}

extension ConfigurationSection {
    package func archivedNames(in mirror: MirrorSection) throws -> [ImageSource: StoredName] { [:] }

    package var relocations: [Repository: RepositoryName] { get throws { [:] } }

    package func documents(
        of desired: DesiredState,
        in services: RunServices
    ) async throws -> [PlannedArchive.Document] { [] }
}

extension [any ConfigurationSection] {
    /// Returns what a configuration asks for, with what is wrong in every section.
    package func findings(
        on configuration: NamedConfiguration,
        in context: ResolutionContext
    ) async throws -> SectionFindings {
        var findings = SectionFindings()
        for section in self where section.isAsked(by: configuration.mirror) {
            try await findings.collect { try await section.contribution(to: configuration, in: context) }
        }
        return findings
    }

    /// Returns the names under which archives keep what any section asks for.
    package func archivedNames(in mirror: MirrorSection) throws -> [ImageSource: StoredName] {
        try reduce(into: [:]) { names, section in names.merge(try section.archivedNames(in: mirror)) { $1 } }
    }

    /// The published repositories that every mirror keeps under another name.
    package var relocations: [Repository: RepositoryName] {
        get throws { try reduce(into: [:]) { names, section in names.merge(try section.relocations) { $1 } } }
    }
}
