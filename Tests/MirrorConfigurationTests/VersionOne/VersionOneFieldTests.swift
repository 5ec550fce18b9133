// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration
import Testing

@Suite("What is wrong with a configuration of oc-mirror v1")
struct VersionOneFieldTests {
    @Test(
        arguments: [
            // Empty and missing parts are accepted, as oc-mirror v1 does.
            ("mirror: {operators: , additionalImages: [], helm: {}, platform: , blockedImages: ~}", []),
            ("mirror:\n  platform: {channels: , architectures: }\n  helm: {repositories: , local: }", []),
            ("storageConfig: {}\nmirror: {operators: []}", []),
            ("storageConfig:\nmirror: {operators: []}\narchiveSize: 0", []),
            ("mirror: {}", ["isc.yaml:3:9: warning: `mirror` names nothing to mirror"]),
            ("mirror:", ["isc.yaml:3:1: warning: `mirror` names nothing to mirror"]),
            ("storageConfig: {local: {path: m}}", ["isc.yaml:1:1: warning: `mirror` names nothing to mirror"]),
            // Any letter case.
            (
                "mirror: {AdditionalImages: []}",
                ["isc.yaml:3:10: warning: `AdditionalImages` is read as `additionalImages` | write `additionalImages`"]
            ),
            // Untagged images.
            (
                "mirror: {additionalImages: [{name: quay.io/a/b}]}",
                [
                    "isc.yaml:3:36: note: `quay.io/a/b` has no tag, so `quay.io/a/b:latest` is taken, as in oc-mirror v1"
                        + " | write the tag, or a digest"
                ]
            ),
            (
                "mirror: {additionalImages: [{name: quay.io/a/b@}]}",
                [
                    "isc.yaml:3:36: error: `quay.io/a/b@` is not an image reference: after the `@`, digest ``: expected"
                        + " `sha256:` followed by 64 hexadecimal digits"
                        + " | write `registry/repository:tag`, `registry/repository@sha256:…` or `oci://directory`"
                ]
            ),
            // Fields of other formats.
            (
                "mirror: {ocp: {channels: []}}",
                ["isc.yaml:3:10: error: unknown field `ocp` | write `platform`"]
            ),
            (
                "mirror: {operators: [{catalog: a.b/c:1, headsOnly: true}]}",
                [
                    "isc.yaml:3:41: error: unknown field `headsOnly`"
                        + " | remove it if it is true; write `full: true` if it is false"
                ]
            ),
            (
                "mirror: {platform: {kubeVirtContainer: true}}",
                [
                    "isc.yaml:3:21: error: unknown field `kubeVirtContainer` | only version two has `kubeVirtContainer`:"
                        + " run `mirror migrate`, and write it in the file that this makes"
                ]
            ),
            (
                "mirror: {additionalImages: [{name: a.b/c:1, targetRepo: x}]}",
                [
                    "isc.yaml:3:45: error: unknown field `targetRepo` | only version two has `targetRepo`:"
                        + " run `mirror migrate`, and write it in the file that this makes"
                ]
            ),
            (
                "mirror: {platform: {channels: [{name: stable-4.12, minVerison: 4.12.1}]}}",
                [
                    "isc.yaml:3:52: error: unknown field `minVerison` | did you mean `minVersion`? the fields here are"
                        + " `name`, `type`, `minVersion`, `maxVersion`, `shortestPath`, `full`"
                ]
            ),
            (
                "mirror: {storageConfig: {local: {path: x}}}",
                [
                    "isc.yaml:3:10: error: the field `storageConfig` is at the wrong level"
                        + " | it belongs to the top level of the file; move it there"
                ]
            ),
            // Values.
            (
                "mirror: {platform: {channels: [{name: stable-4.12, minVersion: 4.12}]}}",
                ["isc.yaml:3:64: error: `minVersion` must be a string, found the number 4.12 | write `4.12.0`"]
            ),
            (
                "mirror: {platform: {channels: [{name: stable-4.12, type: OKD}]}}",
                [
                    "isc.yaml:3:58: error: the channel type `OKD` is not known"
                        + " | did you mean `okd`? there are `ocp`, `okd`"
                ]
            ),
            (
                "archiveSize: -1\nmirror: {operators: []}",
                [
                    "isc.yaml:3:14: error: the archiveSize -1 is not a number of GiB from 1 to 8589934591"
                        + " | leave it out to have archives of 500 GiB"
                ]
            ),
            (
                "mirror: {samples: [{name: x}]}",
                [
                    "isc.yaml:3:10: warning: `samples` has no effect: no tool ever mirrored samples"
                        + " | name their images in `additionalImages`"
                ]
            ),
            (
                "mirror: {helm: {local: [{path: x, version: \"1\"}]}}",
                [
                    "isc.yaml:3:35: warning: a local chart states its version itself, so `version` has no effect | remove it"
                ]
            ),
        ] as [(String, [String])]
    )
    func `is said with its place and what to write, in v1alpha2`(body: String, expected: [String]) {
        #expect(VersionOneTexts.findings(body, .alpha2) == expected)
    }

