// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Plans
import Resolution
import TestSupport
import Testing

private let hex = String(repeating: "ab", count: 32)
private let longHex = String(repeating: "cd", count: 64)

/// Resolves a configuration with the given text below `mirror:`.
private func resolve(_ mirror: String, to target: String = "docker://reg:5000/ns", nested: Int = 0) throws
    -> DesiredState
{
    let text = "kind: ImageSetConfiguration\napiVersion: mirror.openshift.io/v2alpha1\nmirror:\n\(mirror)"
    let configuration = try ImageSetConfiguration(bytes: Array(text.utf8), path: "isc.yaml")
    let mapping = DestinationMapping(target: try MirrorTarget(target), maxNestedPaths: nested)
    return try mapping.resolve(configuration)
}

@Suite("Destinations")
struct DestinationMappingTests {
    @Test(
        "follow from the source, without its host",
        arguments: [
            ("quay.io/a/b:1", "reg:5000/ns/a/b:1"),
            ("quay.io/a/b@sha256:\(hex)", "reg:5000/ns/a/b:sha256-\(hex)"),
            ("localhost:5000/x@sha256:\(hex)", "reg:5000/ns/x:sha256-\(hex)"),
            ("quay.io/a/b:1@sha256:\(hex)", "reg:5000/ns/a/b:1"),
            ("registry.redhat.io/ubi9/ubi:9", "reg:5000/ns/ubi9/ubi:9"),
            ("ubi8/ubi:latest", "reg:5000/ns/ubi8/ubi:latest"),
            ("nginx:1.25", "reg:5000/ns/library/nginx:1.25"),
            ("oci:///folder-a/folder-b/test", "reg:5000/ns/folder-a/folder-b/test:latest"),
            ("quay.io/a@sha512:\(longHex)", "reg:5000/ns/a:\("sha512-\(longHex)".prefix(128))"),
        ]
    )
    func maps(source: String, destination: String) throws {
        let state = try resolve("  additionalImages:\n  - name: \(source)\n")
        #expect(state.images.map(\.destination.description) == [destination])
    }

    @Test("take targetRepo and targetTag")
    func overrides() throws {
        let state = try resolve(
            """
              additionalImages:
              - name: quay.io/a/b:1
                targetRepo: x/y
              - name: quay.io/a/c@sha256:\(hex)
                targetTag: stable
              - name: oci:///srv/images/one
                targetRepo: one
                targetTag: v1

            """
        )
        #expect(
            state.images.map(\.destination.description) == [
                "reg:5000/ns/a/c:stable", "reg:5000/ns/one:v1", "reg:5000/ns/x/y:1",
            ]
        )
    }

    @Test(
        "join what nests too deep",
        arguments: [
            (0, "reg.io/a/b/c/d/e/f:1"), (1, "reg.io/a-b-c-d-e-f:1"), (2, "reg.io/a/b-c-d-e-f:1"),
            (3, "reg.io/a/b/c-d-e-f:1"),
            (5, "reg.io/a/b/c/d/e-f:1"), (6, "reg.io/a/b/c/d/e/f:1"), (9, "reg.io/a/b/c/d/e/f:1"),
        ]
    )
    func nestedPaths(limit: Int, destination: String) throws {
        let state = try resolve(
            "  additionalImages: [{name: 'quay.io/b/c/d/e/f:1'}]\n",
            to: "docker://reg.io/a",
            nested: limit
        )
        #expect(state.images.map(\.destination.description) == [destination])
    }

    @Test(
        "lie at a target that is spelled with care",
        arguments: [
            ("docker://reg:5000", "reg:5000"), ("docker://reg:5000/", "reg:5000"),
            ("docker://reg:5000/a/b//", "reg:5000/a/b"),
            ("file:///srv/./a//", "file:///srv/a"), ("file://localhost/srv", "file:///srv"), ("file://.", "file://."),
            ("file://localhost", "file://localhost"), ("file://localhosts/x", "file://localhosts/x"),
            ("file://LOCALHOST//srv", "file:///srv"), ("file://localhost/./srv/.", "file:///srv"),
            ("file://./localhost/x", "file://./localhost/x"), ("file://././LocalHost//x/", "file://./LocalHost/x"),
            ("file://./localhost", "file://localhost"), ("file://./x/localhost/y", "file://x/localhost/y"),
            ("file://localhost/localhost/x", "file:///localhost/x"), ("file:///localhost/x", "file:///localhost/x"),
        ]
    )
    func targets(text: String, target: String) throws {
        #expect(try MirrorTarget(text).description == target)
        #expect(try MirrorTarget(text).place == TargetPlace(target))
        #expect(try MirrorTarget(registry: target) == MirrorTarget(text))
    }

    @Test(
        "are refused without docker:// or the folder of an archive, with credentials, and with bad names",
        arguments: [
            "reg:5000", "file://", "file:///", "docker://", "docker://user:secret@reg", "docker://reg.io//a",
            "docker://reg.io/A",
            "docker://reg/a",
            "docker://reg:99999",
        ]
    )
    func badTargets(text: String) {
        let error = #expect(throws: ReferenceError.self) { try MirrorTarget(text) }
        #expect(error?.description.contains("secret") == false)
    }
}

