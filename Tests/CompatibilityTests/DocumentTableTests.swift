// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@testable import Compatibility

/// The command lines of both documents, with the files that they read and write and with what is said about them.
@Suite("The files and notes of the command lines of both documents")
struct DocumentTableTests {
    /// A command line under its heading.
    struct Row: Sendable, CustomTestStringConvertible {
        let heading: String
        let line: Line
        var reads: [String] = []
        let writes: [String]
        var notes: [FlagName?] = []

        var testDescription: String { "\(heading): \(line)" }
    }

    /// 2026-11-30 14:05:09 in UTC.
    private static let time = Date(timeIntervalSince1970: 1_796_047_509)

    private static func logs(_ folder: String) -> [String] {
        ["log \(folder)/oc-mirror-20261130_140509.log", "errors \(folder)/mirroring_errors_20261130_140509.txt"]
    }

    private static let results = [
        "log .oc-mirror.log", "manifests oc-mirror-workspace/results-1796047509",
        "mapping oc-mirror-workspace/results-1796047509/mapping.txt",
    ]

    static let first = [
        Row(
            heading: "Installing the oc-mirror OpenShift CLI plug-in",
            line: "oc mirror help",
            writes: ["log .oc-mirror.log"]
        ),
        Row(
            heading: "Mirroring from mirror to mirror",
            line: "oc mirror --config=./imageset-config.yaml docker://registry.example:5000",
            reads: ["configuration ./imageset-config.yaml"],
            writes: results
        ),
        Row(
            heading: "Mirroring from mirror to disk",
            line: "oc mirror --config=./imageset-config.yaml file://path/to/output",
            reads: ["configuration ./imageset-config.yaml"],
            writes: ["log .oc-mirror.log", "volumes path/to/output"]
        ),
        Row(
            heading: "Mirroring from disk to mirror",
            line: "oc mirror --from=./mirror_seq1_000000.tar docker://registry.example:5000",
            reads: ["archive ./mirror_seq1_000000.tar"],
            writes: results
        ),
    ]

    static let second = [
        Row(heading: "Installing the oc-mirror OpenShift CLI plugin", line: "oc mirror --v2 --help", writes: []),
        Row(
            heading: "Mirroring an image set in a partially disconnected environment",
            line: "oc mirror -c isc.yaml --workspace file://ws docker://registry.example --v2",
            reads: ["configuration isc.yaml"],
            writes: logs("ws/working-dir/logs") + ["manifests ws/working-dir/cluster-resources"]
        ),
        Row(
            heading: "Mirroring from mirror to disk",
            line: "oc mirror -c isc.yaml file://disk --v2",
            reads: ["configuration isc.yaml"],
            writes: ["volumes disk"] + logs("disk/working-dir/logs")
        ),
        Row(
            heading: "Mirroring from disk to mirror",
            line: "oc mirror -c isc.yaml --from file://disk docker://registry.example --v2",
            reads: ["configuration isc.yaml", "archive disk"],
            writes: logs("disk/working-dir/logs") + ["manifests disk/working-dir/cluster-resources"]
        ),
        Row(
            heading: "Deleting the images from disconnected environment",
            line: """
                oc mirror delete --config delete-image-set-config.yaml --workspace file://previous --v2 --generate \
                docker://registry.example
                """,
            reads: ["configuration delete-image-set-config.yaml"],
            writes: [
                "list previous/working-dir/delete/delete-images.yaml",
                "configurationCopy previous/working-dir/delete/delete-imageset-config.yaml",
            ] + logs("previous/working-dir/logs")
        ),
        Row(
            heading: "Deleting the images from disconnected environment",
            line:
                "oc-mirror delete --v2 --delete-yaml-file previous/delete/delete-images.yaml docker://registry.example",
            reads: ["list previous/delete/delete-images.yaml"],
            writes: logs("logs")
        ),
        Row(
            heading: "Performing dry run for oc-mirror plugin v2",
            line: "oc mirror -c isc.yaml --from file://ws docker://registry.example --dry-run --v2",
            reads: ["configuration isc.yaml", "archive ws"],
            writes: logs("ws/working-dir/logs") + [
                "manifests ws/working-dir/cluster-resources", "mapping ws/working-dir/dry-run/mapping.txt",
            ]
        ),
        Row(
            heading: "Performing dry run for oc-mirror plugin v2",
            line: "oc mirror --config /tmp/isc_dryrun.yaml file://ws --dry-run --v2",
            reads: ["configuration /tmp/isc_dryrun.yaml"],
            writes: logs("ws/working-dir/logs") + [
                "mapping ws/working-dir/dry-run/mapping.txt", "missing ws/working-dir/dry-run/missing.txt",
            ]
        ),
    ]

