// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audit
import Deletions
import Foundation
import MirrorConfiguration
import Plans
import Resolution
import Runs
import Sections
import Views

/// `mirror delete plan`: proves which images may be deleted, and writes a plan.
struct DeletePlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Work out what may be deleted and write a plan; nothing is deleted.",
        discussion: """
            A manifest is deleted only if no other tag, no remaining index and no remaining referrer needs \
            it. Its children, signatures and referrers are deleted with it unless other images use them.
            """
    )

    @Option(
        name: [.customShort("c"), .customLong("config")],
        help: "The DeleteImageSetConfiguration; - reads standard input."
    )
    var configurationPath: String?

    @Option(help: "A delete-images.yaml of oc-mirror v2, instead of a configuration.")
    var fromList: String?

    @Option(help: "The target: docker://host[:port][/namespace]. Else MIRROR_TO, else the ledger's only registry.")
    var to: String?

    @Option(help: "An ImageSetConfiguration whose images must stay; may be repeated.")
    var keep: [String] = []

    @Flag(
        name: .customLong("v1-tags"),
        help: "Also find images under the tags that oc-mirror v1 gave to images without a tag."
    )
    var findsVersionOneTags = false

    @Flag(name: .customLong("cache"), help: "Also remove the cached files of the deleted images, after the deletions.")
    var trimsCache = false

    @Option(help: "Maximum number of path components of a repository at the target, 0: no limit; as it was mirrored.")
    var maxNestedPaths = 0

    @OptionGroup var graphs: GraphOptions
    @OptionGroup var file: PlanFileOptions
    @OptionGroup var cache: CacheOptions
    @OptionGroup var registries: RegistryOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (configurationPath == nil) != (fromList == nil) else {
            throw ValidationError(
                "Nothing to delete was named. Name a configuration with -c, or a list with --from-list."
            )
        }
        guard maxNestedPaths >= 0 else { throw ValidationError("--max-nested-paths is 0 (no limit) or more.") }
        if let to, try TargetOption.validate(to).folder != nil {
            throw ValidationError(
                "--to \(to): an archive is never deleted from; remove its folder when it has arrived."
            )
        }
    }

    func run() async throws {
        try await reporting { try await interruptible { try await make() } }
    }

    private func make() async throws {
        let report = PlanReport(output, file)
        let made = try await report.making { try await plan() }
        let published = try await report.making { try made.publication.publish(made.plan) { report.tell($0) } }
        try report.show(published, applying: registries.repeated + cache.repeated)
    }

    /// Makes the plan, and the value that writes and records it.
    private func plan() async throws -> (publication: PlanPublication, plan: Plan) {
        let environment = ProcessInfo.processInfo.environment
        UserFolder.noteFallback(environment)
        let request = try self.request()
        let out = PlanOutput(path: file.out)
        try out.check(configuration: request.path)
        let recorded = try RecordedTarget(
            around: request.path,
            commits: !file.noAudit,
            option: to,
            readsArchive: true,
            environment: environment
        ) { Console.standard.note($0) }
        guard recorded.target.folder == nil else {
            throw CommandError(
                "\(recorded.name) is the archive \(recorded.target)\nName a registry: --to docker://host"
            )
        }
        let ledger = try recorded.ledger()
        let known = try recorded.known(ledger, maxNestedPaths: maxNestedPaths)
        let publication = PlanPublication(
            of: .init(path: request.path, bytes: request.bytes),
            to: out,
            overwritesManifests: file.overwriteManifests,
            trail: recorded.trail,
            ledger: ledger,
            environment: environment
        )
        let name = try recorded.trail.configurationName(of: request.path)
        let keep = try NamedConfiguration.load(keep, recorded.trail)
        let opening = try opening(at: known, keeping: keep, environment)
        return (publication, try await opening.plan(request, named: name))
    }

    private func opening(
        at known: KnownTarget,
        keeping keep: [NamedConfiguration],
        _ environment: [String: String]
    ) throws -> DeletePlanOpening {
        DeletePlanOpening(
            at: known,
            keeping: keep,
            choices: DeletionChoices(
                findsVersionOneTags: findsVersionOneTags,
                exactChannels: graphs.exactChannels,
                pinnedGraphs: graphs.reading,
                trimsCache: trimsCache
            ),
            surroundings: PlanSurroundings(
                environment: environment,
                clients: try registries.clients(environment: environment),
                cache: { [cache] in try cache.place(environment) }
            ),
            progress: { Console.standard.tell($0.remark) }
        )
    }

    private func request() throws -> DeletionRequest {
        if let fromList { return .list(try DeleteImageList.load(path: fromList)) }
        return .configuration(try ImageSetConfiguration.load(path: configurationPath ?? "", kind: .deletion))
    }
}
