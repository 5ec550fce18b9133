// SPDX-License-Identifier: Apache-2.0

import Layouts
import Ledger
import MirrorConfiguration
import OCI
import Planning
import Plans
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
        var asked = try await asked(request)
        try PlanPublication.refuse(asked.desired.checks, output)
        var needed = try await kept(&asked.desired.checks)
        needed.formUnion(try await held.needs(besides: asked.desired.images, keeping: needed))
        needed.need(asked.desired.images, wantedByItselfIn: held.ledger)
        if findsVersionOneTags { asked.addVersionOneTags() }
        // What a registry could not delete before may go along now.
        let places = Set(asked.desired.images.map(\.destination))
        let leftovers = held.ledger.leftovers(in: Set(places.map(\.repository)))
            .filter { !places.contains($0.destination) }
        asked.desired.images += leftovers
        let requested = RequestedContent.of(asked.desired.images, asked.contents)
        let survey = try await RepositorySurvey(client: held.clients.target).target(requested, held.ledger) { count in
            Console.standard.show(progress: "looking through repositories: \(count) of \(requested.count)")
        }
        // A tag of which only guesses know has to name just the image for which it was guessed.
        asked.desired.images.removeAll { image in
            asked.guesses.contains(image.destination)
                && (survey[image.destination] == nil || survey[image.destination] != image.reference?.digest)
        }
        // What somebody put there since is theirs.
        let taken = Set(leftovers.map(\.destination)).filter { destination in
            survey[destination] != held.ledger.entries["\(destination)"]?.image.digest
        }
        asked.desired.images.removeAll { taken.contains($0.destination) }
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

    private func asked(_ request: DeletionRequest) async throws -> AskedImages {
        let name = trail.name(of: request.path)
        return switch request {
        case .configuration(let configuration):
            AskedImages(desired: try await held.images(of: configuration, name: name, for: .deleting))
        case .list(let list): try AskedImages(list, name: name, at: held.mapping.target)
        }
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
            for image in wanted.images { needed.need(image.destination, by: "\(name) wants it") }
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
