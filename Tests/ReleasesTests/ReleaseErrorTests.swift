// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Resolution
import Testing

@testable import Releases

@Suite("An error of a release")
struct ReleaseErrorTests {
    @Test(
        "that stays and cannot be read has the remedy of its reason, and one for the deletion",
        arguments: [(nil, ""), ("wait", "wait\n")] as [(String?, String)]
    )
    func unreadable(own: String?, first: String) throws {
        let place = Destination(repository: try Repository("a.io/releases"), tag: try Tag("4.16.1"))
        let error = UnreadableRelease(destination: place, reason: Explanation("it is odd", remedy: own))
        #expect(error.explanation.summary.hasPrefix("the release a.io/releases:4.16.1 stays, but its components"))
        #expect(error.explanation.summary.hasSuffix(" are unknown: it is odd"))
        #expect(
            error.explanation.remedy
                == first + "Mirror it again, or delete it as well; until then no release can be deleted."
        )
    }

    @Test func `without a key names the places where one was looked for, and where keys are published`() {
        let explanation = MissingReleaseKey(standard: "/etc/key").explanation
        #expect(explanation.summary.hasPrefix("there is no key to verify releases with: --release-key is not given"))
        #expect(explanation.summary.hasSuffix("and there is no /etc/key"))
        #expect(explanation.remedy?.hasPrefix("Red Hat's keys, with their fingerprints, are at https://") == true)
    }

    @Test func `whose document is gone from the cache asks for a new plan`() {
        #expect(
            LostDocument(path: "graphs/x").explanation
                == Explanation(
                    "graphs/x is not in the cache any more, and belongs into the archive",
                    remedy: "Plan again: it is then fetched once more."
                )
        )
    }
}
