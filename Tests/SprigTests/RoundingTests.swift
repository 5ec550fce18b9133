// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct RoundingTests {
    @Test(
        arguments: [
            (#"{{ floor 123.9999 }}"#, "123"),
            (#"{{ floor "-1.5" }}"#, "-2"),
            (#"{{ floor "x" }}"#, "0"),
            (#"{{ ceil 123.001 }}"#, "124"),
            (#"{{ ceil 5 }}"#, "5"),
            (#"{{ ceil -0.0 }}"#, "-0"),
            (#"{{ round 123.555555 3 }}"#, "123.556"),
            (#"{{ round 123.555555 3 0.9 }}"#, "123.555"),
            (#"{{ round "123.5" 0 }}"#, "124"),
            (#"{{ round 0.5 0 }}"#, "1"),
            (#"{{ round -1.5 0 }}"#, "-2"),
            (#"{{ round -0.0 0 }}"#, "-0"),
            (#"{{ round 1e10 2 }}"#, "1e+10"),
            (#"{{ round 15 -1 }}"#, "20"),
            (#"{{ round 2.449 1 }}"#, "2.4"),
            (#"{{ round 1.1 0 0.1 }}"#, "2"),
            (#"{{ round nil 2 }}"#, "0"),
            (#"{{ typeOf (round 1 0) }}"#, "float64"),
        ]
    )
    func areRounded(template: String, output: String) { #expect(Rendering.text(template) == output) }

    @Test(
        arguments: [
            (#"{{ until 0 }}"#, "[]"),
            (#"{{ until 3 }}"#, "[0 1 2]"),
            (#"{{ until -2 }}"#, "[0 -1]"),
            (#"{{ untilStep 0 6 2 }}"#, "[0 2 4]"),
            (#"{{ untilStep 3 6 2 }}"#, "[3 5]"),
            (#"{{ untilStep 0 6 0 }}"#, "[]"),
            (#"{{ untilStep 0 6 -1 }}"#, "[]"),
            (#"{{ untilStep 3 -4 -3 }}"#, "[3 0 -3]"),
            (#"{{ untilStep 3 0 1 }}"#, "[]"),
            (#"{{ untilStep 5 5 1 }}"#, "[]"),
            (#"{{ untilStep 0 9223372036854775807 9223372036854775806 }}"#, "[0 9223372036854775806]"),
            (#"{{ seq }}|"#, "|"),
            (#"{{ seq 1 }}"#, "1"),
            (#"{{ seq 3 }}"#, "1 2 3"),
            (#"{{ seq -1 }}"#, "1 0 -1"),
            (#"{{ seq 2 5 }}"#, "2 3 4 5"),
            (#"{{ seq 5 2 }}"#, "5 4 3 2"),
            (#"{{ seq 0 2 5 }}"#, "0 2 4"),
            (#"{{ seq 0 2 6 }}"#, "0 2 4 6"),
            (#"{{ seq 0 -2 -5 }}"#, "0 -2 -4"),
            (#"{{ seq 0 -2 5 }}|"#, "|"),
            (#"{{ seq 0 0 5 }}|"#, "|"),
            (#"{{ seq 3 1 3 }}"#, "3"),
            (#"{{ typeOf (seq 2) }}"#, "string"),
            (#"{{ typeOf (until 2) }}"#, "[]int"),
        ]
    )
    func areCounted(template: String, output: String) { #expect(Rendering.text(template) == output) }
}
