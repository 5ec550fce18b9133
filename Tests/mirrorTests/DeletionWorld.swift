// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import Registry
import TestSupport
import Testing

/// Configurations that fill one target and delete from it, and a model that knows what is still wanted there.
final class DeletionWorld {
    typealias Place = DeletionUniverse.Place
    typealias Wish = DeletionUniverse.Wish

    let upstream: FakeRegistry
    let target: DeletionTarget
    let shop: Workshop
    private(set) var universe: DeletionUniverse
    private var generator: SeededGenerator
    private let client = RegistryClient.test(.destination)

    /// What mirror put at each place of the target.
    private var held: [Place: Digest] = [:]
    private var wanted: [Place: Set<String>] = [:]
    /// What somebody else put there.
    private var foreign: [Place: Digest] = [:]
    /// What each file asks for, applied or not.
    private var files: [String: [Wish]] = [:]
    private var foreignCount = 0
    /// What was done, for whoever reads of a failure.
    private(set) var story: [String] = []
    /// How often the bytes that were freed could be compared with the estimate, exactly.
    private(set) var comparisons = 0

    init(seed: UInt64, kind: DeletionTarget.Kind) throws {
        generator = SeededGenerator(seed: seed)
        universe = try DeletionUniverse(&generator)
        upstream = try FakeRegistry()
        target = try DeletionTarget(kind)
        shop = try Workshop(
            insecure: upstream.host,
            target.host,
            variables: ["MIRROR_TO": "docker://\(try target.host)/ocp"]
        )
        universe.publish(to: upstream)
    }

    private func chance(_ one: Int, in all: Int) -> Bool { Int.random(in: 0..<all, using: &generator) < one }

    private func some(_ least: Int, _ most: Int) -> [Wish] {
        let count = Int.random(in: least...most, using: &generator)
        return universe.wishes.shuffled(using: &generator).prefix(count).sorted { $0.place < $1.place }
    }

    /// Does something by chance, and looks whether everything is there that has to be.
    func step() async throws {
        try target.collectGarbage()
        switch Int.random(in: 0..<10, using: &generator) {
        case 0..<4: try await mirror()
        case 4..<7: try await delete()
        case 7: retag()
        case 8: try await intrude()
        default: try collect()
        }
        try await verify()
    }

    // MARK: Steps

    /// Fills the target before anything else.
    func begin() async throws {
        try await mirror(as: "one.yaml", some(5, 9), prunes: false)
        try await mirror(as: "two.yaml", some(3, 6), prunes: false)
        try await verify()
    }

    private func mirror() async throws {
        try await mirror(as: chance(2, in: 3) ? "one.yaml" : "two.yaml", some(1, 7), prunes: chance(1, in: 2))
    }

    private func mirror(as name: String, _ wishes: [Wish], prunes: Bool) async throws {
        tell("mirror \(name)\(prunes ? " --prune" : ""): \(wishes.map { "\($0.place)=\($0.digest.short)" })")
        let host = try upstream.host
        try shop.configure(wishes.map { $0.name(at: host) }, as: name)
        files[name] = wishes
        let run = try shop.run(["plan", "-c", name] + (prunes ? ["--prune"] : []))
        try #require(run.status == 0, "\(told)\n\(run.output)\(run.errors)")
        guard try await apply() else { return }
        for place in wanted.keys { wanted[place]?.remove(name) }
        for wish in wishes {
            held[wish.place] = wish.digest
            wanted[wish.place, default: []].insert(name)
            foreign[wish.place] = nil
        }
    }

    private func delete() async throws {
        let asked = some(1, 8)
        let keep = files.keys.sorted().filter { _ in chance(1, in: 3) }
        let isList = chance(1, in: 4)
        tell("delete\(isList ? " from list" : ""): \(asked.map(\.place)), keeping \(keep)")
        try isList ? writeList(asked) : writeConfiguration(asked)
        let what = isList ? ["--from-list", "list.yaml"] : ["-c", "disc.yaml"]
        let run = try shop.run(["delete", "plan"] + what + keep.flatMap { ["--keep", $0] })
        try #require(run.status == 0, "\(told)\n\(run.output)\(run.errors)")
        if chance(1, in: 5) { try await intrude() }
        guard try await apply() else { return }
        let kept = Set(keep.flatMap { files[$0] ?? [] }.map(\.place))
        for place in Set(asked.map(\.place)).subtracting(kept) {
            wanted[place] = nil
            // Whoever names a place means what is there now.
            foreign[place] = nil
        }
    }

