// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import Registry
import TestSupport
import Testing

/// From the connected side over a gap to a registry, and from that one over another gap to an enclave, while nobody
/// else can be reached.
@Suite("Behind a gap", .waitsForPrograms)
struct EnclaveTests {
    private static let key = ["--release-key", "release-key.asc"]

    /// Publishes two releases with graph, and configures both.
    private func releases(_ world: ReleaseWorld) async throws -> [SampleRelease] {
        let releases = [
            try SampleRelease("4.16.1", components: ["cli", "etcd"]),
            try SampleRelease("4.16.3", components: ["cli", "etcd=newer etcd"]),
        ]
        for release in releases {
            try await world.publish(release)
            let signed = [
                (ReleaseWorld.payloads, release.payload), (ReleaseWorld.components, release.components[1]),
            ]
            for (repository, image) in signed {
                try await world.push(try TestImage.signature(of: image), as: repository, tag: image.signatureTag)
            }
        }
        try world.offer("stable-4.16", releases.map { ($0.version, $0.payload.digest) })
        try await world.publishBase()
        try world.configure(["graph: true", "channels:", "- name: stable-4.16", "  minVersion: 4.16.1"])
        return releases
    }

    /// Writes the archive that was planned.
    private func apply(to folder: String, _ shop: Workshop) throws {
        let run = try shop.mirror("apply", "plan.json", "--to", folder)
        #expect(run.status == 0, "\(run.output)\(run.errors)")
    }

    /// Compares what two registries hold, as skopeo sees it.
    private func expectSame(_ names: [String], _ place: String, _ other: String, _ shop: Workshop) throws {
        for name in names {
            let digest = try shop.digest("\(place)/\(name)")
            #expect(try digest != nil && digest == shop.digest("\(other)/\(name)"), "\(name)")
        }
    }

    private static func names(_ release: SampleRelease) -> [String] {
        [
            "openshift/release-images:\(release.tag)", "openshift/release-images:\(release.payload.signatureTag)",
            "openshift/release:\(release.tag)-cli", "openshift/release:\(release.tag)-etcd",
            "openshift/release:\(release.components[1].signatureTag)", "openshift/graph-image:latest",
        ]
    }

    @Test("releases come, with signatures and graph, from where a mirror was filled with them")
    func redirectedReleases() async throws {
        let world = try await ReleaseWorld.make()
        let enclave = try RegistryProcess()
        let releases = try await releases(world)
        #expect(try world.plan("--graph-data-url", world.graphData.url).status == 0)
        #expect(try world.shop.mirror("apply", "plan.json").status == 0)

        let mirror = "\(world.target.host)/ocp"
        let machine = try FarMachine(
            "enclave",
            of: world.shop,
            target: enclave,
            behind: mirror,
            variables: ["UPDATE_URL_OVERRIDE": world.graphs.url]
        )
        for file in ["isc.yaml", "release-key.asc"] { try machine.copy(file) }
        let store = ["OCP_SIGNATURE_URL": world.signatures.url]
        // The mirror of the releases has the graph's data too.
        let first = try machine.mirror("plan", "-c", "isc.yaml", Self.key[0], Self.key[1], variables: store)
        #expect(first.status == 0, "\(first.errors)")

        // What was verified a moment ago is known without the store that had it.
        let applied = try machine.mirrorAll(Self.key)
        #expect(applied.status == 0, "\(applied.output)\(applied.errors)")
        try expectSame(releases.flatMap(Self.names), mirror, "\(enclave.host)/enclave", world.shop)
        let again = try machine.mirror("plan", "-c", "isc.yaml", Self.key[0], Self.key[1])
        #expect(again.output.contains("No changes."), "\(again.output)\(again.errors)")
    }