    @Test(
        arguments: [
            (
                "mirror: {platform: {}}",
                [
                    "isc.yaml:3:10: error: unknown field `platform` | `v1alpha1` has `ocp`;"
                        + " or write `apiVersion: mirror.openshift.io/v1alpha2`"
                ]
            ),
            (
                "mirror: {ocp: {channels: [{name: stable-4.9, versions: [4.9]}]}}",
                ["isc.yaml:3:57: error: `versions` must be a string, found the number 4.9 | write `4.9.0`"]
            ),
            (
                "mirror: {ocp: {channels: [{name: stable-4.9, versions: ['4.9', 4.9.1, 4.9.1]}]}}",
                [
                    "isc.yaml:3:57: error: `versions` has an invalid one: `4.9`: expected three numbers as in 4.16.3"
                        + " | write `4.9.0`",
                    "isc.yaml:3:71: warning: the version `4.9.1` is here for the second time"
                        + " | it is also on line 3; keep one of the two",
                ]
            ),
            (
                "mirror: {ocp: {channels: [{name: stable-4.9, minVersion: 4.9.1}]}}",
                [
                    "isc.yaml:3:46: error: unknown field `minVersion` | `v1alpha1` has `versions`;"
                        + " or write `apiVersion: mirror.openshift.io/v1alpha2`"
                ]
            ),
            (
                "mirror: {operators: [{catalog: a.b/c:1, packages: [{name: x}]}]}",
                [
                    "isc.yaml:3:41: error: `packages` are chosen only with `headsOnly: false` | add `headsOnly: false`"
                ]
            ),
            (
                "mirror: {operators: [{catalog: a.b/c:1, headsOnly: true, packages: [{name: x}]}]}",
                [
                    "isc.yaml:3:58: error: `packages` are chosen only with `headsOnly: false` | write `headsOnly: false`"
                ]
            ),
            ("mirror: {operators: [{catalog: a.b/c:1, headsOnly: true, packages: []}]}", []),
            (
                "mirror: {operators: [{catalog: a.b/c:1, headsonly: no}]}",
                ["isc.yaml:3:41: warning: `headsonly` is read as `headsOnly` | write `headsOnly`"]
            ),
            (
                "mirror: {operators: [{catalog: a.b/c:1, headsOnly: no, packages: [{name: x, versions: [1.0.0]}]}]}",
                [
                    "isc.yaml:3:77: error: unknown field `versions` | write `startingVersion`, the lowest version"
                ]
            ),
            (
                "mirror: {operators: [{catalog: a.b/c:1, full: true}]}",
                [
                    "isc.yaml:3:41: error: unknown field `full` | `v1alpha1` has `headsOnly`;"
                        + " or write `apiVersion: mirror.openshift.io/v1alpha2`"
                ]
            ),
        ] as [(String, [String])]
    )
    func `is said with its place and what to write, in v1alpha1`(body: String, expected: [String]) {
        #expect(VersionOneTexts.findings(body, .alpha1) == expected)
    }
}
