// SPDX-License-Identifier: Apache-2.0

import ConfigurationDrafts
import Reviews
import Runs
import Testing

@testable import Views

@Suite("The answer of init")
struct InitViewTests {
    private static let draft = ConfigurationDraft(
        of: ClusterFacts(
            release: .init(channel: "stable-4.16", current: "4.16.3", desired: "4.16.3"),
            catalogs: [.init(name: "c", namespace: "n", image: "quay.io/a/b:1")],
            subscriptions: [
                .init(package: "p", channel: "stable", source: "c", sourceNamespace: "n", installed: "p.v1.0.0")
            ]
        )
    )

    private func text(_ draft: ConfigurationDraft, _ path: String?) -> String {
        InitView(InitOutcome(draft: draft, path: path)).text(TextStyle(usesColor: false), false)
    }

    @Test("says what was written, and what to run")
    func written() {
        #expect(
            text(Self.draft, "my isc.yaml") == """
                Wrote my isc.yaml: 1 release channel, 1 operator, 1 catalog.
                Read it, then run: mirror plan -c 'my isc.yaml' --to docker://host[:port][/namespace]

                """
        )
        #expect(text(.empty, "isc.yaml").hasPrefix("Wrote isc.yaml.\n"))
    }

    @Test("is the text itself on standard output, without remarks")
    func shown() {
        #expect(text(Self.draft, nil) == Self.draft.text)
        #expect(InitView(InitOutcome(draft: Self.draft, path: nil)).remarks.isEmpty)
        #expect(InitView(InitOutcome(draft: Self.draft, path: "a")).remarks.hasPrefix("note: No architecture is named"))
    }

    @Test("is told to programs")
    func json() throws {
        let text = try InitView(InitOutcome(draft: Self.draft, path: "isc.yaml")).json()
        for part in [#""configuration": "isc.yaml""#, #""packages": 1"#, #""doubts": ["#] {
            #expect(text.contains(part), "\(text)")
        }
    }
}
