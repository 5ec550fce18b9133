// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import Registry
import SequenceMetadata
import SequencedArchives
import TestSupport
import Testing

/// A machine behind a gap: it reaches a registry and the archives of oc-mirror v1 on a disk, and nothing else.
struct PublishingWorld {
    let target: RegistryProcess
    let far: Workshop
    var bench: SequenceBench

    init() throws {
        target = try RegistryProcess()
        far = try Workshop.farSide(of: target.host)
        bench = try SequenceBench()
    }

    /// The target as the command line names it.
    var to: String { "docker://\(place)" }

    var place: String { "\(target.host)/ocp" }

    /// The first three runs of a workspace: each brings an image on the layers of the one before.
    mutating func writeThree() async throws -> [SequenceBench.Line] {
        let lines = try (1...3).map { number in
            SequenceBench.Line(
                repository: "tools/app",
                tag: "\(number).0",
                image: try TestImage(
                    layers: (1...number).map { Array("layer \($0)".utf8) },
                    format: .docker,
                    labels: ["is": "\(number)"]
                )
            )
        }
        for line in lines { try await bench.write([line]) }
        return lines
    }

    /// A file among the archives.
    func file(_ sequence: Int, part: Int = 0) -> String {
        bench.folder["\(SequencePartName(sequence: sequence, part: part))"]
    }

    /// Plans an archive; without a path, the one in the folder that the target needs.
    func plan(_ path: String? = nil, _ options: String...) throws -> ToolRun {
        try far.run(["plan", "--from", "file://\(path ?? bench.folder.path)", "--to", to] + options)
    }

    /// Plans and applies an archive, and expects both to succeed.
    func publish(_ path: String? = nil, _ options: String...) throws {
        let plan = try far.run(["plan", "--from", "file://\(path ?? bench.folder.path)", "--to", to] + options)
        guard plan.status == 0 else { throw ToolFailure(arguments: ["plan"], run: plan) }
        let apply = try far.mirror("apply", "plan.json")
        guard apply.status == 0 else { throw ToolFailure(arguments: ["apply"], run: apply) }
    }

    /// The plan that was written last.
    var planned: Plan { get throws { try PlanFile(reading: Data(far.folder.read("work/plan.json"))).plan } }

    /// The target's copy of a workspace's metadata.
    func stored(_ uid: String = SequenceBench.uid) async throws -> WorkspaceMetadata? {
        let client = fillingClient()
        let repository = try target.host.repository("ocp/oc-mirror")
        guard let head = try await client.head(repository, .tag(try Tag(uid))) else { return nil }
        let manifest = try await client.manifest(repository, .digest(head.digest))
        return try await MetadataImage.read(ImageTree(root: manifest), at: "target") { layer, read in
            try await client.wholeBlob(repository, layer, read)
        }.metadata
    }
}
