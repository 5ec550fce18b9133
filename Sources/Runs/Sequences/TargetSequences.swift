// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans
import Registry
import Scheduling
import SequenceMetadata

/// The metadata of workspaces that a target holds: the images `oc-mirror:<uid>`.
struct TargetSequences: Sendable {
    /// Host, port and namespace.
    let target: String
    let clients: RegistryClients

    /// What a target holds, as one workspace sees it.
    struct Held: Sendable {
        /// The metadata of the workspace itself.
        let copy: WorkspaceMetadata?
        /// The other workspaces, sorted.
        let workspaces: [WorkspaceID]
        /// Their metadata, if it was asked for.
        let others: [WorkspaceMetadata]
        let findings: [Finding]
    }

    /// Where the target keeps the metadata of a workspace.
    func store(of workspace: WorkspaceID) -> SequenceStore {
        SequenceStore(.image(MetadataImage.place(of: workspace, at: target), skipsTLS: false), clients: clients)
    }

    /// Reads what the target holds.
    ///
    /// Without the metadata of another workspace, nobody knows what it needs, so where that matters it is an error. With
    /// `replacesCopy`, a damaged copy of the workspace's own counts as none, because the next step writes it anew.
    func held(by workspace: WorkspaceID, readsOthers: Bool, replacesCopy: Bool = false) async throws -> Held {
        let repository = try MetadataImage.repository(at: target).parsed()
        var others: [WorkspaceMetadata] = []
        var findings: [Finding] = []
        var known: [WorkspaceID] = [workspace]
        do {
            known = MetadataImage.workspaces(among: try await tags(of: repository))
        } catch let error as RegistryError where [.unauthorized, .denied].contains(error.kind) {
            findings.append(unlisted(error, isError: readsOthers))
        }
        let workspaces = known.filter { $0 != workspace }
        for other in readsOthers ? workspaces : [] {
            do {
                if let reading = try await store(of: other).read() { others.append(reading.metadata) }
            } catch let error as CancellationError {
                throw error
            } catch {
                findings.append(unreadable(other, error))
            }
        }
        var copy: MetadataReader.Reading?
        do {
            copy = known.contains(workspace) ? try await store(of: workspace).read() : nil
        } catch let error as MetadataError where replacesCopy {
            findings.append(damaged(error))
        } catch let error as MetadataImageError where replacesCopy {
            findings.append(damaged(error))
        }
        return Held(copy: copy?.metadata, workspaces: workspaces, others: others, findings: findings)
    }

    private func tags(of repository: Repository) async throws -> [String] {
        do {
            return try await clients.target.tags(repository)
        } catch let error as RegistryError where error.kind == .notFound {
            return []
        }
    }

    /// The list of the workspaces cannot be read; a new repository may be hidden from who has not written to it.
    private func unlisted(_ error: any Error, isError: Bool) -> Finding {
        Finding(
            isError ? .error : .warning,
            .sequenceLineage,
            Explanation(error).about("which workspaces of oc-mirror v1 the target holds is not known")
                .adding(remedy: isError ? "Plan without \(OptionName.prune), or get the right to list its tags." : nil)
        )
    }

    private func damaged(_ error: any ExplainedError) -> Finding {
        let explanation = error.explanation
        return Finding(
            .warning,
            .sequenceLineage,
            Explanation(
                "the target's copy of the metadata is damaged: \(explanation.summary)",
                cause: explanation.cause,
                remedy: "nothing to do: applying a plan that continues the metadata writes it anew"
            )
        )
    }

    private func unreadable(_ workspace: WorkspaceID, _ error: any Error) -> Finding {
        Finding(
            .error,
            .sequenceLineage,
            Explanation(error).about("what the workspace \(workspace) of oc-mirror v1 needs at the target is not known")
                .adding(
                    remedy: "Plan without \(OptionName.prune), or delete its metadata if nobody uses it any more."
                )
        )
    }
}
