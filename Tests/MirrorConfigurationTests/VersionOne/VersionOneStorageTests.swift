// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import Testing

@Suite("The place of oc-mirror v1's metadata")
struct VersionOneStorageTests {
    private func storage(_ section: String) throws -> String? {
        let read = try VersionOneTexts.configuration("storageConfig: \(section)\nmirror: {operators: []}", .alpha2)
        return switch read.storage?.backend {
        case .local(let path)?: "local \(path)"
        case .registry(let image, let skipTLS)?: "registry \(image)\(skipTLS ? ", insecure" : "")"
        case nil: nil
        }
    }

    @Test(
        arguments: [
            ("{local: {path: ./meta}}", "local ./meta"), ("{local: {}}", "local ."), ("{local: {path: }}", "local ."),
            ("{registry: {imageURL: a.b:5000/c}}", "registry a.b:5000/c:latest"),
            ("{registry: {imageurl: 'a.b/c/d:meta', skipTLS: true}}", "registry a.b/c/d:meta, insecure"),
            ("{local: {path: x}, registry: {imageURL: a.b/c}}", "local x"),
            ("{local: , registry: }", nil), ("{}", nil), ("", nil),
        ] as [(String, String?)]
    )
    func `is read`(section: String, expected: String?) throws { #expect(try storage(section) == expected) }

    @Test(
        arguments: [
            (
                "{local: {path: x}, registry: {imageURL: a.b/c:1}}",
                ["isc.yaml:3:35: warning: `registry` has no effect beside `local` | remove one of the two"]
            ),
            (
                "{registry: {}}",
                ["isc.yaml:3:27: error: the registry has no `imageURL` | add `imageURL:` with a value"]
            ),
            (
                "{registry: {imageURL: 'a.b/c@sha256:\(String(repeating: "a", count: 64))'}}",
                [
                    "isc.yaml:3:38: error: `a.b/c@sha256:\(String(repeating: "a", count: 64))` names an image by digest, but"
                        + " metadata is written again after each run | write `imageURL` with a tag"
                ]
            ),
            (
                "{registry: {imageURL: 'https://a.b/c:1'}}",
                [
                    "isc.yaml:3:38: error: `https://a.b/c:1` is not an image reference: the transport `https://` is not one of"
                        + " docker:// and oci:// | write `a.b/c:1`"
                ]
            ),
            ("{s3: {}}", ["isc.yaml:3:17: error: unknown field `s3` | the fields here are `local`, `registry`"]),
            (
                "{local: ./meta}",
                [
                    "isc.yaml:3:24: error: `local` must be a mapping, found the string `./meta`"
                        + " | the fields here are `path`"
                ]
            ),
        ] as [(String, [String])]
    )
    func `is checked`(section: String, expected: [String]) {
        #expect(
            VersionOneTexts.findings("storageConfig: \(section)\nmirror: {operators: []}", .alpha2) == expected
        )
    }

    @Test func `and the rules are errors as long as nothing obeys them`() {
        let text = VersionOneTexts.header(.alpha2) + "storageConfig: {local: {path: x}}\nmirror: {operators: []}"
        func errors(_ support: VersionOneSupport) -> [String] {
            do throws(FindingsError) {
                _ = try ImageSetConfiguration(bytes: Array(text.utf8), path: "isc.yaml", versionOne: support)
                return []
            } catch {
                return error.errors.map(oneLine)
            }
        }
        let rules =
            "isc.yaml:1:13: error: plans are not made by the rules of oc-mirror v1 yet (`mirror.openshift.io/v1alpha2`)"
            + " | run `mirror migrate`, and plan with the file that it writes"
        let storage =
            "isc.yaml:3:17: error: `storageConfig` is not obeyed yet: the metadata of oc-mirror v1 would neither be read nor"
            + " written | remove the section to plan without it"
        #expect(errors([]) == [rules])
        #expect(errors(.storage) == [rules])
        #expect(errors(.rules) == [storage])
        #expect(errors(.everything) == [])
    }
}
