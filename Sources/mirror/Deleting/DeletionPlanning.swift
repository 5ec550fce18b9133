// SPDX-License-Identifier: Apache-2.0

import Cache
import Ledger
import MirrorConfiguration
import OCI
import Planning
import Plans
import Runs
import Registry
import Resolution
import Scheduling

/// The way from what is asked to go to a plan: resolve, gather what has to stay, look through the target, prove.
struct DeletionPlanning {
    let held: HeldImages
    let trail: AuditTrail
    /// The configurations whose images stay.
    let keep: [String]
    let findsVersionOneTags: Bool
    /// The cache from which goes what is about the deleted images, if that is wanted.
    let cacheToTrim: DiskCache?
    let output: OutputOptions

    /// Makes the plan; nothing is written but to the cache.
    func plan(_ request: DeletionRequest) async throws -> Plan {
        try await held.clients.target.requireRegistry(at: try held.mapping.payload(of: "any").repository)
        var asked = try await asked(request)
        try PlanPublication.refuse(asked.desired.checks, output)
        var needed = try await kept(&asked.desired.checks)
        needed.formUnion(try await held.needs(besides: asked.desired.images, keeping: needed))
        needed.need(asked.desired.images, wantedByItselfIn: held.ledger)
        if findsVersionOneTags { asked.addVersionOneTags() }
        // What a registry could not delete before may go along now.
        let leftovers = leftovers(besides: asked.desired.images)
        asked.desired.images += leftovers
        let requested = RequestedContent.of(asked.desired.images, asked.contents)
        let neighbours = try trail.neighbours(of: held.ledger.target)
        needed.need(wantedIn: neighbours, among: Set(requested.keys))
        asked.desired.checks += otherNamespace(neighbours)
        let survey = try await RepositorySurvey(client: held.clients.target).target(
            requested,
            [held.ledger] + neighbours
        ) { count in
            Console.standard.show(progress: "looking through repositories: \(count) of \(requested.count)")
        }
        // A tag of which only guesses know has to name just the image for which it was guessed.
        asked.desired.images.removeAll { image in
            asked.guesses.contains(image.destination)
                && (survey[image.destination] == nil || survey[image.destination] != image.reference?.digest)
        }
        // Somebody may have given the tag to an image of their own.
        for image in leftovers {
            guard let found = survey[image.destination],
                found != held.ledger.entries["\(image.destination)"]?.image.digest
            else { continue }
            needed.need(image.destination, by: "somebody put \(found) there since the registry kept the tag")
        }
        for (destination, digest) in asked.expected {
            guard let found = survey[destination], found != digest else { continue }
            needed.need(destination, by: "it names \(found) now, and \(digest) was asked for")
        }
        let (plan, freed) = DeletionPlanner(
            desired: asked.desired,
            needed: needed,
            keepers: keep.map(trail.name),
            survey: survey,
            untagged: asked.contents,
            ledger: held.ledger,
            options: PlanOptions(exactChannels: held.exactChannels, maxNestedPaths: held.mapping.maxNestedPaths)
        ).planned()
        return try await trimming(plan, freed)
    }

    /// The tags that a registry kept when they were to be deleted, in the repositories of what is asked for.
    private func leftovers(besides images: [DesiredImage]) -> [DesiredImage] {
        let asked = Set(images.map(\.destination))
        return held.ledger.leftovers(in: Set(asked.map(\.repository))).filter { !asked.contains($0.destination) }
    }

    private func asked(_ request: DeletionRequest) async throws -> AskedImages {
        let name = try trail.configurationName(of: request.path)
        return switch request {
        case .configuration(let configuration):
            AskedImages(desired: try await held.images(of: configuration, name: name, for: .deleting))
        case .list(let list): try AskedImages(list, name: name, at: held.mapping.target)
        }
    }

    /// The registry is known from here, and the namespace is not: somebody may have forgotten it.
    private func otherNamespace(_ neighbours: [TargetLedger]) -> [Check] {
        guard held.ledger.entries.isEmpty, !neighbours.isEmpty else { return [] }
        let known = neighbours.map { "docker://\($0.target)" }.sorted().joined(separator: ", ")
        let message =
            "nothing was mirrored to \(held.mapping.target) from here, but to \(known): is that what --to should say?"
        return [Check(.warning, "other-namespace", message)]
    }

    /// What the configurations want that are kept.
    private func kept(_ checks: inout [Check]) async throws -> NeededImages {
        var needed = NeededImages()
        for path in keep {
            let name = trail.name(of: path)
            let wanted = try await held.images(
                of: try ImageSetConfiguration.load(path: path),
                name: name,
                for: .keeping
            )
            try PlanPublication.refuse(wanted.checks, output)
            checks += wanted.checks.filter { $0.code == "graph-unknown" || $0.code == "catalog-not-there" }
            for image in wanted.images {
                needed.need(image.destination, by: "\(name) wants it")
                // Clusters pull it by its digest, whatever tag it has.
                guard let digest = image.reference?.digest else { continue }
                needed.need(digest, in: image.destination.repository, by: "\(name) wants it")
            }
        }
        return needed
    }

    /// Adds what the cache has of the contents that nothing at the target needs any more.
    private func trimming(_ plan: Plan, _ freed: Set<Digest>) async throws -> Plan {
        guard let cacheToTrim else { return plan }
        var plan = plan
        plan.cached = try await blocking {
            try CacheInventory(of: cacheToTrim).files(about: freed).map { CachedEntry(name: $0.name, size: $0.size) }
        }
        return plan
    }
}
