// SPDX-License-Identifier: Apache-2.0

import Foundation
package import ImageAccess
import OCI
package import Plans
package import Registry
import Scheduling

/// Asks images that are replaced, and those that replace them, when they were built and which version they are.
///
/// That is for people only, so whatever fails is left out.
package struct ContentDescriber: Sendable {
    private let library: ImageLibrary
    private let target: RegistryClient

    /// The maximum number of updates that are described; few people read more.
    private static let limit = 50
    /// The maximum size of an image's configuration in bytes; most have some ten thousand.
    private static let sizeLimit = 1 << 20
    /// The maximum length of a version or time.
    private static let lengthLimit = 64

    /// Prepares questions to the sources of a plan and to its target.
    package init(library: ImageLibrary, target: RegistryClient) {
        self.library = library
        self.target = target
    }

    /// Returns the plan with descriptions of what its updates replace; parts of releases and operators are not asked.
    package func describing(_ plan: Plan) async throws -> Plan {
        let asked = plan.actions.filter { action in
            action.kind == .update && action.partOf == nil && !action.type.isAttachment
                && action.expect.destination != action.digest
        }.prefix(Self.limit)
        guard !asked.isEmpty, !plan.work.fillsArchive else { return plan }
        let found = try await concurrentMap(Array(asked), limit: 8) { action in
            (action.destination, try await replaced(by: action))
        }
        let contents = Dictionary(found, uniquingKeysWith: { first, _ in first }).compactMapValues(\.self)
        return plan.describing(contents)
    }

    private func replaced(by action: Action) async throws -> ReplacedContent? {
        var before: ContentDescription?
        if let digest = action.expect.destination, let repository = try? action.destination.reference().repository {
            before = try await description(of: digest, in: .registry(target, repository))
        }
        var after: ContentDescription?
        if let source = action.source.image?.source, let place = try? library.place(of: source) {
            after = try await description(of: action.digest, in: place)
        }
        return before == nil && after == nil ? nil : ReplacedContent(before: before, after: after)
    }

    /// What an image tells of itself; of an image of many platforms, its first one.
    private func description(of digest: Digest, in place: ImagePlace) async throws -> ContentDescription? {
        do {
            var manifest = try await place.manifest(digest)
            if let child = manifest.children.first { manifest = try await place.manifest(child.digest) }
            guard case .image(let configuration, _) = manifest.content, configuration.size <= Self.sizeLimit else {
                return nil
            }
            let bytes = try await place.verifiedBlob(configuration, limit: Self.sizeLimit)
            return Self.description(in: bytes)
        } catch let error as CancellationError {
            throw error
        } catch {
            return nil
        }
    }

    /// Reads an image's configuration (OCI image-spec, config.md); texts that cannot be shown on a line do not count.
    static func description(in configuration: [UInt8]) -> ContentDescription? {
        guard let read = try? JSONDecoder().decode(Configuration.self, from: Data(configuration)) else { return nil }
        let labels = read.config?.labels ?? [:]
        let version = shown(labels["org.opencontainers.image.version"]) ?? shown(labels["version"])
        // Builds that are the same on every machine give the beginning of time.
        let created = shown(read.created).flatMap { $0.hasPrefix("1970-") || $0.hasPrefix("0001-") ? nil : $0 }
        return created == nil && version == nil ? nil : ContentDescription(created: created, version: version)
    }

    private static func shown(_ text: String?) -> String? {
        text.flatMap { $0.utf8.count <= lengthLimit && ConfigurationRecord.isPrintable($0) ? $0 : nil }
    }

    private struct Configuration: Decodable {
        struct Settings: Decodable {
            var labels: [String: String]?

            enum CodingKeys: String, CodingKey {
                case labels = "Labels"
            }
        }

        var created: String?
        var config: Settings?
    }
}