@Suite("The resolver")
struct ResolverTests {
    @Test("says that a pattern blocks nothing only where everything could be read, and nothing of `archiveSize`")
    func quiet() throws {
        let text = "  blockedImages:\n  - name: nothing$\n"
        func codes(_ findings: Finding...) throws -> [FindingCode] {
            let source =
                "kind: ImageSetConfiguration\napiVersion: mirror.openshift.io/v2alpha1\narchiveSize: 4\nmirror:\n"
            let configuration = try ImageSetConfiguration(bytes: Array((source + text).utf8), path: "isc.yaml")
            let mapping = DestinationMapping(target: try MirrorTarget("docker://reg.example:5000"))
            return try mapping.resolve(configuration, with: [Contribution(findings: findings)]).findings.map(\.code)
        }
        #expect(try codes() == ["unused-block"])
        #expect(try codes(Finding(.warning, "no-registry", "x")) == ["no-registry", "unused-block"])
        #expect(try codes(Finding(.error, "catalog-unreadable", "x")) == ["catalog-unreadable"])
    }

    @Test("tells of every blocked image, with its pattern, and of patterns that block nothing")
    func blocked() throws {
        let state = try resolve(
            """
              additionalImages:
              - name: quay.io/a/b:1
              - name: quay.io/a/c:1
              blockedImages:
              - name: a/b
              - name: nothing$

            """
        )
        #expect(state.images.map(\.origin.description) == ["quay.io/a/c:1"])
        #expect(
            state.findings == [
                Finding(.note, "blocked-image", "quay.io/a/b:1 is left out: blocked by `a/b`", at: "isc.yaml:8:11"),
                Finding(.warning, "unused-block", "`nothing$` blocks no image", at: "isc.yaml:9:11"),
            ]
        )
    }

    @Test("blocks by destination too")
    func blockedByDestination() throws {
        let state = try resolve(
            "  additionalImages: [{name: 'quay.io/a/b:1', targetRepo: secret/x}]\n  blockedImages: [{name: ns/secret}]\n"
        )
        #expect(state.images.isEmpty)
    }

    @Test("wants an image that is asked for twice once, for both reasons")
    func merges() throws {
        let state = try resolve("  additionalImages: [{name: 'quay.io/a/b:1'}, {name: 'quay.io/a/b:1'}]\n")
        #expect(state.images.map(\.requestedBy) == [["mirror.additionalImages[0]", "mirror.additionalImages[1]"]])
    }

    @Test("says which registry it assumed")
    func assumedHost() throws {
        let state = try resolve("  additionalImages: [{name: 'nginx:1.25'}]\n")
        #expect(state.findings.map(\.code) == ["no-registry"])
    }
}
