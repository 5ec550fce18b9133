// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans
import TestSupport
import Testing
import Views

@Suite("How people are told of an image")
struct ImageNameTests {
    private static let hex = String(repeating: "0123456789abcdef", count: 4)

    private func action(_ name: String, type: ImageType, _ requests: [String]) -> Action {
        var action = SampleApply.action(name)
        action.fields.type = type
        action.fields.requestedBy = requests
        return action
    }

    @Test(
        "shortens digests, and names the bundles of operators",
        arguments: [
            ("a/app:1", .additionalImage, ["mirror.additionalImages[0]"], "a/app:1"),
            ("a/app:sha256-\(hex)", .additionalImage, [], "a/app:sha256-0123456789ab…"),
            ("a/app:sha256-\(hex).sig", .signature, [], "a/app:sha256-0123456789ab….sig"),
            (
                "a/app:sha256-\(hex)", .operatorRelatedImage,
                ["mirror.operators[0].packages[0] (logging) > logging.v6.2.0"],
                "a/app:sha256-0123456789ab… (logging.v6.2.0)"
            ),
            (
                "a/app:sha256-\(hex)", .operatorBundle,
                ["mirror.operators[0].packages[0] (x) > x.v1", "mirror.operators[0].packages[0] (x) > x.v2"],
                "a/app:sha256-0123456789ab… (x.v1 and 1 more)"
            ),
        ] as [(String, ImageType, [String], String)]
    )
    func text(name: String, type: ImageType, requests: [String], text: String) {
        let shown = ImageName(action(name, type: type, requests))
        #expect(shown.text(at: SampleApply.target) == "mirror.example:5000/ocp/\(text)")
        #expect(shown.short == text.dropFirst(2))
    }
}
