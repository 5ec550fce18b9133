// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import Compatibility

@Suite("The path of a list of images to delete")
struct DeletionListPathTests {
    @Test(
        "is the given one, or that in the workspace, which the documentation leaves out",
        arguments: [
            ("ws/delete/list.yaml", ["ws/working-dir/delete/list.yaml"], "ws/working-dir/delete/list.yaml"),
            ("/w/delete/list.yaml", ["/w/working-dir/delete/list.yaml"], "/w/working-dir/delete/list.yaml"),
            ("delete/list.yaml", ["working-dir/delete/list.yaml"], "working-dir/delete/list.yaml"),
            (
                "ws/delete/list.yaml", ["ws/delete/list.yaml", "ws/working-dir/delete/list.yaml"], "ws/delete/list.yaml"
            ),
            ("ws/list.yaml", ["ws/working-dir/delete/list.yaml"], "ws/list.yaml"),
            ("ws/delete/list.yaml", [], "ws/delete/list.yaml"), ("list.yaml", [], "list.yaml"),
            ("ws/delete/other.yaml", ["ws/working-dir/delete/list.yaml"], "ws/delete/other.yaml"),
        ]
    )
    func found(path: String, files: [String], found: String) {
        #expect(DeletionListPath.found(path, isThere: Set(files).contains) == found)
    }

    @Test("is one of this machine's files")
    func disk() throws {
        let folder = try TemporaryDirectory()
        try folder.write("", to: "working-dir/delete/list.yaml")
        #expect(DeletionListPath.found(folder["delete/list.yaml"]) == folder["working-dir/delete/list.yaml"])
        try folder.write("", to: "delete/list.yaml")
        #expect(DeletionListPath.found(folder["delete/list.yaml"]) == folder["delete/list.yaml"])
    }
}
