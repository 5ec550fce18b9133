// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import TestSupport
import Testing

@testable import Plans

/// Actions that differ from the usual ones, and contradict nothing.
@Suite("Actions that can be believed")
struct ActionVarietyTests {
    /// Changes that leave the plan one that can be believed.
    static let goodRows = [
        ActionChange("a catalog from a layout", 5, "") {
            $0.fields.origins = ["oci://my@dir/catalog"]
            let digest = $0.digest
            $0.fields.recipe?.fields.base = "oci://my@dir/catalog@\(digest)"
        },
        ActionChange("an image from a layout", 4, "") {
            $0.fields.type = .additionalImage
            $0.fields.partOf = nil
            $0.fields.origins = ["oci://dir", "quay.io/x:1"]
            $0.fields.source = "oci://dir@\($0.digest)"
        },
        ActionChange("an image by digest", 4, "") {
            $0.fields.type = .operatorRelatedImage
            $0.fields.origins = ["docker.io/x:1", "quay.io/operators/foo-bundle:v2@\($0.digest)"]
            $0.fields.source = "docker.io/x:1@\($0.digest)"
            $0.fields.destination = "\(ActionChange.registry)/operators/foo-bundle:\($0.digest.tagText)"
        },
        ActionChange("an image of Docker Hub", 4, "") {
            $0.fields.origins = ["alpine:3"]
            $0.fields.source = "docker.io/library/alpine:3@\($0.digest)"
            $0.fields.destination = "\(ActionChange.registry)/library/alpine:3"
        },
        ActionChange("a bundle under the hash of its name, as oc-mirror v1 tags it", 4, "") {
            // The hash of quay.io/operators/foo-bundle@sha256:…, with the digest of these actions.
            $0.fields.destination = "\(ActionChange.registry)/operators/foo-bundle:8268f20f"
        },
        ActionChange("a bundle under the first digits of its digest, as oc-mirror v1 tags it", 4, "") {
            $0.fields.destination = "\(ActionChange.registry)/operators/foo-bundle:\($0.digest.hex.prefix(6))"
        },
        ActionChange("a bundle that no catalog waits for", 4, "") { $0.fields.partOf = nil },
    ]

    @Test("are read where they are made differently", arguments: goodRows)
    func takes(row: ActionChange) throws {
        var plan = try ActionChange.plan()
        row.change(&plan.fields.actions[row.index])
        #expect(try PlanFile(reading: Data(PlanFile(plan).bytes)).plan == plan)
    }

    @Test("that belong to a catalog in place are read, and joined paths where the plan has such")
    func inSync() throws {
        var plan = try ActionChange.plan()
        plan.fields.inSync = [plan.fields.actions.removeLast().image]
        plan.fields.options.fields.maxNestedPaths = 2
        plan.fields.actions[4].fields.destination = "\(ActionChange.registry)/operators-foo-bundle:v2"
        #expect(try PlanFile(reading: Data(PlanFile(plan).bytes)).plan == plan)
        plan.fields.options.fields.maxNestedPaths = 0
        let file = try PlanFile(plan)
        #expect(throws: PlanError.self) { try PlanFile(reading: Data(file.bytes)) }
        plan.fields.actions.remove(at: 4)
        plan.fields.inSync[0].fields.type = .additionalImage
        let other = try PlanFile(plan)
        #expect(throws: PlanError.self) { try PlanFile(reading: Data(other.bytes)) }
    }

    @Test("are read as they are made")
    func whole() throws {
        let plan = try ActionChange.plan()
        #expect(try PlanFile(reading: Data(PlanFile(plan).bytes)).plan == plan)
    }
}
