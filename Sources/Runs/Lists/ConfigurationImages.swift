// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import MirrorConfiguration
package import OCI
import Planning
package import Plans
package import Releases
package import Resolution
import Scheduling
import Sections

/// Lists every image that a configuration means, with the digest that it has at its source now; no target is asked.
package struct ConfigurationImages: Sendable {
    /// An image, with the digest or the reason why there is none.
    package struct Listed: Sendable, Equatable {
        package let type: ImageType
        package let origin: String
        package let digest: Digest?
        package let problem: String?
        /// Its place at the target; `nil` if no target is named.
        package let destination: PlacedName?
        /// The fields of the configuration that ask for it, sorted.
        package let requestedBy: [String]

        package init(
            type: ImageType,
            origin: String,
            digest: Digest?,
            problem: String? = nil,
            destination: PlacedName?,
            requestedBy: [String]
        ) {
            self.type = type
            self.origin = origin
            self.digest = digest
            self.problem = problem
            self.destination = destination
            self.requestedBy = requestedBy
        }
    }

    private let configuration: ImageSetConfiguration
    private let target: MirrorTarget?
    private let releases: ReleaseChoices
    private let surroundings: PlanSurroundings

    package init(
        of configuration: ImageSetConfiguration,
        at target: MirrorTarget?,
        releases: ReleaseChoices,
        surroundings: PlanSurroundings
    ) {
        self.configuration = configuration
        self.target = target
        self.releases = releases
        self.surroundings = surroundings
    }

    /// The images by type and origin, and findings about the configuration that are not errors.
    ///
    /// Throws `PlanRefusal` if the configuration cannot be resolved.
    package func images() async throws -> (images: [Listed], findings: [Finding]) {
        let desired = try await desired()
        let library = ObservedLibrary(library: SourceAccess(clients: surroundings.clients).library)
        let seen = Guarded(0)
        let images = try await concurrentMap(desired.images, limit: 24) { image -> Listed in
            let listed = try await self.listed(image, library)
            let count = seen.withLock { seen in
                seen += 1
                return seen
            }
            surroundings.events(.observed(count: count, of: desired.images.count))
            return listed
        }
        return (images.sorted { ($0.type, $0.origin) < ($1.type, $1.origin) }, desired.findings)
    }

    private func desired() async throws -> DesiredState {
        let clients = surroundings.clients
        let sections = ConfigurationSections.all(releases, mirrors: clients.releaseMirrors, charts: clients.charts)
        let mapping = DestinationMapping(
            target: try target ?? MirrorTarget("docker://target.invalid"),
            maxNestedPaths: 0,
            rules: configuration.rules,
            crossesArchive: false
        )
        let context = ResolutionContext(
            sources: SourceAccess(clients: clients),
            mapping: mapping,
            options: PlanOptions(copying: PlanOptions.Copying()),
            services: surroundings.services
        )
        let named = NamedConfiguration(name: configuration.path, configuration: configuration)
        let findings = try await sections.findings(on: named, in: context)
        let contributions: [Contribution]
        do {
            contributions = try findings.whole()
        } catch {
            throw PlanRefusal(error, findings.contributions.flatMap(\.findings))
        }
        let desired = Resolver(mapping: mapping, path: configuration.path).resolve(configuration, with: contributions)
        if let refusal = PlanRefusal(desired.findings) { throw refusal }
        return desired
    }

    private func listed(_ image: DesiredImage, _ library: ObservedLibrary) async throws -> Listed {
        var (digest, problem): (Digest?, String?) = (image.build?.image.digest ?? image.reference?.digest, nil)
        if digest == nil {
            do {
                digest = try await library.digest(of: image.origin)
                problem = digest == nil ? "the source has no such image" : nil
            } catch let error as SourceMissing {
                problem = error.reason.summary
            } catch let error as SourceUnreadable {
                problem = error.reason.summary
            }
        }
        return Listed(
            type: image.type,
            origin: "\(image.origin)",
            digest: digest,
            problem: problem,
            destination: target == nil ? nil : image.destination.name,
            requestedBy: image.requestedBy
        )
    }
}
