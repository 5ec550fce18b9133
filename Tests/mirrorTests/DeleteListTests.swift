// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import Registry
import TestSupport
import Testing

/// What oc-mirror leaves behind: its lists of deletions, and the tags of its first version.
@Suite("Deleting what oc-mirror mirrored", .waitsForPrograms)
struct DeleteListTests {
    private let target: RegistryProcess
    private let shop: Workshop

    init() throws {
        target = try RegistryProcess()
        shop = try Workshop(insecure: target.host)
    }

    private func place(_ image: TestImage, as name: String, tag: String) async throws -> String {
        try await image.push(to: target.host.repository("ocp/\(name)"), tag: tag, with: fillingClient())
        return "\(target.host)/ocp/\(name):\(tag)"
    }

    private func write(_ items: [(name: String, reference: String, type: String)], as name: String = "list.yaml") throws
    {
        let head = "apiVersion: mirror.openshift.io/v2alpha1\nkind: DeleteImageList\nitems:\n"
        let lines = items.map {
            "- imageName: docker://\($0.name)\n  imageReference: docker://\($0.reference)\n  type: \($0.type)\n"
        }
        try shop.folder.write(head + lines.joined(), to: "work/\(name)")
    }

    private func plan(_ options: String...) throws -> ToolRun {
        try shop.run(["delete", "plan", "--to", "docker://\(target.host)/ocp"] + options)
    }

    private func planned() throws -> Plan { try PlanFile(reading: Data(shop.folder.read("work/plan.json"))).plan }

    private func pulls(_ name: String) throws -> Bool { try shop.pulls(name) }

    @Test("a list becomes a plan with proofs, and what a tag shares with others stays")
    func list() async throws {
        let (one, two) = (try TestImage.sample(1), try TestImage.sample(2))
        let first = try await place(one, as: "a/one", tag: one.digest.tagText)
        let shared = try await place(two, as: "a/two", tag: "1")
        let other = try await place(two, as: "a/two", tag: "2")
        try write([
            ("quay.io/a/one@\(one.digest)", first, "generic"), ("quay.io/a/two:1", shared, "operatorRelatedImage"),
        ])
        let run = try plan("--from-list", "list.yaml")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        let plan = try planned()
        #expect(plan.deletions.filter { $0.kind == .manifest }.flatMap(\.destinations) == [PlacedName(first)])
        #expect(plan.deletions[0].requestedBy == ["items[0]"])
        #expect(plan.kept.map(\.destination) == [PlacedName(shared)])
        let apply = try shop.mirror("apply", "plan.json")
        #expect(apply.status == 0, "\(apply.output)\(apply.errors)")
        #expect(try shop.digest(first) == nil)
        #expect(try pulls(shared) && pulls(other))
        #expect(try shop.git("ls-files").contains("list.yaml"), "the list is kept beside its plan")
    }

    @Test("an item by digest takes the manifest, and not what a tag names now")
    func digests() async throws {
        let (one, two) = (try TestImage.sample(1), try TestImage.sample(2))
        let moved = try await place(one, as: "a/one", tag: one.digest.tagText)
        _ = try await place(two, as: "a/two", tag: two.digest.tagText)
        _ = try await place(two, as: "a/one", tag: "later")
        try write([
            ("quay.io/a/one:x", "\(target.host)/ocp/a/one@\(one.digest)", "generic"),
            ("quay.io/a/one:later", "\(target.host)/ocp/a/one:later@\(one.digest)", "generic"),
        ])
        let run = try plan("--from-list", "list.yaml")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        let plan = try planned()
        #expect(plan.deletions.map(\.digest) == [one.digest])
        #expect(plan.deletions.first?.destinations == [PlacedName(moved)])
        #expect(plan.kept.first?.neededBy.first?.contains("it names \(two.digest) now") == true)
        #expect(try shop.mirror("apply", "plan.json").status == 0)
        #expect(try pulls("\(target.host)/ocp/a/one:later"))
    }

    @Test("items of another registry are errors, each with its line")
    func otherTarget() throws {
        try write([
            ("quay.io/a/b:1", "other.example:5000/ocp/a/b:1", "generic"),
            ("quay.io/a/b:1", "\(target.host)/elsewhere/a/b:1", "generic"),
        ])
        let run = try plan("--from-list", "list.yaml")
        #expect(run.status == 1)
        #expect(run.errors.contains("list.yaml:5:19: error: other.example:5000/ocp/a/b:1 is not at the target"))
        #expect(run.errors.contains("list.yaml:8:19: error: "), "\(run.errors)")
        let both = try plan("--from-list", "list.yaml", "-c", "list.yaml")
        #expect(both.status == 64 && both.errors.contains("--from-list"), "\(both.errors)")
        let wrong = try plan("-c", "list.yaml")
        #expect(wrong.status == 1 && wrong.errors.contains("--from-list"), "\(wrong.errors)")
    }

    @Test("images of version 1 are found under its tags, where these name what is meant")
    func versionOne() async throws {
        let (one, two) = (try TestImage.sample(1), try TestImage.sample(2))
        let latest = try await place(one, as: "a/one", tag: "latest")
        let other = try await place(two, as: "a/two", tag: "latest")
        let head = "kind: DeleteImageSetConfiguration\napiVersion: mirror.openshift.io/v2alpha1\n"
        try shop.folder.write(
            "\(head)delete:\n  additionalImages:\n  - name: quay.io/a/one@\(one.digest)\n"
                + "  - name: quay.io/a/two@\(one.digest)\n",
            to: "work/disc.yaml"
        )
        let without = try plan("-c", "disc.yaml", "--detailed-exitcode")
        #expect(without.status == 0 && without.output.contains("2 images are not at the target"), "\(without.output)")
        let run = try plan("-c", "disc.yaml", "--v1-tags")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(try planned().deletions.flatMap(\.destinations) == [PlacedName(latest)])
        #expect(run.output.contains("1 image is not at the target"), "\(run.output)")
        #expect(try shop.mirror("apply", "plan.json").status == 0)
        #expect(try shop.digest(latest) == nil)
        #expect(try pulls(other))
    }
}
