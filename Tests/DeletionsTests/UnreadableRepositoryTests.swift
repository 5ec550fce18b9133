// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Testing

@testable import Deletions

@Suite("A repository that cannot be read")
struct UnreadableRepositoryTests {
    @Test(
        "tells the reason with its own remedy, and how the deletion can go on",
        arguments: [
            (Explanation("it is odd"), nil, nil),
            (Explanation("it is odd", cause: "500", remedy: "wait"), "500", "wait"),
        ] as [(Explanation, String?, String?)]
    )
    func parts(reason: Explanation, cause: String?, remedy: String?) throws {
        let error = UnreadableRepository(repository: try Repository("a.io/b"), reason: reason)
        let advice = "Mirror or delete the unreadable image, or leave this repository out; then plan again."
        #expect(
            error.explanation
                == Explanation(
                    "nothing can be proven about a.io/b, because a part of it cannot be read: it is odd",
                    cause: cause,
                    remedy: [remedy, advice].compactMap(\.self).joined(separator: "\n")
                )
        )
    }
}
