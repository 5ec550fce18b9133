// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import TestSupport
import Testing

@Suite("Lists of oc-mirror of any content")
struct DeleteImageListRobustnessTests {
    private static let header = "apiVersion: mirror.openshift.io/v2alpha1\nkind: DeleteImageList\nitems:\n"

    /// A list as oc-mirror writes it, with a digest for each image.
    private static func list(of count: Int) -> [UInt8] {
        var text = header
        for index in 0..<count {
            let hex = Digest(of: "\(index)".utf8).hex
            text += """
                - imageName: docker://registry.redhat.io/openshift-logging/cluster-logging-operator-bundle@sha256:\(hex)
                  imageReference: docker://mirror.example:5000/ocp/openshift-logging/cluster-logging-operator-bundle:sha256-\(hex)
                  type: operatorBundle

                """
        }
        return Array(text.utf8)
    }

    private func check(_ bytes: [UInt8]) {
        expectPlaces(in: bytes) { bytes throws(FindingsError) in
            _ = try DeleteImageList(bytes: bytes, path: "f")
        }
    }

    /// A list has more bytes and more values than a configuration may have: 50,000 images are 17 MB.
    @Test("may be long")
    func long() throws {
        let count = 6_000
        // With what the alias repeats these are 600,000 values.
        let blobs = Array(repeating: "a", count: 100).joined(separator: ",")
        var text = Self.header
        let comment = "# " + String(repeating: "x", count: 3000) + "\n"
        for index in 0..<count {
            text += "- {imageName: a.io/b:\(index), imageReference: b.io/b:\(index), relatedBlobs: "
            text += index == 0 ? "&blobs [\(blobs)]}\n" : "*blobs}\n"
            text += comment
        }
        #expect(text.utf8.count > 17_000_000)
        let list = try DeleteImageList(bytes: Array(text.utf8), path: "f")
        #expect(list.items.count == count)
        #expect(list.items.last?.location.line == 3 + 2 * count - 1)
        let refused = try #require(throws: FindingsError.self) {
            try ImageSetConfiguration(bytes: Array(text.utf8), path: "f", kind: .deletion)
        }
        #expect(refused.errors.map(\.code) == ["file-too-large"])
    }

    @Test("survive every truncation")
    func truncation() {
        let whole = Self.list(of: 3)
        for length in 0..<whole.count { check(Array(whole.prefix(length))) }
    }

    @Test("survive mutations", .timeLimit(.minutes(2)), arguments: 0..<4)
    func mutations(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let whole = Self.list(of: 4)
        for _ in 0..<250 { check(mutated(whole, using: &generator)) }
    }

    @Test(
        "are quickly refused",
        .timeLimit(.minutes(2)),
        arguments: [("- {}\n"), "- 1\n", "- {imageName: a, imageReference: a}\n", "- {a: 1, type: x}\n"]
    )
    func mistakes(piece: String) throws {
        let text = Self.header + String(repeating: piece, count: 60_000 / piece.utf8.count)
        let error = try #require(throws: FindingsError.self) {
            try DeleteImageList(bytes: Array(text.utf8), path: "f")
        }
        #expect(error.findings.count <= 2000)
        #expect(error.omitted > 0)
    }

    /// Whatever a list is written of is what is read, each place once.
    @Test("say what was written", arguments: 0..<8)
    func roundTrip(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var text = Self.header
        var written: [(origin: String, destination: String, kind: DeleteImageList.Kind?)] = []
        for _ in 0..<200 {
            let origin = reference(on: ["quay.io", "registry.redhat.io:443"], using: &generator)
            let destination = reference(on: ["reg.example:5000", "localhost"], using: &generator)
            let kind =
                Bool.random(using: &generator) ? DeleteImageList.Kind.allCases.randomElement(using: &generator) : nil
            var fields = [
                "imageName: \(Bool.random(using: &generator) ? "docker://" : "")\(origin)",
                "imageReference: \(Bool.random(using: &generator) ? "docker://" : "")\(destination)",
            ]
            if let kind { fields.append("type: \(kind.rawValue)") }
            text += "- " + fields.shuffled(using: &generator).joined(separator: "\n  ") + "\n"
            if !written.contains(where: { $0.destination == destination }) {
                written.append((origin, destination, kind))
            }
        }
        let list = try DeleteImageList(bytes: Array(text.utf8), path: "f")
        #expect(list.items.map(\.origin.description) == written.map(\.origin))
        #expect(list.items.map(\.destination.description) == written.map(\.destination))
        #expect(list.items.map(\.kind) == written.map(\.kind))
        #expect(list.warnings.count == 200 - written.count)
        #expect(!list.warnings.isEmpty)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for item in list.items {
            let rest = lines[item.location.line - 1].dropFirst(item.location.column - 1)
            #expect(rest.hasSuffix("\(item.destination)"))
        }
    }

    /// A reference with a tag, a digest or both, out of few enough to meet some twice.
    private func reference(on hosts: [String], using generator: inout SeededGenerator) -> String {
        let host = hosts.randomElement(using: &generator) ?? ""
        let path = ["a", "a/b", "a/b/c"].randomElement(using: &generator) ?? ""
        let tag = ":v\(Int.random(in: 0..<5, using: &generator))"
        let digest = "@\(Digest(of: [UInt8.random(in: 0..<5, using: &generator)]))"
        return "\(host)/\(path)" + ([tag, digest, tag + digest].randomElement(using: &generator) ?? "")
    }
}