    private func writeConfiguration(_ asked: [Wish]) throws {
        let host = try upstream.host
        let head = "kind: DeleteImageSetConfiguration\napiVersion: mirror.openshift.io/v2alpha1\n"
        let names = asked.map { "  - name: \($0.name(at: host))\n" }.joined()
        try shop.folder.write("\(head)delete:\n  additionalImages:\n\(names)", to: "work/disc.yaml")
    }

    private func writeList(_ asked: [Wish]) throws {
        let (source, target) = (try upstream.host, try target.host)
        let head = "apiVersion: mirror.openshift.io/v2alpha1\nkind: DeleteImageList\nitems:\n"
        let items = asked.map { wish in
            """
            - imageName: docker://\(wish.name(at: source))
              imageReference: docker://\(target)/ocp/\(wish.place)
              type: generic

            """
        }
        try shop.folder.write(head + items.joined(), to: "work/list.yaml")
    }

    private func retag() {
        guard let place = universe.retag(&generator), let image = universe.tags[place] else { return }
        upstream.add(image, to: place.repository, tag: place.tag)
        tell("retag \(place)=\(image.digest.short)")
    }

    /// Somebody else pushes: an image of theirs, an index with one of ours, a referrer with a tag, another name.
    private func intrude() async throws {
        let ours = held.keys.sorted().filter { held[$0] != nil }
        guard let near = ours.randomElement(using: &generator),
            let pool = universe.pools[near.repository], let ourImage = pool.randomElement(using: &generator)
        else { return }
        foreignCount += 1
        let own = try TestImage(layers: [generator.bytes(300)] + (chance(1, in: 2) ? [ourLayer(ourImage)] : []))
        let image =
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: ourImage
            case 1:
                try TestImage.index([
                    (Platform(os: "linux", architecture: "amd64"), ourImage),
                    (Platform(os: "linux", architecture: "arm64"), own),
                ])
            case 2: try TestImage.referrer(to: ourImage, type: "application/vnd.foreign.\(foreignCount)")
            default: own
            }
        // A report about an image that is not there, without a list of it, is one that nobody finds.
        let takesOver = chance(1, in: 4)
        let place = takesOver ? near : Place(repository: near.repository, tag: "foreign-\(foreignCount)")
        tell("intrude \(place)=\(image.digest.short)")
        do {
            try await image.push(to: repository(place.repository), tag: place.tag, with: client)
            foreign[place] = image.digest
        } catch let error as RegistryError where error.kind == .referrersTagTaken {
            // Nobody can say anything about an image that has the tag of its own list.
        }
    }

    private func ourLayer(_ image: TestImage) -> [UInt8] {
        image.blobs.sorted { $0.key < $1.key }.map(\.value).max { $0.count < $1.count } ?? []
    }

    private func collect() throws {
        let untagged = chance(1, in: 2)
        tell("collect garbage\(untagged ? ", untagged too" : "")")
        try target.collectGarbage(deletingUntagged: untagged)
    }

    // MARK: Applying

    /// Applies the plan; tells whether that was done to the end, or refused because the target has changed.
    private func apply() async throws -> Bool {
        let plan = try PlanFile(reading: Data(shop.folder.read("work/plan.json"))).plan
        let going = try await contents(
            Dictionary(grouping: plan.deletions.filter { $0.kind == .manifest }, by: \.repository.description)
                .mapValues { Set($0.map(\.digest)) }
        )
        let stored = try target.storedContents
        let run = try shop.mirror("apply", "plan.json")
        if run.status == 4 {
            tell("the plan was stale")
            #expect(run.errors.contains("the plan is stale"), "\(told)\n\(run.errors)")
            return false
        }
        try #require(run.status == 0, "\(told)\n\(run.output)\(run.errors)")
        tell("applied: \(plan.deletions.flatMap(\.destinations).map { $0.description.suffix(24) }) gone")
        if !plan.deletions.isEmpty { try await compare(plan, going, stored) }
        return true
    }

    /// The manifests and blobs of manifests by repository, with their sizes.
    private func contents(
        _ manifests: [String: Set<Digest>],
        withParts: Bool = false
    ) async throws -> [Digest: Int64] {
        var found: [Digest: Int64] = [:]
        for (name, digests) in manifests {
            for digest in digests {
                guard let manifest = try? await client.manifest(try Repository(name), .digest(digest)) else { continue }
                found[digest] = manifest.descriptor.size
                // Debian's registry keeps the bytes of a child as long as there is an index of it, such as an older list.
                if withParts { for child in manifest.children { found[child.digest] = child.size } }
                for blob in manifest.blobs { found[blob.digest] = blob.size }
            }
        }
        return found
    }

    /// Compares what the garbage collector frees with what the plan said.
    ///
    /// Only manifests that have lost their names hold on to what the plan counts, because nobody can list these.
    private func compare(_ plan: Plan, _ going: [Digest: Int64], _ before: [String: Int64]) async throws {
        try target.collectGarbage()
        let after = try target.storedContents
        let freed = before.filter { after[$0.key] == nil }.values.reduce(0, +)
        let host = try target.host
        var nameless: [String: Set<Digest>] = [:]
        var named: [String: Set<Digest>] = [:]
        for (name, digests) in try target.storedManifests {
            let repository = Repository(host: host, name: try RepositoryName(name))
            var walk = RegistryWalk(client: client, repository: repository)
            walk.followsLists = true
            for digest in try await client.taggedDigests(repository, limit: 8).values { try await walk.visit(digest) }
            named["\(repository)"] = walk.manifests
            nameless["\(repository)"] = digests.subtracting(walk.manifests)
        }
        let stays = try await contents(named)
        let lost = try await contents(nameless, withParts: target.keepsParts).filter {
            stays[$0.key] == nil && going[$0.key] != nil
        }
        let held: Int64 = lost.values.reduce(0) { $0 + $1 }
        #expect((plan.summary.bytesToReclaim ?? 0) - freed == held, "\(told)")
        comparisons += held == 0 ? 1 : 0
    }

    // MARK: Looking

    private func repository(_ name: String) throws -> Repository {
        Repository(host: try target.host, name: try RepositoryName("ocp/\(name)"))
    }

    private func verify() async throws {
        let wishes = wanted.filter { !$0.value.isEmpty }.keys
        for place in Set(wishes).union(foreign.keys).sorted() {
            guard let digest = foreign[place] ?? held[place] else { continue }
            let repository = try repository(place.repository)
            let found = try await client.head(repository, .tag(try Tag(place.tag)))?.digest
            #expect(found == digest, "\(place)\n\(told)")
            var walk = RegistryWalk(client: client, repository: repository)
            if foreign[place] == nil { walk.attachments = universe.attachments[place.repository] ?? [:] }
            try await walk.visit(digest)
            #expect(walk.missing.isEmpty, "\(place) is not whole\n\(told)")
        }
    }

    /// Collects everything that may be, and has skopeo pull what is wanted, and what somebody else pushed.
    func end() async throws {
        try target.collectGarbage(deletingUntagged: true)
        try await verify()
        for place in Set(wanted.filter { !$0.value.isEmpty }.keys).union(foreign.keys).sorted() {
            let repository = try repository(place.repository)
            guard let digest = foreign[place] ?? held[place] else { continue }
            let parts = try await flat(digest, in: repository)
            for name in parts == [digest] ? [":\(place.tag)"] : parts.map({ "@\($0)" }) {
                let folder = "dir:pulled-\(UUID().uuidString)"
                let arguments = ["skopeo", "copy", "--all", "--src-tls-verify=false"]
                let run = try shop.outside(arguments + ["docker://\(repository)\(name)", folder])
                #expect(run.status == 0, "\(place)\n\(told)\n\(run.errors)")
            }
        }
    }

    /// The images of an image that skopeo can pull, which knows no index of indexes.
    private func flat(_ digest: Digest, in repository: Repository) async throws -> [Digest] {
        let indexes = try await client.manifest(repository, .digest(digest)).children.filter(\.mediaType.isIndex)
        guard !indexes.isEmpty else { return [digest] }
        var parts: [Digest] = []
        for index in indexes { parts += try await flat(index.digest, in: repository) }
        return parts
    }

    private func tell(_ line: String) { story.append(line) }

    private var told: String { story.joined(separator: "\n") }
}
