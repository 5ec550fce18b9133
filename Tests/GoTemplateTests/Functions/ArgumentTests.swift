// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

@Suite struct ArgumentTests {
    @Test(
        arguments: [
            ("text \"a\"", "string=a"),
            ("text .s", "string=text"),
            ("text (print 1)", "string=1"),
            (".s | text", "string=text"),
            ("text `a`", "string=a"),
            ("int 3", "int=3"),
            ("int 3.0", "int=3"),
            ("int 3e0", "int=3"),
            ("int 'a'", "int=97"),
            ("int (len .s)", "int=4"),
            ("int64 3", "int64=3"),
            ("int64 long", "int64=7"),
            ("uint 3", "uint32=3"),
            ("byte 300", "uint8=44"),
            ("float 3", "float64=3"),
            ("float 3.5", "float64=3.5"),
            ("float .n", "float64=3"),
            ("bool true", "bool=true"),
            ("bool .t", "bool=true"),
            ("bool (eq 1 1)", "bool=true"),
            ("complex 1i", "complex128=(0+1i)"),
            ("list .l", "[]interface {}=[a b c]"),
            ("texts typed", "[]string=[a]"),
            ("map .m", "map[string]interface {}=map[k1:v1 k2:v2]"),
            ("list nil", "[]interface {}=[]"),
            ("map nil", "map[string]interface {}=map[]"),
            ("map (.nope)", "map[string]interface {}=map[]"),
            ("list (.null)", "[]interface {}=[]"),
            ("map .nope", "map[string]interface {}=map[]"),
            ("anything nil", "interface {}=<nil>"),
            ("anything .nope", "interface {}=<nil>"),
            ("anything 3", "int=3"),
            ("anything .n", "float64=3"),
            ("anything (.null)", "interface {}=<nil>"),
            ("many \"a\"", "string=a"),
            ("many \"a\" 1 2", "string=a,int=1,int=2"),
            ("3 | many \"a\" 1", "string=a,int=1,int=3"),
            ("\"a\" | many", "string=a"),
            ("5 | two \"a\"", "string=a,int=5"),
            ("text boxed", "string=in a box"),
            ("boxed | text", "string=in a box"),
            ("pointer nil", "interface {}=<nil>"),
            ("pointer (.nope)", "interface {}=<nil>"),
            ("anything .l", "[]interface {}=[a b c]"),
            ("anything true", "bool=true"),
            ("anything 1.5", "float64=1.5"),
            ("anything \"x\"", "string=x"),
        ]
    )
    func takesArguments(expression: String, text: String) {
        #expect(result(expression) == text)
    }

    @Test(
        arguments: [
            ("text 5", "8: executing \"t\" at <5>: expected string; found 5"),
            ("text true", "8: executing \"t\" at <true>: expected string; found true"),
            ("text nil", "8: executing \"t\" at <nil>: cannot assign nil to string"),
            ("text .nope", "8: executing \"t\" at <.nope>: invalid value; expected string"),
            ("text .null", "8: executing \"t\" at <.null>: wrong type for value; expected string; got interface {}"),
            ("text (.null)", "9: executing \"t\" at <.null>: invalid value; expected string"),
            (".null | text", "11: executing \"t\" at <text>: invalid value; expected string"),
            ("text .n", "8: executing \"t\" at <.n>: wrong type for value; expected string; got float64"),
            (".n | text", "8: executing \"t\" at <text>: wrong type for value; expected string; got float64"),
            ("text .l", "8: executing \"t\" at <.l>: wrong type for value; expected string; got []interface {}"),
            (
                "text nothing",
                "8: executing \"t\" at <nothing>: wrong type for value; expected string; got interface {}"
            ),
            ("text (nothing)", "9: executing \"t\" at <nothing>: invalid value; expected string"),
            ("int 3.5", "7: executing \"t\" at <3.5>: expected integer; found 3.5"),
            ("int \"3\"", "7: executing \"t\" at <\"3\">: expected integer; found \"3\""),
            ("int .n", "7: executing \"t\" at <.n>: wrong type for value; expected int; got float64"),
            ("int long", "7: executing \"t\" at <long>: wrong type for value; expected int; got int64"),
            ("int (long)", "8: executing \"t\" at <long>: wrong type for value; expected int; got int64"),
            ("int nil", "7: executing \"t\" at <nil>: cannot assign nil to int"),
            (
                "int 18446744073709551615",
                "7: executing \"t\" at <18446744073709551615>: expected integer; found 18446744073709551615"
            ),
            ("uint -1", "8: executing \"t\" at <-1>: expected unsigned integer; found -1"),
            ("float \"1\"", "9: executing \"t\" at <\"1\">: expected float; found \"1\""),
            ("float (len .s)", "14: executing \"t\" at <.s>: wrong type for value; expected float64; got int"),
            ("bool 1", "8: executing \"t\" at <1>: expected bool; found 1"),
            ("bool \"true\"", "8: executing \"t\" at <\"true\">: expected bool; found \"true\""),
            ("bool nil", "8: executing \"t\" at <nil>: cannot assign nil to bool"),
            ("complex 1", "11: executing \"t\" at <1>: expected complex; found 1"),
            ("list 1", "8: executing \"t\" at <1>: can't handle 1 for arg of type []interface {}"),
            ("list \"a\"", "8: executing \"t\" at <\"a\">: can't handle \"a\" for arg of type []interface {}"),
            (
                "list typed",
                "8: executing \"t\" at <typed>: wrong type for value; expected []interface {}; got []string"
            ),
            ("texts .l", "9: executing \"t\" at <.l>: wrong type for value; expected []string; got []interface {}"),
            (
                "map .l",
                "7: executing \"t\" at <.l>: wrong type for value; expected map[string]interface {}; got []interface {}"
            ),
            ("map true", "7: executing \"t\" at <true>: can't handle true for arg of type map[string]interface {}"),
            (
                "list .null",
                "8: executing \"t\" at <.null>: wrong type for value; expected []interface {}; got interface {}"
            ),
            ("time \"2020\"", "8: executing \"t\" at <\"2020\">: can't handle \"2020\" for arg of type time.Time"),
            ("time nil", "8: executing \"t\" at <nil>: cannot assign nil to time.Time"),
            ("time .nope", "8: executing \"t\" at <.nope>: invalid value; expected time.Time"),
            ("time .s", "8: executing \"t\" at <.s>: wrong type for value; expected time.Time; got string"),
            ("pointer \"1\"", "11: executing \"t\" at <\"1\">: can't handle \"1\" for arg of type *v.Version"),
        ]
    )
    func refusesArguments(expression: String, message: String) {
        #expect(result(expression) == "1:" + message)
    }
}
