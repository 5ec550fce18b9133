// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Compatibility

@Suite("The folders in which oc-mirror works")
struct WorkspaceTests {
    @Test(
        "have paths without a leading dot and without two slashes",
        arguments: [
            (".", "a", "a"), ("./", "a", "a"), ("x", "a", "x/a"), ("x/", "a", "x/a"), ("/", "a", "/a"),
            ("/x/y", "a", "/x/y/a"), ("./x", "a", "./x/a"), ("..", "a", "../a"),
        ]
    )
    func joined(folder: String, name: String, path: String) { #expect(joinedPath(folder, name) == path) }

    @Test("of v2 have the names that scripts read")
    func second() throws {
        let workspace = VersionTwoWorkspace(inside: "/w")
        #expect(workspace.folder == "/w/working-dir")
        #expect(workspace.clusterResources == "/w/working-dir/cluster-resources")
        #expect(workspace.logs == "/w/working-dir/logs")
        #expect(workspace.mapping == "/w/working-dir/dry-run/mapping.txt")
        #expect(workspace.missing == "/w/working-dir/dry-run/missing.txt")
        #expect(workspace.deleteImages(nil) == "/w/working-dir/delete/delete-images.yaml")
        #expect(workspace.deleteConfiguration(nil) == "/w/working-dir/delete/delete-imageset-config.yaml")
        let id = try #require(DeletionID("may-1"))
        #expect(workspace.deleteImages(id) == "/w/working-dir/delete/delete-images-may-1.yaml")
        #expect(workspace.deleteConfiguration(id) == "/w/working-dir/delete/delete-imageset-config-may-1.yaml")
        #expect(workspace.deletionPlanName(nil) == "delete-plan.json")
        #expect(workspace.deletionPlanName(id) == "delete-plan-may-1.json")
    }

    @Test("of v1 have the names that scripts read, by the second in which a run began")
    func first() {
        let workspace = VersionOneWorkspace(inside: ".")
        let time = Date(timeIntervalSince1970: 1_700_000_000.999)
        #expect(workspace.folder == "oc-mirror-workspace")
        #expect(workspace.results(at: time) == "oc-mirror-workspace/results-1700000000")
        #expect(workspace.mapping(at: time) == "oc-mirror-workspace/results-1700000000/mapping.txt")
        #expect(workspace.dryMapping == "oc-mirror-workspace/mapping.txt")
        #expect(workspace.pruningPlan == "oc-mirror-workspace/pruning-plan.json")
        #expect(ToolWorkspace.versionOne(workspace).folder == "oc-mirror-workspace")
        #expect(ToolWorkspace.versionTwo(VersionTwoWorkspace(at: "x")).folder == "x/working-dir")
    }

    @Test(
        "have ids in names that stay in their folder",
        arguments: [
            ("a", true), ("A-1_b.c", true), (String(repeating: "x", count: 100), true), ("", false), ("a/b", false),
            ("..", true), ("a b", false), ("é", false), ("a\0", false), (String(repeating: "x", count: 101), false),
            ("a;b", false), ("$x", false),
        ]
    )
    func ids(text: String, isID: Bool) { #expect((DeletionID(text) != nil) == isID) }
}
