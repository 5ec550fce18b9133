// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import MirrorConfiguration
package import Registry

/// Fixes the catalogs of a configuration by digest: looks at the files, asks the registries, writes.
package struct PinRun: Sendable {
    private let request: PinRequest
    private let connect: @Sendable () throws -> RegistryClient
    private let pinned: PinOutput
    private let deletion: PinOutput

    /// `connect` is asked for a client once the files may be written.
    package init(of request: PinRequest, connect: @escaping @Sendable () throws -> RegistryClient) {
        self.request = request
        self.connect = connect
        let path = request.configuration.path
        pinned = PinOutput(request.out ?? PinOutput.path(beside: path, "pinned"), .pinnedConfiguration)
        deletion = PinOutput(request.deleteOut ?? PinOutput.path(beside: path, "delete"), .deletionConfiguration)
    }

    /// Pins the catalogs.
    ///
    /// Throws `OutputRefusal` before anybody is asked, and `FindingsError` with every catalog that has no digest.
    package func run() async throws -> PinOutcome {
        let configuration = request.configuration
        try check()
        let digests = try await CatalogDigests(client: try connect(), configuration: configuration).find()
        let result = try PinnedConfiguration(configuration, digests: digests)
        if !writesItself { try pinned.write(result.bytes) }
        try deletion.write(result.deletion)
        return PinOutcome(
            configuration: configuration,
            digests: digests,
            pinnedPath: pinned.output.path,
            deletionPath: deletion.output.path,
            strayTemplate: strayTemplate
        )
    }

    /// Refuses files that must not be overwritten.
    private func check() throws {
        let path = request.configuration.path
        guard !pinned.output.isSame(as: deletion.output.path) else {
            throw OutputRefusal.twice(path: pinned.output.path)
        }
        if !writesItself { try pinned.check(besides: path, force: request.force) }
        try deletion.check(besides: path, force: request.force)
    }

    /// A configuration that is pinned is its own pinned configuration.
    private var writesItself: Bool {
        pinned.output.isSame(as: request.configuration.path)
            && request.configuration.mirror.operators.allSatisfy { $0.unpinned == nil }
    }

    /// A relative path of a template begins at the configuration's folder, so it leads elsewhere from another one.
    private var strayTemplate: String? {
        let templates = request.configuration.mirror.operators.compactMap(\.targetCatalogSourceTemplate?.value)
        let folders = [request.configuration.path, pinned.output.path].map {
            URL(filePath: $0).deletingLastPathComponent().standardizedFileURL
        }
        return folders[0] == folders[1] ? nil : templates.first { !$0.hasPrefix("/") }
    }
}
