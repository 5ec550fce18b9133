// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Plans
import Registry
import Resolution
import SequenceMetadata

/// Opens the sequence that a configuration of oc-mirror v1 continues.
struct SequenceOpening: Sendable {
    let configuration: ImageSetConfiguration
    /// The configuration as plans record it.
    let record: ConfigurationRecord
    let target: MirrorTarget
    /// Whether images may be deleted.
    let prunes: Bool
    let clients: RegistryClients

    /// Reads the metadata; `nil` if the configuration keeps none.
    ///
    /// Throws `PlanRefusal` for metadata that must not be continued, and the errors of `SequenceStore.read`.
    func open() async throws -> OpenedSequence? {
        guard configuration.rules.isVersionOne else { return nil }
        guard let storage = configuration.storage else { return stateless }
        let place = SequencePlace(storage.backend)
        let store = SequenceStore(place, clients: clients)
        let reading = try await store.read()
        var findings = reading?.findings ?? []
        if let reading { findings += reading.metadata.findings(in: store.name) + continuation(of: reading) }
        let known = reading?.metadata.uid
        let workspace = known ?? WorkspaceID(of: record, at: "\(target)", place: "\(place)")
        var others: [WorkspaceMetadata] = []
        if target.folder == nil {
            let held = try await TargetSequences(target: "\(target)", clients: clients)
                .held(by: workspace, readsOthers: prunes, replacesCopy: reading != nil)
            findings += lineage(of: reading?.metadata, held, workspace, store.name) + held.findings
            others = held.others
        }
        if reading == nil { findings.append(beginning(at: store.name)) }
        if let refusal = PlanRefusal(findings) { throw refusal }
        return OpenedSequence(
            place: place,
            workspace: workspace,
            previous: reading?.metadata,
            digest: reading?.digest,
            others: others,
            findings: findings
        )
    }

    /// A run without a place for metadata: only an archive says what it is.
    private var stateless: OpenedSequence? {
        guard target.folder != nil else { return nil }
        return OpenedSequence(
            place: nil,
            workspace: WorkspaceID(of: record, at: "\(target)", place: ""),
            previous: nil,
            digest: nil,
            others: [],
            findings: []
        )
    }

    /// Why metadata cannot be continued.
    private func continuation(of reading: MetadataReader.Reading) -> [Finding] {
        guard reading.metadata.generation != .alpha2 else { return [] }
        let error = MetadataContinuationError.earlierGeneration(reading.metadata.generation)
        return [Finding(.error, .sequenceMetadata, error.explanation.about(reading.file))]
    }

    private func beginning(at place: String) -> Finding {
        Finding(.note, .sequenceMetadata, "there is no metadata \(place), so a new workspace begins with sequence 1")
    }

    /// How far the place for metadata and the target are.
    private func lineage(
        of metadata: WorkspaceMetadata?,
        _ held: TargetSequences.Held,
        _ workspace: WorkspaceID,
        _ place: String
    ) -> [Finding] {
        let consistency = SequenceConsistency(source: metadata?.sequence, target: held.copy?.sequence)
        switch consistency.backend {
        case .fresh where !held.workspaces.isEmpty: return [unknown(held.workspaces, place)]
        // What was restored would set the target back, and forget what newer sequences brought.
        case .restored, .orphaned: return consistency.findings(of: workspace).map(\.asError)
        default: return consistency.findings(of: workspace)
        }
    }

    private func unknown(_ workspaces: [WorkspaceID], _ place: String) -> Finding {
        Finding(
            .warning,
            .sequenceLineage,
            """
            the target holds \(counted(workspaces.count, "workspace")) of oc-mirror v1 that the metadata \(place) does not \
            continue, because there is none: \(listed(workspaces.map(\.description)))
            """,
            cause: "A new workspace never deletes what they mirrored.",
            remedy: """
                If this is the same mirror, continue its metadata: restore it, or keep it in the target with \
                `storageConfig.registry.imageURL: \(target)/\(MetadataImage.repositoryName):<uid>`.
                """
        )
    }
}

extension SequencePlace {
    /// The place that a configuration names; an image without a tag has the tag `latest`.
    init(_ backend: StorageConfiguration.Backend) {
        switch backend {
        case .local(let path): self = .folder(path)
        case .registry(let image, let skipsTLS):
            let name = image.tag == nil && image.digest == nil ? "\(image):latest" : "\(image)"
            self = .image(PlacedName(name), skipsTLS: skipsTLS)
        }
    }
}

extension Finding {
    /// The same finding as an error.
    fileprivate var asError: Finding {
        Finding(.error, code, explanation, at: place)
    }
}
