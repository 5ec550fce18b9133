// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import MirrorConfiguration
import OCI
import Registry
import Testing

@testable import Runs

@Suite("What the doctor finds")
struct HealthCheckTests {
    @Test(
        "of two clocks",
        arguments: [
            (0, .ok, "agrees"), (-30, .ok, "agrees"), (31, .note, "31 s ahead"), (-300, .note, "300 s behind"),
            (301, .problem, "301 s ahead"), (-90_000, .problem, "90000 s behind"),
        ] as [(Double, HealthCheck.Verdict, String)]
    )
    func clocks(skew: Double, verdict: HealthCheck.Verdict, words: String) {
        let there = Date(timeIntervalSince1970: 1_700_000_000)
        let check = HealthCheck.clock(of: "host:5000", there: there, here: there.addingTimeInterval(skew))
        #expect(check.verdict == verdict && check.finding.contains(words), "\(check)")
        #expect((check.remedy != nil) == (verdict != .ok))
        #expect(HealthCheck.clock(of: "h", there: nil, here: there).verdict == .skipped)
    }

    @Test(
        "of the right to push",
        arguments: [(.granted, .ok), (.refused, .problem), (.open, .note), (.untold, .note)]
            as [(RegistryStanding.PushRight, HealthCheck.Verdict)]
    )
    func rights(right: RegistryStanding.PushRight, verdict: HealthCheck.Verdict) {
        let check = HealthCheck.push(to: "host:5000/ocp/x", right)
        #expect(check.verdict == verdict)
        #expect(check.remedy?.contains("podman login host:5000") ?? (verdict != .problem), "\(check)")
    }

    @Test(
        "of free space",
        arguments: [
            (nil, .skipped, "not known"), (9, .problem, "9 B free, 10 B are needed"), (10, .note, "10 B free"),
            (20, .ok, "20 B free"),
        ] as [(Int64?, HealthCheck.Verdict, String)]
    )
    func space(free: Int64?, verdict: HealthCheck.Verdict, words: String) {
        let check = HealthCheck.room("cache", in: "/c", free: free, least: 10, ample: 20)
        #expect(check.verdict == verdict && check.finding.contains(words), "\(check)")
        #expect((check.remedy != nil) == (verdict == .problem || verdict == .note))
    }

    @Test("of an error is what the error says, with its remedy")
    func errors() {
        struct Odd: Error {}
        let check = HealthCheck("target", failed: NoAnswer(limit: .seconds(20)))
        #expect(check.verdict == .problem && check.finding == "there is no answer after 20 s")
        #expect(check.remedy?.contains("HTTPS_PROXY") == true)
        #expect(HealthCheck("target", failed: Odd()).finding == "Odd()")
        #expect(HealthCheck("target", failed: CancellationError()).finding == "it was not finished")
    }

    @Test("waits no longer than it is patient", .timeLimit(.minutes(1)))
    func patience() async throws {
        await #expect(throws: NoAnswer.self) {
            try await DoctorRun.limited(to: .milliseconds(10)) { try await Task.sleep(for: .seconds(3600)) }
        }
        #expect(try await DoctorRun.limited(to: .seconds(3600)) { 5 } == 5)
    }

    @Test("asks for one image of each registry that a configuration reads from")
    func places() throws {
        let text = """
            kind: ImageSetConfiguration
            apiVersion: mirror.openshift.io/v2alpha1
            mirror:
              platform: {channels: [{name: stable-4.16}]}
              operators: [{catalog: "quay.io/a/index:v1"}, {catalog: "oci:///srv/index"}]
              additionalImages: [{name: "quay.io/b/c:1"}, {name: "ghcr.io/d/e:2"}, {name: "oci:///srv/index"}]
            """
        let places = WantedPlaces(try ImageSetConfiguration(bytes: [UInt8](text.utf8), path: "isc.yaml"))
        #expect(places.images.map(\.description) == ["ghcr.io/d/e:2", "quay.io/b/c:1"])
        #expect(places.layouts == ["/srv/index"] && places.wantsReleases)
    }
}
