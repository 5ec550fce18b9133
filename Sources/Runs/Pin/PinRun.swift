// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import MirrorConfiguration
package import Registry

/// Pins the catalogs of a configuration by digest: checks the files, asks the registries, writes.
package struct PinRun: Sendable {
    private let request: PinRequest
    private let connect: @Sendable () throws -> RegistryClient
    private let pinned: PinOutput
    private let deletion: PinOutput

    /// `connect` makes the client; it is called after the files were checked.
    package init(of request: PinRequest, connect: @escaping @Sendable () throws -> RegistryClient) {
        self.request = request
        self.connect = connect
        let path = request.configuration.path
        pinned = PinOutput(request.out ?? PinOutput.path(beside: path, "pinned"), .pinnedConfiguration)
        deletion = PinOutput(request.deleteOut ?? PinOutput.path(beside: path, "delete"), .deletionConfiguration)
    }

    /// Pins the catalogs.
    ///
    /// Throws `OutputRefusal` before any request, and `FindingsError` with every catalog without a digest.
    package func run() async throws -> PinOutcome {
        let configuration = request.configuration
        try configuration.requireVersionTwo()
        try check()
        let digests = try await CatalogDigests(client: try connect(), configuration: configuration).find()
        return PinOutcome(
            configuration: configuration,
            digests: digests,
            written: try write(PinnedConfiguration(configuration, digests: digests)),
            pinnedPath: pinned.output.path,
            deletionPath: deletion.output.path,
            strayTemplate: strayTemplate
        )
    }

    /// Writes the files, and returns their paths.
    ///
    /// Without catalogs there is nothing to pin, so files are written only if they are named.
    private func write(_ result: PinnedConfiguration) throws -> [String] {
        let isAskedFor = request.out != nil || request.deleteOut != nil
        guard isAskedFor || !request.configuration.mirror.operators.isEmpty else { return [] }
        if !writesItself { try pinned.write(result.bytes) }
        try deletion.write(result.deletion)
        return (writesItself ? [] : [pinned.output.path]) + [deletion.output.path]
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

    /// A configuration that is already pinned is replaced itself.
    private var writesItself: Bool {
        pinned.output.isSame(as: request.configuration.path)
            && request.configuration.mirror.operators.allSatisfy { $0.unpinned == nil }
    }

    /// A template's relative path begins at the configuration's folder, so in another folder it leads elsewhere.
    private var strayTemplate: String? {
        let templates = request.configuration.mirror.operators.compactMap(\.targetCatalogSourceTemplate?.value)
        let folders = [request.configuration.path, pinned.output.path].map {
            URL(filePath: $0).deletingLastPathComponent().standardizedFileURL
        }
        return folders[0] == folders[1] ? nil : templates.first { !$0.hasPrefix("/") }
    }
}
