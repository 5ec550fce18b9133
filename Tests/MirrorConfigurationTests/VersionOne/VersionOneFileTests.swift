// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import TestSupport
import Testing

@Suite("A file of oc-mirror v1")
struct VersionOneFileTests {
    @Test func `may have several documents, of which the first counts`() {
        let text = "mirror: {operators: []}\n---\nkind: Other\nkey: [\n"
        #expect(
            VersionOneTexts.findings(text, .alpha2) == [
                "isc.yaml:4:1: warning: a second YAML document begins here, and is left out"
                    + " | write it to a file of its own"
            ]
        )
        #expect(
            findings("mirror: {samples: }\n---\nkind: Other\n").first
                == "isc.yaml:4:1: error: a second YAML document begins here"
                + " | write it to a file of its own: mirror reads one document, and oc-mirror takes the first"
        )
    }

    @Test(
        arguments: [
            (
                "tmp-redhatgov.com/v1alpha1",
                "isc.yaml:1:13: error: `tmp-redhatgov.com/v1alpha1` is the format of oc-bundle, the forerunner of oc-mirror,"
                    + " and is not read | write `apiVersion: mirror.openshift.io/v1alpha1` and check the catalogs: without"
                    + " `headsOnly` oc-bundle took all versions, and oc-mirror takes the heads of channels"
            ),
            (
                "v1alpha2",
                "isc.yaml:1:13: error: the apiVersion `v1alpha2` is not known"
                    + " | write `apiVersion: mirror.openshift.io/v1alpha2`"
            ),
            (
                "mirror.openshift.io/v1alpha3",
                "isc.yaml:1:13: error: the apiVersion `mirror.openshift.io/v1alpha3` is not known"
                    + " | write `apiVersion: mirror.openshift.io/v2alpha1`"
            ),
        ]
    )
    func `has a version that is known`(version: String, expected: String) {
        #expect(
            findings(ofFile: "apiVersion: \(version)\nkind: ImageSetConfiguration\nmirror: {operators: []}\n") == [
                expected
            ]
        )
    }

    @Test func `says what to mirror`() {
        let text = "apiVersion: mirror.openshift.io/v1alpha2\nkind: DeleteImageSetConfiguration\nmirror: {}\n"
        #expect(
            findings(ofFile: text) == [
                "isc.yaml:2:7: error: this file says what to delete, not what to mirror"
                    + " | give it to `mirror delete plan`, or write `kind: ImageSetConfiguration` with a `mirror` section"
            ]
        )
        // oc-mirror v1 has no such kind, so this can only mean version two.
        let deletion = text.replacing("mirror: {}", with: "delete: {operators: []}")
        #expect(
            findings(ofFile: deletion, kind: .deletion) == [
                "isc.yaml:1:13: warning: there is no DeleteImageSetConfiguration of `mirror.openshift.io/v1alpha2`, so it is"
                    + " read as `mirror.openshift.io/v2alpha1` | write `apiVersion: mirror.openshift.io/v2alpha1`"
            ]
        )
    }

    @Test(arguments: VersionOneFormat.allCases)
    func `may be JSON, and may begin with a mark or have the line breaks of Windows`(format: VersionOneFormat) throws {
        let version = ConfigurationRules.versionOne(format).apiVersion
        let json = """
            {"apiVersion": "\(version)", "kind": "ImageSetConfiguration",
             "mirror": {"additionalImages": [{"name": "a.b/c:1"}]}}
            """
        let lines = "\(VersionOneTexts.header(format))mirror:\n  additionalImages:\n  - name: a.b/c:1\n"
        for text in [json, "\u{feff}" + lines, lines.replacing("\n", with: "\r\n")] {
            let read = try ImageSetConfiguration(bytes: Array(text.utf8), path: "isc.yaml")
            #expect(read.rules == .versionOne(format) && read.mirror.additionalImages.count == 1)
        }
    }

    @Test(.timeLimit(.minutes(2)), arguments: [VersionOneTexts.alpha1, VersionOneTexts.alpha2], 0..<3 as Range<UInt64>)
    func `may be broken in any way, and errors have their places`(text: String, seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<150 {
            expectPlaces(in: mutated(Array(text.utf8), using: &generator)) { bytes throws(FindingsError) in
                _ = try ImageSetConfiguration(bytes: bytes, path: "f")
            }
        }
    }

    @Test(arguments: [VersionOneTexts.alpha1, VersionOneTexts.alpha2])
    func `may end anywhere`(text: String) {
        let whole = Array(text.utf8)
        for length in stride(from: 0, to: whole.count, by: 3) {
            expectPlaces(in: Array(whole.prefix(length))) { bytes throws(FindingsError) in
                _ = try ImageSetConfiguration(bytes: bytes, path: "f")
            }
        }
    }
}
