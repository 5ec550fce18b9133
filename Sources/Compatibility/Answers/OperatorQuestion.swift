// SPDX-License-Identifier: Apache-2.0

import OCI
import Releases
import Runs
import Views

/// Asks registries for catalogs, and reads them.
struct OperatorQuestion {
    let context: ToolContext

    /// Returns what a command line lists; throws if something cannot be read, or is not there.
    func answer(to listing: OperatorListing) async throws -> Answer {
        switch listing {
        case .versions: try await published(for: nil)
        case .catalogs(let version): try await published(for: version)
        case .operators(let catalog): try await found(in: catalog)
        case .channels(let package, let catalog): try await found(in: catalog, package)
        case .versionsOf(let channel, let package, let catalog): try await found(in: catalog, package, channel)
        }
    }

    private func found(
        in catalog: ImageSource,
        _ package: String? = nil,
        _ channel: String? = nil
    ) async throws -> Answer {
        let lookup = OperatorLookup(client: try context.clients().source, cache: try context.cache()) { [context] in
            context.tell($0.remark)
        }
        let found = try await lookup.find(in: "\(catalog)", package: package, channel: channel)
        return Answer(OperatorAnswer(found).text)
    }

    /// The published catalogs of a version, or the versions that there are catalogs for.
    private func published(for version: MinorVersion?) async throws -> Answer {
        let found = try await PublishedCatalogs(client: try context.clients().source).list(version)
        let answer: OperatorAnswer =
            if let version {
                .catalogs(found.catalogs, of: version)
            } else {
                .versions(Set(found.catalogs.map(\.version)).sorted())
            }
        return Answer(answer.text, notes: found.unreadable)
    }
}
