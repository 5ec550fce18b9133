// SPDX-License-Identifier: Apache-2.0

import ClusterResources
import Diagnostics
import Foundation
import Ledger
import Planning
import Plans
import Resolution
import Reviews
import Runs
import Scheduling

/// Writes the files of a mirroring run, by the names that scripts expect.
struct MirroringOutput: Sendable {
    private let mirroring: Mirroring
    private let files: ToolFiles
    private let console: ToolConsole

    init(of mirroring: Mirroring, to files: ToolFiles, _ console: ToolConsole) {
        self.mirroring = mirroring
        self.files = files
        self.console = console
    }

    /// Writes what a run without copies writes.
    func describe(_ plan: Plan) throws -> ToolOutcome {
        switch mirroring.workspace {
        case .versionTwo: try describeTwo(plan)
        case .versionOne: try describeOne(plan)
        }
        return .done
    }

    private func describeTwo(_ plan: Plan) throws {
        try write(.mapping, MappingText(of: plan, onlyMissing: false).text)
        try writeManifests(FilledTarget(planned: plan))
        guard let path = files.written(.missing) else { return }
        if plan.actions.isEmpty { return remove(path) }
        try write(.missing, MappingText(of: plan, onlyMissing: true).text)
    }

    private func describeOne(_ plan: Plan) throws {
        guard !mirroring.options.writesManifestsOnly else {
            return try writeResults(of: FilledTarget(planned: plan, bringing: false), at: nil)
        }
        try write(.mapping, VersionOneMapping(plan.actions.map(\.image), at: plan.target).text)
        guard let path = files.written(.pruningPlan) else { return }
        if plan.deletions.isEmpty { return remove(path) }
        try write(.pruningPlan, PruningPlanText(plan).text)
    }

    /// Writes what a run left behind; `ledger` is that of the target afterwards.
    func write(_ result: PlanExecution.Result, beside ledger: TargetLedger, at time: Date) throws {
        let plan = result.file.plan
        let errors = FailedImages(of: plan, result.outcome).lines
        if !errors.isEmpty { try write(.errors, errors.joined()) }
        guard result.outcome?.wasInterrupted != true, mirroring.target.folder == nil else { return }
        let target = FilledTarget(of: plan, after: result.outcome, recordedIn: ledger)
        switch mirroring.workspace {
        case .versionTwo: try writeManifests(target)
        case .versionOne:
            // As oc-mirror, a run that finds nothing new leaves no folder.
            guard result.outcome != nil else { return }
            try writeResults(of: target, at: time)
        }
    }

    private func writeResults(of target: FilledTarget, at time: Date?) throws {
        guard case .versionOne(let workspace) = mirroring.workspace, let path = files.written(.manifests) else {
            return
        }
        let name = URL(filePath: path).lastPathComponent
        let seconds = time.map { Int64($0.timeIntervalSince1970) } ?? Int64(name.dropFirst("results-".count)) ?? 0
        let written = try ResultsOutput(workspace: workspace.folder).write(try target.results(at: seconds))
        console.note("The files for clusters are in \(printable(written))\n")
    }

    private func writeManifests(_ target: FilledTarget) throws {
        guard let folder = files.written(.manifests) else { return }
        try ClusterResourcesOutput(folder: folder).write(try target.clusterResources())
        console.note("The files for clusters are in \(printable(folder))\n")
    }

    private func write(_ role: ToolFiles.Role, _ text: String) throws {
        guard let path = files.written(role) else { return }
        try OutputFolder.write(text, to: path)
        console.note("Written: \(printable(path))\n")
    }

    private func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }
}
