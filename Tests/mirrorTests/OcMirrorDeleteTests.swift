// SPDX-License-Identifier: Apache-2.0

import Foundation
import MirrorConfiguration
import OCI
import Plans
import TestSupport
import Testing

/// The command lines of the document about v2 that delete, under the heading where they stand, and what people do with them.
@Suite("Deleting by the command lines of oc-mirror", .waitsForPrograms)
struct OcMirrorDeleteTests {
    private let upstream: RegistryProcess
    private let target: RegistryProcess
    private let shop: Workshop

    init() async throws {
        upstream = try RegistryProcess()
        target = try RegistryProcess()
        shop = try Workshop(insecure: upstream.host, target.host)
        for (seed, name) in [(1, "a/one"), (2, "b/two"), (3, "b/three")] as [(UInt64, String)] {
            try await TestImage.sample(seed).push(to: upstream.host.repository(name), tag: "1", with: fillingClient())
        }
    }

    private var registry: String { "docker://\(target.host)/ocp" }

    private func name(_ image: String) -> String { "\(target.host)/ocp/\(image)" }

    /// Mirrors all images by `isc.yaml`, which then no longer names those of `b/`.
    private func mirror(leaving kept: [String] = ["a/one:1"]) throws {
        try shop.configure(["a/one:1", "b/two:1", "b/three:1"].map { "\(upstream.host)/\($0)" })
        let run = try shop.ocMirror("-c", "isc.yaml", "--workspace", "file://ws", registry, "--v2")
        try #require(run.status == 0, "\(run.output)\(run.errors)")
        try shop.configure(kept.map { "\(upstream.host)/\($0)" })
    }

    private func askToDelete(_ images: [String], as file: String = "delete-image-set-config.yaml") throws {
        let head = "apiVersion: mirror.openshift.io/v2alpha1\nkind: DeleteImageSetConfiguration\n"
        let lines = images.map { "  - name: \(upstream.host)/\($0)\n" }.joined()
        try shop.folder.write("\(head)delete:\n  additionalImages:\n\(lines)", to: "work/\(file)")
    }

    private func generate(_ more: String..., workspace: String = "file://ws") throws -> ToolRun {
        let line = [
            "delete", "--config", "delete-image-set-config.yaml", "--workspace", workspace, "--v2", "--generate",
        ]
        return try shop.ocMirror(words: line + [registry] + more)
    }

