// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import MirrorConfiguration
import OCI
import Testing

private let hex = DeleteLists.hex

private func list(_ items: String) -> String { DeleteLists.text(items) }

private func findings(ofList text: String) -> [String] { DeleteLists.findings(text) }

/// Files that are no list, or lists of something that cannot be meant.
@Suite("A list of oc-mirror that cannot be used")
struct DeleteImageListMistakeTests {
    static let files: [(text: String, finding: String)] = [
        ("", "d.yaml:1:1: error: the file is empty"),
        ("- a", "d.yaml:1:1: error: `DeleteImageList` must be a mapping, found a list"),
        (
            "apiVersion: mirror.openshift.io/v2alpha1\nkind: DeleteImageSetConfiguration\ndelete: {}",
            "d.yaml:2:7: error: this file is a configuration of what to delete, not a list of oc-mirror"
                + " | give it with `-c` instead of `--from-list`"
        ),
        (
            "apiVersion: mirror.openshift.io/v2alpha1\nkind: ImageSetConfiguration\nmirror: {}",
            "d.yaml:2:7: error: this file is a configuration of what to mirror, not a list of oc-mirror"
                + " | give it to `mirror plan`; oc-mirror calls its lists `delete-images.yaml`"
        ),
        (
            "apiVersion: mirror.openshift.io/v2alpha1\nkind: ConfigMap\nitems: []",
            "d.yaml:2:7: error: the file is of the kind `ConfigMap`, not a list of oc-mirror"
                + " | give a file of `kind: DeleteImageList`, which oc-mirror calls `delete-images.yaml`"
        ),
        (
            "apiVersion: mirror.openshift.io/v2alpha1\nitems: [{imageName: a.io/b:c, imageReference: a.io/b:c}]",
            "d.yaml:1:1: error: the list has no `kind` | add `kind: DeleteImageList`"
        ),
        (
            "kind: DeleteImageList\nitems: [{imageName: a.io/b:c, imageReference: a.io/b:c}]",
            "d.yaml:1:1: error: the list has no `apiVersion`"
                + " | add `apiVersion: mirror.openshift.io/v2alpha1`"
        ),
        (
            "apiVersion: mirror.openshift.io/v3\nkind: DeleteImageList\n"
                + "items: [{imageName: a.io/b:c, imageReference: a.io/b:c}]",
            "d.yaml:1:13: error: the apiVersion `mirror.openshift.io/v3` is not known"
                + " | write `apiVersion: mirror.openshift.io/v2alpha1`"
        ),
        (
            "apiVersion: mirror.openshift.io/v2alpha1\nkind: DeleteImageList\n",
            "d.yaml:1:1: error: the list has no `items`"
                + " | check that the file is complete: oc-mirror writes `items` even if it is empty"
        ),
        (list(" {}"), "d.yaml:3:8: error: `items` must be a list, found a mapping"),
        (
            list(" [{imageName: a.io/b:c, imageReference: a.io/b:c}]\nitems: []"),
            "d.yaml:4:1: error: the key `items` is here for the second time"
        ),
        (
            list(" [{a: 1"),
            "d.yaml:3:9: error: the `{` of line 3 is not closed with `}`, or a comma is missing before this"
        ),
    ]

    @Test("is told what it is instead", arguments: files)
    func refused(text: String, finding: String) {
        #expect(findings(ofList: text).first?.hasPrefix(finding) == true, "\(findings(ofList: text))")
        #expect(findings(ofList: text).filter { $0.contains(" error: ") }.count == 1)
    }

