// SPDX-License-Identifier: Apache-2.0

import Catalogs
import Diagnostics
import ImageAccess
package import MirrorConfiguration
package import OCI
package import Registry
import Scheduling

/// Asks registries for the digests of the tags of a configuration's catalogs.
package struct CatalogDigests: Sendable {
    private let client: RegistryClient
    private let configuration: ImageSetConfiguration

    package init(client: RegistryClient, configuration: ImageSetConfiguration) {
        self.client = client
        self.configuration = configuration
    }

    private enum Answer: Sendable {
        case digest(Digest)
        case problem(Finding)
    }

    /// Returns the digest of each catalog with a tag, by its position; throws all failures together.
    package func find() async throws -> [Int: Digest] {
        let asked = configuration.mirror.operators.enumerated().compactMap { index, catalog in
            catalog.unpinned.map { (index: index, reference: $0, location: catalog.location) }
        }
        let answers = try await concurrentMap(asked, limit: 8) { catalog in
            try await answer(catalog.reference, at: catalog.location)
        }
        let problems = FindingCollector()
        var digests: [Int: Digest] = [:]
        for (catalog, answer) in zip(asked, answers) {
            switch answer {
            case .digest(let digest): digests[catalog.index] = digest
            case .problem(let problem): problems.report(problem)
            }
        }
        try problems.throwIfErrors()
        return digests
    }

    private func answer(_ reference: ImageReference, at location: SourceLocation) async throws -> Answer {
        // `unpinned` is a reference with a tag and without a digest.
        guard let tag = reference.tag else { preconditionFailure("\(reference) has neither tag nor digest") }
        do {
            if let found = try await client.head(reference.repository, .tag(tag)) { return .digest(found.digest) }
            return .problem(
                problem(
                    .noSuchCatalog,
                    "the registry has no catalog \(reference)",
                    await CatalogTags(library: ImageLibrary(client: client)).suggestion(
                        for: tag,
                        in: reference.repository
                    ),
                    at: location
                )
            )
        } catch let error as RegistryError {
            let lines = "\(error)".split(separator: "\n").map(String.init)
            let remedy = lines.count > 1 ? lines.dropFirst().joined(separator: "; ") : nil
            return .problem(
                problem(
                    .catalogUnreadable,
                    "\(reference) cannot be asked for: \(lines.first ?? "")",
                    remedy,
                    at: location
                )
            )
        }
    }

    private func problem(_ code: FindingCode, _ summary: String, _ remedy: String?, at location: SourceLocation)
        -> Finding
    {
        Finding(.error, code, summary, remedy: remedy, at: location)
            .quoting(SourceText(path: configuration.path, bytes: configuration.bytes))
    }
}
