// SPDX-License-Identifier: Apache-2.0

import Reviews
import Runs
import Testing

@testable import Views

@Suite("The doctor's report")
struct DoctorViewTests {
    private func text(_ checks: HealthCheck...) -> String {
        DoctorView(checks).text(TextStyle(usesColor: false), false)
    }

    @Test("has a line for each check, and remedies below it")
    func lines() {
        #expect(
            text(
                HealthCheck("target h", .ok, "answers"),
                HealthCheck("cache", .problem, "/c: 1 B free\nand dirty", remedy: "Free some space.\nThen again.")
            ) == """
                ok       target h: answers
                PROBLEM  cache: /c: 1 B free
                           and dirty
                           Free some space.
                           Then again.

                1 problem to mend first.

                """
        )
    }

    @Test("ends with what follows")
    func ends() {
        #expect(text(HealthCheck("a", .ok, "b")).hasSuffix("\nEverything is as it should be.\n"))
        #expect(text(HealthCheck("a", .note, "b")).hasSuffix("\nNothing is in the way; 1 note.\n"))
        #expect(text(HealthCheck("a", .skipped, "b")).hasSuffix("\nNothing is in the way; 1 check skipped.\n"))
        #expect(text(HealthCheck("a", .problem, "b"), HealthCheck("a", .problem, "b")).contains("2 problems to mend"))
        #expect(DoctorView([HealthCheck("a", .note, "b")]).isHealthy)
        #expect(!DoctorView([HealthCheck("a", .problem, "b")]).isHealthy)
    }

    @Test("never shows characters that a terminal obeys")
    func hostile() {
        #expect(
            !text(HealthCheck("a", .note, "\u{1b}[0m", remedy: "\u{7}")).contains { $0 == "\u{1b}" || $0 == "\u{7}" }
        )
    }

    @Test("is told to programs", arguments: HealthCheck.Verdict.allCases)
    func json(verdict: HealthCheck.Verdict) throws {
        let text = try DoctorView([HealthCheck("a", verdict, "b", remedy: "c")]).json()
        for part in [#""verdict": "\#(verdict.rawValue)""#, #""remedy": "c""#] {
            #expect(text.contains(part), "\(text)")
        }
    }
}
