// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import Runs
import SequencedArchives

/// What a run mirrors: what a configuration asks for, or an archive of oc-mirror v1, which brings its own configuration.
struct MirroringInput: Sendable {
    let configuration: ImageSetConfiguration
    /// The archive of oc-mirror v1, if it is one.
    let sequence: ChosenSequence?

    /// Whether the metadata of oc-mirror v1 tells what an earlier run brought.
    var hasMetadata: Bool { sequence != nil || configuration.storage != nil }

    /// Reads the configuration, or chooses the archive that the target needs next.
    static func read(for mirroring: Mirroring, _ clients: RegistryClients) async throws -> MirroringInput {
        if let path = mirroring.configuration {
            return MirroringInput(configuration: try ImageSetConfiguration.load(path: path), sequence: nil)
        }
        guard case .fromArchive(let path, _, let registry) = mirroring.way else {
            preconditionFailure("only archives are mirrored without a configuration")
        }
        guard let input = try await SequencedInput(at: path) else {
            throw ToolRefusal(
                .flag(.from),
                "there is no archive of oc-mirror v1 in \(printable(path))",
                "name a file such as `mirror_seq1_000000.tar`, or its folder; archives of v2 are published with `--v2 -c`"
            )
        }
        let chosen = try await input.chosen(
            for: registry,
            at: clients,
            readsOthers: mirroring.options.prunes,
            mirroring.options.checksSequence ? .strict : .skipped
        )
        return MirroringInput(configuration: chosen.configuration, sequence: chosen)
    }
}
