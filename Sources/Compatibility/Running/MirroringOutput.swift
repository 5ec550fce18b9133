// SPDX-License-Identifier: Apache-2.0

import ClusterResources
import Diagnostics
import Foundation
import Ledger
import Planning
import Plans
import Registry
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

    /// Writes what a run without copies writes; `client` is that of sources.
    func describe(_ plan: Plan, _ client: RegistryClient, at time: Date) async throws -> ToolOutcome {
        switch mirroring.workspace {
        case .versionTwo: try await describeTwo(plan, client)
        case .versionOne: try describeOne(plan, at: time)
        }
        return .done
    }

    private func describeTwo(_ plan: Plan, _ client: RegistryClient) async throws {
        try write(.mapping, try await mapping(of: plan, onlyMissing: false, client))
        try writeManifests(FilledTarget(planned: plan))
        guard let path = files.written(.missing) else { return }
        if plan.actions.isEmpty { return remove(path) }
        try write(.missing, try await mapping(of: plan, onlyMissing: true, client))
    }

    private func mapping(of plan: Plan, onlyMissing: Bool, _ client: RegistryClient) async throws -> String {
        let text = MappingText(of: plan, onlyMissing: onlyMissing).text
        guard mirroring.options.dryRun == .imagesAndPlatforms else { return text }
        return try await PlatformLines(reading: client).adding(to: text, of: plan)
    }

    private func describeOne(_ plan: Plan, at time: Date) throws {
        guard !mirroring.options.writesManifestsOnly else {
            return try writeResults(of: FilledTarget(planned: plan, bringing: false), at: time)
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

    private func writeResults(of target: FilledTarget, at time: Date) throws {
        guard case .versionOne(let workspace) = mirroring.workspace else { return }
        var time = time
        // Two runs in one second must not share a folder.
        while FileManager.default.fileExists(atPath: workspace.results(at: time)) { time += 1 }
        let results = try target.results(at: Int64(time.timeIntervalSince1970))
        let written = try ResultsOutput(workspace: workspace.folder).write(results)
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
