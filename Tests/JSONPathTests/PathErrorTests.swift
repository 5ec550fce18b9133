// SPDX-License-Identifier: Apache-2.0

import JSONPath
import Testing

@Suite struct PathErrorTests {
    @Test(
        arguments: [
            ("", 1, "the path is empty"),
            ("  ", 1, "the path is empty"),
            ("{}", 2, "a path is missing"),
            ("{ }", 3, "a path is missing"),
            ("{.a", 1, "the `{` is not closed"),
            ("x {.a", 3, "the `{` is not closed"),
            (".a}", 3, "`}` is not expected here"),
            ("{.a}}", 5, "the `}` closes nothing"),
            ("{.a{.b}}", 4, "`{` is not expected here"),
            ("{.a.b]", 6, "`]` is not expected here"),
            ("{.a)}", nil, nil),
            ("{.a[}", 5, "this cannot be in brackets"),
            ("{.a[", 4, "the `[` is not closed"),
            ("{.a[0}", 4, "the `[` is not closed"),
            ("{.a[]}", 5, "the brackets are empty"),
            ("{.a[name]}", 5, "a name in brackets needs quotes"),
            ("{.a['name}", 5, "the quote is not closed"),
            ("{.a['']}", 5, "a name between the quotes is empty"),
            ("{.a['b..c']}", 5, "a name between the quotes is empty"),
            ("{.a[1:2:3:4]}", 10, "a range has at most three numbers"),
            ("{.a[0:4:0]}", 5, "the step of a range must be greater than 0"),
            ("{.a[0:4:-1]}", 5, "the step of a range must be greater than 0"),
            ("{.a[99999999999]}", 5, "`99999999999` is not an index"),
            ("{.a[-]}", 5, "`-` is not an index"),
            ("{.a[0 1]}", 7, "`]` is expected here"),
            ("{..}", 4, "nothing follows the `..`"),
            ("{...a}", 4, "more than two dots follow each other"),
            ("{.a, .b}", 4, "a path cannot have a `,` outside of brackets"),
            ("{.a$.b}", 4, "`$` is only allowed at the beginning of a path"),
            ("{.a b}", 5, "a `.` is missing before this name"),
            ("{.a 'b'}", 5, "a text in quotes is not expected here"),
            ("{'a' .b}", 6, "`}` is expected here"),
            ("{'a", 2, "the quote is not closed"),
            (#"{.a\"#, 4, "nothing follows the `\\`"),
            (#"{"\q"}"#, 3, "`\\q` has no meaning in quotes"),
            ("{range}", 7, "a path is missing"),
            ("{range .a[*]}{.b}", 1, "`{range …}` has no `{end}`"),
            ("{.a}{end}", 5, "`{end}` ends no `{range …}`"),
            ("{range 'x'}{end}", 1, "`range` needs a path"),
        ] as [(String, Int?, String?)]
    ) func saysWhereAPathIsWrong(path: String, column: Int?, message: String?) {
        guard let column, let message else {
            #expect(throws: Never.self) { try JSONPathExpression(path) }
            return
        }
        let error = fault(path)
        #expect(error?.message == message, "\(path)")
        #expect(error?.column == column, "\(path)")
    }

    @Test(
        arguments: [
            ("{.a[?@.b]}", 6, "a `(` is missing behind the `?`"),
            ("{.a[?(@.b}", nil, nil),
            ("{.a[?(@.b)}", 4, "the `[` is not closed"),
            ("{.a[?(@.b=='x'", 5, "the filter is not closed"),
            ("{.a[?(@.b='x')]}", 10, "`=` does not compare"),
            ("{.a[?(@.b=~'x')]}", 10, "kubectl's paths have no regular expressions"),
            ("{.a[?(@.b===1)]}", 10, "`===` does not compare"),
            ("{.a[?(@.b==x)]}", 12, "`x` is neither a number nor a text in quotes"),
            ("{.a[?(b=='x')]}", 7, "`b` is not a path"),
            ("{.a[?('b')]}", 10, "a comparison is missing"),
            ("{.a[?(@.b==)]}", 12, "a value is missing"),
            ("{.a[?()]}", 7, "a value is missing"),
            ("{.a[?(@.b==1 && @.c==2)]}", 14, "kubectl's paths cannot combine conditions with `&&`"),
            ("{.a[?(@.b || @.c)]}", 11, "kubectl's paths cannot combine conditions with `||`"),
            ("{.a[?(@.b==1 2)]}", 14, "`)` is expected here"),
            ("{.a[?(@.b 1)]}", nil, nil),
        ] as [(String, Int?, String?)]
    ) func saysWhereAFilterIsWrong(path: String, column: Int?, message: String?) {
        let error = fault(path)
        guard let column, let message else { return }
        #expect(error?.message == message, "\(path)")
        #expect(error?.column == column, "\(path)")
    }

    @Test func everyErrorSaysWhatToWriteOrWhatIsTooDeep() {
        for path in ["{.a[name]}", "{.a[?(@.b='x')]}", "{.a[?(@.b==x)]}", "{.a, .b}", "{..}"] {
            #expect(fault(path)?.remedy?.isEmpty == false, "\(path)")
        }
        #expect(fault("{.a[name]}")?.remedy == "write `['name']`")
        #expect(fault("{.a[?(b=='x')]}")?.remedy == "write `@.b`")
        #expect(fault("{.a[?(@.b==1 && @.c==2)]}")?.remedy == "write one filter behind the other: `[?(…)][?(…)]`")
        #expect(fault("{..}")?.description == "nothing follows the `..` (character 4)")
    }

    @Test func refusesNestingThatNobodyWrites() {
        let filters = String(repeating: "[?(@.a", count: 5000)
        #expect(fault("{\(filters)")?.message == "filters are nested more than 20 deep")
        let loops = String(repeating: "{range .a[*]}", count: 5000)
        #expect(fault(loops)?.message == "loops are nested more than 20 deep")
    }
}