    @Test("releases come out of archives, the second one filled from the registry that the first one filled")
    func archivedReleases() async throws {
        let world = try await ReleaseWorld.make()
        let shop = world.shop
        let enclave = try RegistryProcess()
        let releases = try await releases(world)
        let (first, second) = ("file://\(shop.folder["usb"])", "file://\(shop.folder["usb2"])")
        let made = try world.plan("--to", first, "--graph-data-url", world.graphData.url)
        #expect(made.status == 0, "\(made.errors)")
        try apply(to: first, shop)
        let asked = (world.graphs.asked.count, world.signatures.requests.count)

        let mirror = "\(world.target.host)/enterprise"
        let enterprise = try FarMachine("enterprise", of: shop, target: world.target, behind: mirror)
        for file in ["isc.yaml", "release-key.asc"] { try enterprise.copy(file) }
        let filled = try enterprise.mirrorAll(Self.key + ["--from", first])
        #expect(filled.status == 0, "\(filled.output)\(filled.errors)")
        #expect((world.graphs.asked.count, world.signatures.requests.count) == asked, "nobody was asked")
        for release in releases {
            #expect(try shop.digest("\(mirror)/openshift/release-images:\(release.tag)") == "\(release.payload.digest)")
        }

        try enterprise.write(Self.platform(["graph: true", "channels:", "- name: stable-4.16"]), to: "isc.yaml")
        let on = try enterprise.mirror(
            "plan",
            "-c",
            "isc.yaml",
            Self.key[0],
            Self.key[1],
            "--to",
            second,
            "--graph-image",
            "\(mirror)/openshift/graph-image:latest",
            variables: ["UPDATE_URL_OVERRIDE": world.graphs.url]
        )
        #expect(on.status == 0, "\(on.errors)")
        let written = try enterprise.mirror("apply", "plan.json", "--to", second)
        #expect(written.status == 0, "\(written.output)\(written.errors)")

        let last = try FarMachine("enclave", of: shop, target: enclave)
        try last.copy("release-key.asc")
        try last.write(Self.platform(["graph: true", "channels:", "- name: stable-4.16"]), to: "isc.yaml")
        let applied = try last.mirrorAll(Self.key + ["--from", second])
        #expect(applied.status == 0, "\(applied.output)\(applied.errors)")
        try expectSame(Self.names(releases[1]), mirror, "\(enclave.host)/enclave", shop)
        #expect(try shop.digest("\(enclave.host)/enclave/openshift/release-images:\(releases[0].tag)") == nil)

        try last.write(Self.platform(["channels:", "- name: stable-4.17"]), to: "isc.yaml")
        let other = try last.mirror("plan", "-c", "isc.yaml", Self.key[0], Self.key[1], "--from", second)
        #expect(other.status == 1)
        #expect(
            other.errors.contains(
                "the archive in \(shop.folder["usb2"]) has no graph of it; it has stable-4.16 (amd64)"
            ),
            "\(other.errors)"
        )
    }

    private static func platform(_ lines: [String]) -> String {
        let head = [
            "kind: ImageSetConfiguration", "apiVersion: mirror.openshift.io/v2alpha1", "mirror:", "  platform:",
        ]
        return (head + lines.map { "    \($0)" }).joined(separator: "\n") + "\n"
    }

    private static func operators(_ lines: [String]) -> String {
        let head = [
            "kind: ImageSetConfiguration", "apiVersion: mirror.openshift.io/v2alpha1", "mirror:", "  operators:",
        ]
        return (head + lines.map { "  \($0)" }).joined(separator: "\n") + "\n"
    }

    @Test("a catalog keeps the digest that it was given on the connected side, unless less of it is wanted")
    func archivedOperators() async throws {
        let world = try await OperatorWorld()
        let shop = world.shop
        let enclave = try RegistryProcess()
        try await world.publish(TestOperator.usual)
        let selection = [
            "- catalog: \(OperatorWorld.catalog):v4.18", "  packages:", "  - name: bar", "  - name: foo",
            "    minVersion: 0.3.0",
        ]
        try world.configure(selection)
        let (first, second) = ("file://\(shop.folder["usb"])", "file://\(shop.folder["usb2"])")
        #expect(try world.plan("--to", first).status == 0)
        try apply(to: first, shop)
        let built = try #require(try world.written.actions.first { $0.type == .operatorCatalog })
        #expect(built.kind == .build)

        let mirror = "\(world.target.host)/enterprise"
        let enterprise = try FarMachine("enterprise", of: shop, target: world.target, behind: mirror)
        try enterprise.write(Self.operators(selection), to: "isc.yaml")
        let filled = try enterprise.mirrorAll(["--from", first])
        #expect(filled.status == 0, "\(filled.output)\(filled.errors)")
        let catalog = "redhat/redhat-operator-index:v4.18"
        #expect(try shop.digest("\(mirror)/\(catalog)") == "\(built.digest)")

        // On to the enclave: what was filtered is passed on.
        let on = try enterprise.mirrorAll(["--to", second])
        #expect(on.status == 0, "\(on.output)\(on.errors)")
        let last = try FarMachine("enclave", of: shop, target: enclave)
        try last.write(Self.operators(selection), to: "isc.yaml")
        let applied = try last.mirrorAll(["--from", second])
        #expect(applied.status == 0, "\(applied.output)\(applied.errors)")
        try expectSame([catalog, "operators/bar-bundle:v1.0.0"], mirror, "\(enclave.host)/enclave", shop)

        // Less of it is made of what there is, and nobody remembers the catalog that it once came of.
        let narrow = try FarMachine("narrow", of: shop, target: enclave)
        try narrow.write(
            Self.operators(["- catalog: \(OperatorWorld.catalog):v4.18", "  packages: [{name: bar}]"]),
            to: "isc.yaml"
        )
        let part = try narrow.mirrorAll(["--from", second])
        #expect(part.status == 0, "\(part.output)\(part.errors)")
        #expect(try shop.digest("\(enclave.host)/narrow/\(catalog)") != "\(built.digest)")
        #expect(try shop.digest("\(enclave.host)/narrow/operators/bar-bundle:v1.0.0") != nil)
        #expect(try shop.digest("\(enclave.host)/narrow/operators/foo-bundle:v0.3.1") == nil)
    }

    @Test("parts of one catalog stay what they are, though all of them were asked for by one name")
    func severalParts() async throws {
        let world = try await OperatorWorld()
        let shop = world.shop
        try await world.publish(TestOperator.usual)
        let parts = [
            "- catalog: \(OperatorWorld.catalog):v4.18", "  targetTag: bar", "  packages: [{name: bar}]",
            "- catalog: \(OperatorWorld.catalog):v4.18", "  targetCatalog: team/deep/foo", "  packages: [{name: foo}]",
        ]
        try world.configure(parts)
        let usb = "file://\(shop.folder["usb"])"
        #expect(try world.plan("--to", usb, "--max-nested-paths", "2").status == 0)
        let built = try world.written.actions.filter { $0.type == .operatorCatalog }
        #expect(
            built.map(\.destination) == ["localhost/redhat/redhat-operator-index:bar", "localhost/team/deep-foo:v4.18"]
        )
        try apply(to: usb, shop)
        let far = try FarMachine("far", of: shop, target: world.target)
        try far.write(Self.operators(parts), to: "isc.yaml")
        let applied = try far.mirrorAll(["--from", usb])
        #expect(applied.status == 0, "\(applied.output)\(applied.errors)")
        let places = ["redhat/redhat-operator-index:bar", "team/deep/foo:v4.18"]
        for (place, action) in zip(places, built) {
            #expect(try shop.digest("\(world.target.host)/far/\(place)") == "\(action.digest)")
        }
    }

    @Test("what only earlier archives carried is read at the target, which they filled")
    func laterArchive() async throws {
        let world = try await OperatorWorld()
        let shop = world.shop
        try await world.publish(TestOperator.usual)
        let app = try TestImage.sample(7)
        try await world.push(app, as: "quay.io/team/app", tag: "1")
        let catalog = ["- catalog: \(OperatorWorld.catalog):v4.18", "  packages: [{name: bar}]"]
        let usb = "file://\(shop.folder["usb"])"
        try world.configure(catalog)
        #expect(try world.plan("--to", usb).status == 0)
        try apply(to: usb, shop)
        let far = try FarMachine("far", of: shop, target: world.target)
        try far.write(Self.operators(catalog), to: "isc.yaml")
        #expect(try far.mirrorAll(["--from", usb]).status == 0)

        let more = catalog + ["additionalImages:", "- name: quay.io/team/app:1"]
        try world.configure(more)
        let made = try world.plan("--to", usb)
        #expect(made.status == 0, "\(made.errors)")
        #expect(try world.written.inSync.contains { $0.type == .operatorCatalog })
        try apply(to: usb, shop)
        try FileManager.default.removeItem(atPath: shop.folder["usb/mirror_000001.tar"])
        try? FileManager.default.removeItem(atPath: shop.folder["usb/mirror_index.json"])

        // Another machine, whose cache knows nothing.
        let other = try FarMachine("far", of: shop, target: world.target, variables: ["HOME": shop.folder["fresh"]])
        try shop.folder.write(try shop.folder.read("home/.gitconfig"), to: "fresh/.gitconfig")
        try other.write(Self.operators(more), to: "isc.yaml")
        let applied = try other.mirrorAll(["--from", usb])
        #expect(applied.status == 0, "\(applied.output)\(applied.errors)")
        #expect(try shop.digest("\(world.target.host)/far/team/app:1") == "\(app.digest)")

        // A target that never got it is told so.
        let empty = try RegistryProcess()
        let late = try FarMachine("late", of: shop, target: empty)
        try late.write(Self.operators(more), to: "isc.yaml")
        let refused = try late.mirror("plan", "-c", "isc.yaml", "--from", usb)
        #expect(refused.status == 1)
        #expect(refused.errors.contains("which an earlier archive carried"), "\(refused.errors)")
        #expect(refused.errors.contains("--report-missing"), "\(refused.errors)")
    }
}
