// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration
import Testing

@Suite struct HeaderTests {
    @Test(
        arguments: [
            (
                "kind: ImageSetConfiguration\nmirror: {samples: }",
                "isc.yaml:1:1: error: the configuration has no `apiVersion`"
                    + " | add `apiVersion: mirror.openshift.io/v2alpha1`"
            ),
            (
                "apiVersion: mirror.openshift.io/v3\nkind: ImageSetConfiguration\nmirror: {samples: }",
                "isc.yaml:1:13: error: the apiVersion `mirror.openshift.io/v3` is not known"
                    + " | write `apiVersion: mirror.openshift.io/v2alpha1`"
            ),
            (
                "apiVersion: mirror.openshift.io/v2alpha1\nkind: ImageSetConfig\nmirror: {samples: }",
                "isc.yaml:2:7: error: the kind `ImageSetConfig` is not known | did you mean `ImageSetConfiguration`?"
            ),
            (
                "apiVersion: mirror.openshift.io/v2alpha1\nkind: Pod\nmirror: {samples: }",
                "isc.yaml:2:7: error: the kind `Pod` is not known | write `kind: ImageSetConfiguration`"
            ),
            (
                "apiVersion: mirror.openshift.io/v2alpha1\nkind: DeleteImageSetConfiguration\ndelete: {}",
                "isc.yaml:2:7: error: this file says what to delete, not what to mirror"
                    + " | give it to `mirror delete plan`, or write `kind: ImageSetConfiguration` with a `mirror` section"
            ),
            (
                "apiVersion: mirror.openshift.io/v2alpha1\nmirror: {samples: }",
                "isc.yaml:1:1: error: the configuration has no `kind` | add `kind: ImageSetConfiguration`"
            ),
            (
                "apiVersion: mirror.openshift.io/v2alpha1\nkind: ImageSetConfiguration\n",
                "isc.yaml:1:1: error: the configuration has no `mirror` | add `mirror:` with what to mirror"
            ),
            (
                "apiVersion: mirror.openshift.io/v2alpha1\nkind: ImageSetConfiguration\nmirror:\n",
                "isc.yaml:3:1: error: the configuration has no `mirror` | add `mirror:` with what to mirror"
            ),
            ("- a\n", "isc.yaml:1:1: error: `ImageSetConfiguration` must be a mapping, found a list"),
            ("", "isc.yaml:1:1: error: the file is empty"),
        ]
    )
    func saysWhatIsWrongWithTheFile(text: String, finding: String) {
        #expect(findings(ofFile: text).filter { !$0.contains("`samples` has") } == [finding])
    }

    @Test func refusesWhatIsToBeDeleted() {
        #expect(
            findings("delete: {}\nmirror: {operators: []}") == [
                "isc.yaml:3:1: error: `delete` is not allowed in an ImageSetConfiguration"
                    + " | write it in a file of its own with `kind: DeleteImageSetConfiguration`"
            ]
        )
    }

    @Test(arguments: ["-1", "8589934592"])
    func refusesAnImpossibleArchiveSize(size: String) {
        #expect(
            findings("archiveSize: \(size)\nmirror: {operators: []}") == [
                "isc.yaml:3:14: error: the archiveSize \(size) is not a number of GiB from 1 to 8589934591"
                    + " | leave it out to have archives of 500 GiB"
            ]
        )
    }

    /// As oc-mirror reads it.
    @Test func takesAnArchiveSizeOfNothingForNone() throws {
        #expect(findings("archiveSize: 0\nmirror: {operators: []}").isEmpty)
        #expect(try configuration("archiveSize: 0\nmirror: {operators: []}").archiveSize == nil)
    }

    @Test(arguments: [
        ("4.5", "the number 4.5 | write the number of GiB, without a unit, as in `archiveSize: 4`"),
        ("'4'", "the string `4` | remove the quotes: `archiveSize: 4`"),
        ("four", "the string `four` | write the number of GiB, without a unit, as in `archiveSize: 4`"),
        ("[4]", "a list"),
    ])
    func refusesAnArchiveSizeThatIsNoWholeNumber(size: String, found: String) {
        #expect(
            findings("archiveSize: \(size)\nmirror: {operators: []}") == [
                "isc.yaml:3:14: error: `archiveSize` must be a whole number, found \(found)"
            ]
        )
    }

    @Test func warnsOfNothingToMirror() {
        #expect(findings("mirror: {}") == ["isc.yaml:3:9: warning: `mirror` names nothing to mirror"])
    }
}
