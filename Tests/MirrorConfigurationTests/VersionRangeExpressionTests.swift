// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration
import Testing

struct VersionRangeExpressionTests {
    @Test(
        "A range has the versions that OLM finds in it",
        arguments: [
            (
                ">=1.0.0 <2.0.0 || 3.x", ["1.0.0", "1.99.0", "2.0.0-rc.1", "3.0.0", "3.9.9"],
                ["0.9.9", "2.0.0", "4.0.0"]
            ),
            ("1.2.3", ["1.2.3", "1.2.3+build"], ["1.2.3-1", "1.2.4"]),
            ("=1.2.3", ["1.2.3"], ["1.2.2"]),
            ("==1.2.3", ["1.2.3"], ["1.2.2"]),
            ("!1.2.3", ["1.2.2", "1.2.3-1"], ["1.2.3"]),
            ("!=1.2.3", ["1.2.4"], ["1.2.3+5"]),
            (">1.2.3", ["1.2.4-1", "2.0.0"], ["1.2.3", "1.2.3-9"]),
            ("<= 1.2.3", ["1.2.3", "1.2.3-9"], ["1.2.4-0"]),
            ("  >=1.0.0   !=1.5.0  ", ["1.0.0"], ["1.5.0", "0.1.0"]),
            ("1.2.x", ["1.2.0", "1.2.99", "1.3.0-5"], ["1.1.9", "1.3.0", "1.2.0-1"]),
            ("1.x.x", ["1.9.0"], ["2.0.0"]),
            (">1.2.x", ["1.3.0"], ["1.2.9"]),
            (">=1.2.x", ["1.2.0"], ["1.1.9"]),
            ("<1.2.x", ["1.1.9", "1.2.0-1"], ["1.2.0"]),
            ("<=1.2.x", ["1.2.9"], ["1.3.0"]),
            ("!1.2.x", ["1.1.0", "1.3.0"], ["1.2.5"]),
            ("!=1.x", ["2.0.0", "0.9.0"], ["1.2.5"]),
            ("1.0.0||2.0.0", ["1.0.0", "2.0.0"], ["1.5.0"]),
        ]
    )
    func contains(text: String, inside: [String], outside: [String]) throws {
        let range = try VersionRangeExpression(text)
        for version in inside { #expect(range.contains(try SemanticVersion(version)), "\(version)") }
        for version in outside { #expect(!range.contains(try SemanticVersion(version)), "\(version)") }
    }

    @Test(
        "What is no range is refused",
        arguments: [
            "", " ", "||", "1.0.0 ||", "|| 1.0.0", "1.0", ">=1", "x", ">x", "~1.0.0", "^1.0.0", "=>1.0.0", "v1.0.0",
            ">=",
            "1.0.0,2.0.0", ">=1.0.0<2.0.0", "1.2.3.x", "18446744073709551615.x", ".x", "1..x", "*", "1.2.X", "01.x",
        ]
    )
    func refuses(text: String) {
        #expect(throws: VersionError.self) { try VersionRangeExpression(text) }
    }
}
