// SPDX-License-Identifier: Apache-2.0

import Testing

/// The names of groups in regular expressions.
@Suite struct GroupNameTests {
    @Test(arguments: [
        ("(?<=a)", "(?<=a)"), ("(?<!a)b", "(?<!a)b"), ("x(?<=a>)b", "(?<=a>"), ("x(?<n-m>a)", "(?<n-m>"),
        ("x(?<)", "(?<)"), ("(?<>a)", "(?<>"), ("(?<é>a)", "(?<é>"), ("(?P<n", "(?P<n"),
    ])
    func `a group with a bad name is refused, a look behind as well`(pattern: String, part: String) {
        let message = "error calling mustRegexFind: error parsing regexp: invalid named capture: `\(part)`"
        #expect(Rendering.text("{{ mustRegexFind \"\(pattern)\" \"x\" }}").hasSuffix(message))
    }

    @Test(arguments: ["(?<n>a)", "(?<_1>a)", "(?P<n>a)", "[(?<=]a"])
    func `a group with a good name is a group`(pattern: String) {
        #expect(Rendering.text("{{ mustRegexMatch \"\(pattern)\" \"<a\" }}") == "true")
    }
}