    /// What an item has beside a good value of the other field, and what is said of it.
    static let items: [(item: String, finding: String)] = [
        (
            "imageName: a.io/b:c",
            "4:3: error: the item has no `imageReference` | add `imageReference:` with a value"
        ),
        (
            "imageReference: a.io/b:c",
            "4:3: error: the item has no `imageName` | add `imageName:` with a value"
        ),
        (
            "imageName: a.io/b:c\n  imageReference:",
            "5:3: error: the item has no `imageReference` | add `imageReference:` with a value"
        ),
        (
            "imageName: ' '\n  imageReference: a.io/b:c",
            "4:14: error: the `imageName` of the item is empty"
        ),
        (
            "imageName: a.io/b:c\n  imageReference: [a.io/b:c]",
            "5:19: error: `imageReference` must be a string, found a list"
        ),
        (
            "imageName: a.io/b:c\n  imageReference: 4.14",
            "5:19: error: `imageReference` must be a string, found the number 4.14 | quote it: \"4.14\""
        ),
        (
            "imageName: a.io/b:c\n  imageReference: docker://a.io/b",
            "5:19: error: `docker://a.io/b` has neither a tag nor a digest"
                + " | name one image of the repository, as in `docker://a.io/b@sha256:…`"
        ),
        (
            "imageName: docker://a.io/b\n  imageReference: a.io/b:c",
            "4:14: error: `docker://a.io/b` has neither a tag nor a digest"
                + " | name one image of the repository, as in `docker://a.io/b@sha256:…`"
        ),
        (
            "imageName: a.io/b:c\n  imageReference: oci:///var/b",
            "5:19: error: `oci:///var/b` cannot be used: images are deleted on registries, not in `oci://` directories"
                + " | write `docker://registry/repository:tag` or `docker://registry/repository@sha256:…`"
        ),
        (
            "imageName: file:///a\n  imageReference: a.io/b:c",
            "4:14: error: `file:///a` cannot be used: the transport `file://` is not one of docker:// and oci://"
                + " | write `docker://registry/repository:tag`, `…@sha256:…` or `oci://directory`"
        ),
        (
            "imageName: a.io/b:c\n  imageReference: docker://registry/b:c",
            "5:19: error: `docker://registry/b:c` cannot be used: container tools read it as `docker.io/registry/b:c`"
                + " | write `docker://registry/repository:tag` or `docker://registry/repository@sha256:…`"
        ),
        (
            "imageName: a.io/b:c\n  imageReference: a.io/b@sha256:12",
            "5:19: error: `a.io/b@sha256:12` cannot be used: after the `@`, digest `sha256:12`:"
                + " found 2 hexadecimal digits, expected 64"
                + " | write `docker://registry/repository:tag` or `docker://registry/repository@sha256:…`"
        ),
        (
            "imageName: a.io/b:c\n  imageReference: a.io/b:c\n  type: operatorBundel",
            "6:9: error: the type `operatorBundel` is not known | did you mean `operatorBundle`? the types are"
                + " `ocpReleaseContent`, `ocpRelease`, `cincinnatiGraph`, `operatorRelatedImage`, `generic`,"
                + " `helmImage`, `operatorBundle`, `operatorCatalog`"
        ),
        (
            "imageName: a.io/b:c\n  imageReference: a.io/b:c\n  type: 3",
            "6:9: error: `type` must be a string, found the number 3 | quote it: \"3\""
        ),
        (
            "imageName: a.io/b:c\n  imageReference: a.io/b:c\n  imageReferences: a.io/b:c",
            "6:3: error: unknown field `imageReferences` | did you mean `imageReference`? the fields here are"
                + " `imageName`, `imageReference`, `type`, `relatedBlobs`"
        ),
        (
            "imageName: a.io/b:c\n  imageReference: a.io/b:c\n- a.io/b:c",
            "6:3: error: `items[]` must be a mapping, found the string `a.io/b:c` | the fields here are"
                + " `imageName`, `imageReference`, `type`, `relatedBlobs`"
        ),
    ]

    @Test("is told which item is wrong", arguments: items)
    func refusedItem(item: String, finding: String) {
        #expect(findings(ofList: list("\n- \(item)\n")) == ["d.yaml:\(finding)"])
    }

    @Test("is told everything at once")
    func everything() throws {
        let text = list(Self.items.map { "\n- \($0.item)" }.joined())
        let error = try #require(throws: FindingsError.self) {
            try DeleteImageList(bytes: Array(text.utf8), path: "d.yaml")
        }
        let expected = Self.items.map { $0.finding.drop { $0 != " " } }
        let found = error.errors.map { oneLine($0).drop { $0 != " " } }
        #expect(found.sorted() == expected.sorted())
        #expect(error.findings.allSatisfy { $0.place != nil && $0.excerpt != nil })
    }

    @Test("is not a configuration", arguments: [ConfigurationKind.mirror, .deletion])
    func configuration(kind: ConfigurationKind) {
        #expect(
            findings(ofFile: list(" []"), kind: kind) == [
                "isc.yaml:2:7: error: this file is a list of oc-mirror, not a configuration of what to \(kind.section)"
                    + " | give it to `mirror delete plan --from-list`"
            ]
        )
    }

    @Test("is no file, or too large a one")
    func loads() throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "list-\(UUID())")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let path = directory.appending(path: "delete-images.yaml").path
        func problem() -> String? {
            do throws(FindingsError) {
                _ = try DeleteImageList.load(path: path)
                return nil
            } catch {
                return error.findings.first.map(oneLine)
            }
        }
        #expect(problem() == "error: there is no file \(path) | check the path of the list")
        try Data(list(" []").utf8).write(to: URL(filePath: path))
        #expect(problem() == nil)
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        try handle.truncate(atOffset: 100_000_000)
        try handle.close()
        #expect(
            problem() == "error: \(path) is 100000000 bytes long, at most 67108864 bytes (64 MiB) are read"
                + " | check that this is the file you meant"
        )
    }
}