    @Test("v2: Deleting the images from disconnected environment")
    func document() throws {
        try mirror()
        try askToDelete(["b/two:1"])
        let generated = try generate()
        #expect(generated.status == 0, "\(generated.output)\(generated.errors)")
        let list = "ws/working-dir/delete/delete-images.yaml"
        #expect(
            try shop.read(list) == """
                apiVersion: mirror.openshift.io/v2alpha1
                items:
                - imageName: docker://\(upstream.host)/b/two:1
                  imageReference: docker://\(name("b/two:1"))
                  type: generic
                kind: DeleteImageList

                """
        )
        #expect(
            try shop.read("ws/working-dir/delete/delete-imageset-config.yaml")
                == shop.read("delete-image-set-config.yaml")
        )
        // Nothing is deleted yet; the plan is recorded, and lines say so.
        #expect(try shop.pulls(name("b/two:1")))
        #expect(try shop.git("log", "-1", "--format=%s").hasSuffix(": 1 to delete"))
        #expect(generated.errors.contains("recorded in \(shop.work)"), "\(generated.errors)")
        #expect(
            generated.errors.contains("oc-mirror delete --v2 --delete-yaml-file \(list) \(registry)\n"),
            "\(generated.errors)"
        )

        // The document leaves out the folder `working-dir`.
        let run = try shop.ocMirror("delete", "--v2", "--delete-yaml-file", "ws/delete/delete-images.yaml", registry)
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(run.errors.contains("note: ws/delete/delete-images.yaml"), "\(run.errors)")
        #expect(try shop.digest(name("b/two:1")) == nil)
        #expect(try shop.pulls(name("a/one:1")) && shop.pulls(name("b/three:1")))
        #expect(try shop.git("log", "-1", "--format=%s").contains("1 of 1 deletions, complete"))

        let again = try shop.ocMirror("delete", "--v2", "--delete-yaml-file", list, registry)
        #expect(again.status == 0, "\(again.output)\(again.errors)")
        #expect(again.output.contains("not at the target"), "\(again.output)")
    }

    @Test("what a configuration still asks for stays, and is not in the list")
    func kept() throws {
        try mirror(leaving: ["a/one:1", "b/two:1"])
        try askToDelete(["b/two:1", "b/three:1"])
        let run = try generate()
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(run.output.contains("isc.yaml wants it"), "\(run.output)")
        #expect(run.errors.contains("remove it there first"), "\(run.errors)")
        let list = try shop.read("ws/working-dir/delete/delete-images.yaml")
        #expect(list.contains("b/three:1") && !list.contains("b/two"), "\(list)")

        try askToDelete(["b/two:1"])
        let none = try generate()
        #expect(none.status == 0 && none.errors.contains("Nothing would be deleted"), "\(none.errors)")
        #expect(try shop.read("ws/working-dir/delete/delete-images.yaml").contains("items: []\n"))
    }

    @Test("a list is deleted as people have edited it, and names have the id that a flag gives")
    func edited() throws {
        try mirror()
        try askToDelete(["b/two:1", "b/three:1"])
        let run = try generate("--delete-id", "spring", workspace: "file://ws/working-dir")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        let files = shop.names(in: "ws/working-dir/delete")
        #expect(
            files == ["delete-images-spring.yaml", "delete-imageset-config-spring.yaml", "delete-plan-spring.json"]
        )
        let path = "ws/working-dir/delete/delete-images-spring.yaml"
        let lines = try shop.read(path).split(separator: "\n").map(String.init)
        let cut = try #require(lines.firstIndex { $0.contains("b/two:1") })
        let edited = lines[..<cut] + lines[(cut + 3)...]
        try shop.folder.write(edited.joined(separator: "\n"), to: "work/\(path)")
        let deletion = try shop.ocMirror("delete", "--v2", "--delete-yaml-file", path, registry)
        #expect(deletion.status == 0, "\(deletion.output)\(deletion.errors)")
        #expect(try shop.pulls(name("b/two:1")))
        #expect(try shop.digest(name("b/three:1")) == nil)
    }

    @Test("a list with one item in doubt deletes nothing")
    func doubt() throws {
        try mirror()
        try askToDelete(["b/two:1"])
        try #require(try generate().status == 0)
        let path = "ws/working-dir/delete/delete-images.yaml"
        let item = "- imageName: docker://quay.io/x/y:1\n  imageReference: docker://other.example:5000/ocp/x/y:1\n"
        let list = try shop.read(path).replacing("items:\n", with: "items:\n\(item)")
        try shop.folder.write(list, to: "work/\(path)")
        let run = try shop.ocMirror("delete", "--v2", "--delete-yaml-file", path, registry)
        #expect(run.status == 1, "\(run.output)\(run.errors)")
        #expect(
            run.errors.contains("\(path):4:19: error: other.example:5000/ocp/x/y:1 is not at \(registry)"),
            "\(run.errors)"
        )
        #expect(try shop.pulls(name("b/two:1")))
    }

    @Test("a list of 4.17, which knows no types, deletes what nothing known needs")
    func listOfThePast() async throws {
        for (seed, image) in [(1, "a/one"), (2, "b/two")] as [(UInt64, String)] {
            let repository = try target.host.repository("ocp/\(image)")
            try await TestImage.sample(seed).push(to: repository, tag: "1", with: fillingClient())
        }
        let list = """
            apiVersion: mirror.openshift.io/v1alpha2
            kind: DeleteImageList
            items:
            - imageName: docker://\(upstream.host)/b/two:1
              imageReference: docker://\(name("b/two:1"))
              relatedBlobs: []

            """
        try shop.folder.write(list, to: "work/delete-images.yaml")
        let run = try shop.ocMirror("delete", "--v2", "--delete-yaml-file=delete-images.yaml", registry)
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(run.output.contains("the ledger knows of nothing at"), "\(run.output)")
        #expect(try shop.digest(name("b/two:1")) == nil)
        #expect(try shop.pulls(name("a/one:1")))
    }

    @Test("a list far from the repository is recorded where the target is known")
    func farAway() throws {
        try mirror()
        try askToDelete(["b/two:1"])
        let far = shop.folder["far"]
        try #require(try generate(workspace: "file://\(far)").status == 0)
        let path = "\(far)/working-dir/delete/delete-images.yaml"
        let run = try shop.ocMirror("delete", "--v2", "--delete-yaml-file", path, "--force-cache-delete", registry)
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(run.errors.contains("recorded in \(shop.work)"), "\(run.errors)")
        #expect(try shop.digest(name("b/two:1")) == nil)
        #expect(try shop.git("log", "-1", "--format=%s").contains("1 of 1 deletions, complete"))
        #expect(!FileManager.default.fileExists(atPath: "\(far)/working-dir/delete/.git"))
    }

    @Test("what v1 mirrored keeps its policies where something is deleted")
    func policies() throws {
        let images = ["a/one:1", "b/two:1"].map { "\(upstream.host)/\($0)" }
        try shop.configureOne(images)
        let run = try shop.ocMirror("--config=imageset-config.yaml", registry)
        try #require(run.status == 0, "\(run.output)\(run.errors)")
        try shop.configureOne([images[0]])
        try askToDelete(["b/two:1"])
        try #require(try generate().status == 0)
        let list = "ws/working-dir/delete/delete-images.yaml"
        let deletion = try shop.ocMirror("delete", "--v2", "--delete-yaml-file", list, registry)
        #expect(deletion.status == 0, "\(deletion.output)\(deletion.errors)")
        #expect(try shop.digest(name("b/two:1")) == nil)
        #expect(shop.names(in: "cluster-resources") == ["icsp-oc-mirror.yaml"])
        #expect(try shop.read("cluster-resources/icsp-oc-mirror.yaml").contains("\(upstream.host)/a"))
    }

    @Test("images of v1 are found under its tags where a flag asks for it")
    func versionOne() async throws {
        let image = try TestImage.sample(7)
        try await image.push(to: target.host.repository("ocp/b/two"), tag: "latest", with: fillingClient())
        try askToDelete(["b/two@\(image.digest)"])
        try #require(try generate().status == 0)
        #expect(try shop.read("ws/working-dir/delete/delete-images.yaml").contains("items: []\n"))
        let run = try generate("--delete-v1-images")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(try shop.read("ws/working-dir/delete/delete-images.yaml").contains("\(name("b/two:latest"))\n"))
    }

    @Test("what is wrong with the file or the registry ends with 1, and nothing is written or deleted")
    func failures() throws {
        try mirror()
        #expect(try generate().status == 1)
        #expect(shop.names(in: "ws/working-dir/delete").filter { $0.hasSuffix(".yaml") }.isEmpty)
        let missing = try shop.ocMirror("delete", "--v2", "--delete-yaml-file", "nope.yaml", registry)
        #expect(missing.status == 1 && missing.errors.contains("nope.yaml"), "\(missing.errors)")
        let wrong = try shop.ocMirror("delete", "--v2", "--delete-yaml-file", "isc.yaml", registry)
        #expect(wrong.status == 1 && wrong.errors.contains("isc.yaml"), "\(wrong.errors)")
        let neither = try shop.ocMirror("delete", "--v2", registry)
        #expect(neither.status == 1 && neither.errors.contains("--generate"), "\(neither.errors)")
        #expect(try shop.pulls(name("b/two:1")))
    }
}
