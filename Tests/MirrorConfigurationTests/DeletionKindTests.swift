// SPDX-License-Identifier: Apache-2.0

import Testing

import MirrorConfiguration

@Suite("A configuration of what to delete")
struct DeletionKindTests {
    private static let header = "apiVersion: mirror.openshift.io/v2alpha1\nkind: DeleteImageSetConfiguration\n"

    @Test("has the sections of one of what to mirror")
    func sections() throws {
        let text = everything.replacing("kind: Image", with: "kind: DeleteImage").replacing(
            "\nmirror:",
            with: "\ndelete:"
        )
        let mirror = try ImageSetConfiguration(bytes: Array(everything.utf8), path: "isc.yaml")
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        // Nothing of that was ever mirrored, and volumes are for what is written.
        let blocked = try #require(lines.firstIndex { $0.hasPrefix("  blockedImages:") })
        let end = lines[(blocked + 1)...].firstIndex { $0.hasPrefix("  ") && !$0.hasPrefix("   ") } ?? lines.endIndex
        let kept = lines[..<blocked] + lines[end...]
        let bytes = Array(kept.filter { !$0.hasPrefix("archiveSize") }.joined(separator: "\n").utf8)
        let deletion = try ImageSetConfiguration(bytes: bytes, path: "disc.yaml", kind: .deletion)
        #expect(deletion.kind == .deletion)
        #expect(deletion.mirror.operators.map(\.text) == mirror.mirror.operators.map(\.text))
        #expect(deletion.mirror.additionalImages.map(\.text) == mirror.mirror.additionalImages.map(\.text))
        #expect(deletion.mirror.platform?.channels.map(\.name) == mirror.mirror.platform?.channels.map(\.name))
    }

    /// What stands below the header, and what is said of it.
    static let mistakes: [(body: String, finding: String)] = [
        ("", "isc.yaml:1:1: error: the configuration has no `delete` | add `delete:` with what to delete"),
        (
            "mirror: {operators: []}\ndelete: {operators: []}",
            "isc.yaml:3:1: error: `mirror` is not allowed in a DeleteImageSetConfiguration"
                + " | write it in a file of its own with `kind: ImageSetConfiguration`"
        ),
        ("delete: {}", "isc.yaml:3:9: warning: `delete` names nothing to delete"),
        (
            "archiveSize: 4\ndelete: {operators: []}",
            "isc.yaml:3:1: warning: `archiveSize` has no effect on what is deleted | remove it"
        ),
        (
            "delete:\n  blockedImages: [{name: a}]",
            "isc.yaml:4:3: error: `blockedImages` is not allowed in a DeleteImageSetConfiguration: blocked images were never"
                + " mirrored | remove it; name the images that must stay in a configuration given with --keep"
        ),
    ]

    @Test("is told what it cannot have", arguments: mistakes)
    func refused(body: String, finding: String) {
        #expect(findings(ofFile: Self.header + body, kind: .deletion) == [finding])
    }

    /// What stands in the place of the header, and whether it is read.
    static let versions: [(line: String, finding: String)] = [
        ("", "1:1: warning: the configuration has no `apiVersion`, so it is"),
        ("apiVersion:\n", "1:1: warning: the configuration has no `apiVersion`, so it is"),
        ("apiVersion: ''\n", "1:1: warning: the configuration has no `apiVersion`, so it is"),
        (
            "apiVersion: mirror.openshift.io/v1alpha2\n",
            "1:13: warning: there is no DeleteImageSetConfiguration of `mirror.openshift.io/v1alpha2`, so it is"
        ),
        (
            "apiVersion: mirror.openshift.io/v2\n",
            "1:13: warning: there is no DeleteImageSetConfiguration of `mirror.openshift.io/v2`, so it is"
        ),
        ("apiVersion: v2\n", "1:13: warning: there is no DeleteImageSetConfiguration of `v2`, so it is"),
    ]

    @Test("is read whatever version it names, since there is only one", arguments: versions)
    func readAlike(line: String, finding: String) {
        let text = "\(line)kind: DeleteImageSetConfiguration\ndelete: {operators: []}"
        #expect(
            findings(ofFile: text, kind: .deletion) == [
                "isc.yaml:\(finding) read as `mirror.openshift.io/v2alpha1` | write `apiVersion: mirror.openshift.io/v2alpha1`"
            ]
        )
    }

    @Test(
        "of another API is refused",
        arguments: ["v3", "apps/v1", "tmp-redhatgov.com/v1alpha1", "mirror.openshift.io/v3"]
    )
    func otherAPIs(version: String) {
        let text = "apiVersion: \(version)\nkind: DeleteImageSetConfiguration\ndelete: {operators: []}"
        #expect(
            findings(ofFile: text, kind: .deletion) == [
                "isc.yaml:1:13: error: the apiVersion `\(version)` is not known"
                    + " | write `apiVersion: mirror.openshift.io/v2alpha1`"
            ]
        )
    }

    @Test("is not one of what to mirror")
    func otherKind() {
        let text = "apiVersion: mirror.openshift.io/v2alpha1\nkind: ImageSetConfiguration\nmirror: {operators: []}"
        #expect(
            findings(ofFile: text, kind: .deletion) == [
                "isc.yaml:2:7: error: this file says what to mirror, not what to delete"
                    + " | give it to `mirror plan`, or write `kind: DeleteImageSetConfiguration` with a `delete` section"
            ]
        )
    }
}
