// SPDX-License-Identifier: Apache-2.0

package import ImageAccess
package import MirrorConfiguration
package import OCI
package import Plans
package import Resolution

/// A section of a configuration that requests images, as runs need it.
///
/// There is one list of sections. Runs treat all of them alike and name none.
package protocol ConfigurationSection: Sendable {
    /// The name of the section in a configuration.
    var name: SectionName { get }

    /// Whether a configuration requests anything in this section.
    func isAsked(by mirror: MirrorSection) -> Bool

    /// Returns the names of images in archives, if they differ from the names in the configuration.
    ///
    /// Archives of this tool record these names; those of oc-mirror do not.
    func archivedNames(in mirror: MirrorSection) throws -> [ImageSource: StoredName]

    /// Published repositories that every mirror stores under another name.
    var relocations: [Repository: RepositoryName] { get throws }

    /// Returns the images that a configuration requests in this section.
    ///
    /// Throws `FindingsError` for mistakes in the configuration itself.
    func contribution(
        to configuration: NamedConfiguration,
        in context: ResolutionContext
    ) async throws -> Contribution

    /// Returns the documents that travel in an archive with the resolved images.
    func documents(of desired: DesiredState, in services: RunServices) async throws -> [PlannedArchive.Document]

    /// Returns the section's answers about a target, for one run.
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
    /// Returns the requests of a configuration, with the findings of all sections.
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

    /// Returns the names of images in archives, for all sections.
    package func archivedNames(in mirror: MirrorSection) throws -> [ImageSource: StoredName] {
        try reduce(into: [:]) { names, section in names.merge(try section.archivedNames(in: mirror)) { $1 } }
    }

    /// Published repositories that every mirror stores under another name.
    package var relocations: [Repository: RepositoryName] {
        get throws { try reduce(into: [:]) { names, section in names.merge(try section.relocations) { $1 } } }
    }
}