    static let enclave = [
        Row(
            heading: "Mirroring to an enclave",
            line: "oc mirror --v2 -c isc.yaml file:///usb/enterprise-content",
            reads: ["configuration isc.yaml"],
            writes: ["volumes /usb/enterprise-content"] + logs("/usb/enterprise-content/working-dir/logs")
        ),
        Row(
            heading: "Mirroring to an enclave",
            line: "oc mirror --v2 -c isc.yaml --from file:///usb/enterprise-content docker://enterprise-registry.in/",
            reads: ["configuration isc.yaml", "archive /usb/enterprise-content"],
            writes: logs("/usb/enterprise-content/working-dir/logs") + [
                "manifests /usb/enterprise-content/working-dir/cluster-resources"
            ]
        ),
        Row(
            heading: "Mirroring to an enclave",
            line: "oc mirror --v2 -c isc-enclave.yaml file://disk-enc1",
            reads: ["configuration isc-enclave.yaml"],
            writes: ["volumes disk-enc1"] + logs("disk-enc1/working-dir/logs")
        ),
        Row(
            heading: "Mirroring to an enclave",
            line: "oc mirror --v2 -c isc-enclave.yaml --from file://local-disk docker://registry.enc1.in",
            reads: ["configuration isc-enclave.yaml", "archive local-disk"],
            writes: logs("local-disk/working-dir/logs") + ["manifests local-disk/working-dir/cluster-resources"]
        ),
    ]

    @Test("are those that each section shows", arguments: first + second + enclave)
    func files(row: Row) throws {
        let invocation = try row.line.invocation()
        let files = ToolFiles(of: invocation, at: Self.time, in: .gmt)
        #expect(files.reads.map { "\($0.role) \($0.path)" } == row.reads)
        #expect(files.writes.map { "\($0.role) \($0.path)" } == row.writes)
        #expect(invocation.notes.map(\.flag) == row.notes)
        #expect(invocation.reaching == ReachingOptions())
    }

    @Test(
        "are the same called as `mirror oc-mirror`, and as kubectl calls its plugin",
        arguments: first + second + enclave
    )
    func otherCalls(row: Row) throws {
        let usual = try row.line.invocation()
        for program in [["/usr/bin/mirror", "oc-mirror"], ["/usr/local/bin/kubectl-mirror"], ["./oc-mirror"]] {
            let line = try #require(ToolCommandLine(arguments: program + row.line.words))
            let invocation = try line.invocation()
            #expect(invocation.work == usual.work && invocation.notes == usual.notes)
            #expect(invocation.tool == line.tool)
        }
    }

    @Test("mean the same with a flag and its value in two words or in one", arguments: first + second + enclave)
    func spellings(row: Row) throws {
        let usual = try row.line.invocation()
        var words: [String] = []
        for word in row.line.words {
            if word.hasPrefix("--"), let sign = word.firstIndex(of: "=") {
                words += [String(word[..<sign]), String(word[word.index(after: sign)...])]
            } else if let last = words.last,
                ["-c", "--config", "--workspace", "--from", "--delete-yaml-file"].contains(last)
            {
                words[words.count - 1] = "\(last)=\(word)"
            } else {
                words.append(word)
            }
        }
        #expect(words != row.line.words || !row.line.words.contains { $0.hasPrefix("--config") })
        #expect(try ToolCommandLine(words).invocation() == usual)
    }
}
