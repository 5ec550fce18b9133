// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import Registry
import TestSupport

/// The world that publishes operators, on loopback: a registry with catalogs and what their bundles run, and a target.
final class OperatorWorld: Sendable {
    static let catalog = "registry.redhat.io/redhat/redhat-operator-index"

    let upstream: RegistryProcess
    let target: RegistryProcess
    let shop: Workshop

    init() async throws {
        upstream = try RegistryProcess()
        target = try RegistryProcess()
        let redirects = ["quay.io", "registry.redhat.io"].map { [host = upstream.host] name in
            "[[registry]]\nprefix = \"\(name)\"\nlocation = \"\(host)/\(name)\"\ninsecure = true\n"
        }
        shop = try Workshop(
            registries: redirects.joined() + "[[registry]]\nlocation = \"\(target.host)\"\ninsecure = true\n",
            variables: ["MIRROR_TO": "docker://\(target.host)/ocp"]
        )
    }

    /// Pushes an image under a name of the real world.
    func push(_ image: TestImage, as name: String, tag: String?) async throws {
        try await image.push(to: upstream.host.repository(name), tag: tag, with: fillingClient())
    }

    /// Publishes what the bundles of an operator run, and the bundles; without those in `missing`.
    func publishImages(of operator: TestOperator, except missing: Set<String> = []) async throws {
        for (repository, tag, image) in try `operator`.images where !missing.contains("\(repository):\(tag)") {
            try await push(image, as: repository, tag: tag)
        }
    }

    /// Publishes a catalog of operators with all of their images; returns its digest.
    @discardableResult
    func publish(
        _ operators: [TestOperator],
        tag: String = "v4.18",
        architectures: [String] = ["amd64"],
        except missing: Set<String> = []
    ) async throws -> Digest {
        for each in operators { try await publishImages(of: each, except: missing) }
        var catalog = try TestCatalog(operators)
        catalog.architectures = architectures
        return try await publish(catalog, tag: tag)
    }

    /// Publishes a catalog alone.
    @discardableResult
    func publish(_ catalog: TestCatalog, as name: String = catalog, tag: String = "v4.18") async throws -> Digest {
        let image = try catalog.image()
        try await push(image, as: name, tag: tag)
        return image.digest
    }

    /// Writes a configuration of the section `operators`, whose lines are given.
    func configure(_ operators: [String], as name: String = "isc.yaml") throws {
        let lines = [
            "kind: ImageSetConfiguration", "apiVersion: mirror.openshift.io/v2alpha1", "mirror:", "  operators:",
        ]
        try shop.folder.write((lines + operators.map { "  \($0)" }).joined(separator: "\n") + "\n", to: "work/\(name)")
    }

    /// Plans; the target is the world's.
    func plan(_ options: String...) throws -> ToolRun { try shop.run(["plan", "-c", "isc.yaml"] + options) }

    /// The plan that was written last.
    var written: Plan {
        get throws { try PlanFile(reading: Data(shop.folder.read("work/plan.json"))).plan }
    }

    /// Where an image lies at the target.
    func place(_ name: String) -> PlacedName { "\(target.host)/ocp/\(name)" }

    /// The files of the catalog that an image at the target holds, as skopeo and tar see them: path and text.
    func catalogFiles(_ name: String) throws -> [String: String] {
        let folder = shop.folder["out-\(UUID().uuidString)"]
        let copy = try shop.outside(
            "skopeo",
            "copy",
            "--insecure-policy",
            "--src-tls-verify=false",
            "docker://\(place(name))",
            "dir:\(folder)"
        )
        guard copy.status == 0 else { throw OutsideFailure(errors: copy.errors) }
        struct Manifest: Decodable {
            struct Layer: Decodable { var digest: String }
            var layers: [Layer]
        }
        let manifest = try JSONDecoder().decode(
            Manifest.self,
            from: Data(contentsOf: URL(filePath: "\(folder)/manifest.json"))
        )
        guard let top = manifest.layers.last?.digest.split(separator: ":").last else { return [:] }
        let names = try shop.outside("tar", "--list", "--file", "\(folder)/\(top)").output
        var files: [String: String] = [:]
        for path in names.split(separator: "\n") where !path.hasSuffix("/") {
            let text = try shop.outside("tar", "--extract", "--to-stdout", "--file", "\(folder)/\(top)", String(path))
            files[String(path)] = text.output
        }
        return files
    }
}

/// A program that looks from outside failed.
struct OutsideFailure: Error {
    let errors: String
}

extension TestOperator {
    /// The operators of the reference's own test catalog.
    static var usual: [TestOperator] {
        [
            TestOperator(
                "foo",
                default: "beta",
                [
                    (
                        "beta",
                        [
                            "foo.v0.1.0", "foo.v0.2.0 > foo.v0.1.0 ! foo.v0.1.1 ! foo.v0.1.2",
                            "foo.v0.3.0 > foo.v0.2.0", "foo.v0.3.1 > foo.v0.2.0 ! foo.v0.3.0",
                        ]
                    )
                ]
            ),
            TestOperator(
                "bar",
                default: "stable",
                [
                    ("alpha", ["bar.v0.1.0", "bar.v0.2.0 > bar.v0.1.0 ! bar.v0.1.0", "bar.v1.0.0 > bar.v0.2.0"]),
                    ("stable", ["bar.v1.0.0"]),
                ]
            ),
            TestOperator(
                "baz",
                default: "stable",
                [("stable", ["baz.v1.0.0", "baz.v1.0.1 ! baz.v1.0.0", "baz.v1.1.0 > baz.v1.0.1"])]
            ),
        ]
    }
}
