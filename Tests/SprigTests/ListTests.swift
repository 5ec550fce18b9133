// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct ListTests {
    @Test(
        arguments: [
            (#"{{ list 1 2 3 | toJson }}"#, "[1,2,3]"),
            (#"{{ tuple | toJson }}"#, "[]"),
            (#"{{ typeOf (list) }}"#, "[]interface {}"),
            (#"{{ first (list 1 2 3) }}"#, "1"),
            (#"{{ first (until 3) }}"#, "0"),
            (#"{{ first (splitList "," "x,y") }}"#, "x"),
            (#"{{ last (list 1 2 3) }}"#, "3"),
            (#"{{ mustLast (until 3) }}"#, "2"),
            (#"{{ rest (list 1 2 3) }}"#, "[2 3]"),
            (#"{{ typeOf (rest (until 3)) }}"#, "[]interface {}"),
            (#"{{ mustRest (list 1) | toJson }}"#, "[]"),
            (#"{{ rest (list) | toJson }}"#, "null"),
            (#"{{ initial (list 1 2 3) }}"#, "[1 2]"),
            (#"{{ initial (list) | toJson }}"#, "null"),
            (#"{{ first (list nil) | toJson }}"#, "null"),
            (#"{{ append (list 1) 2 }}"#, "[1 2]"),
            (#"{{ push (until 2) "x" | toJson }}"#, #"[0,1,"x"]"#),
            (#"{{ mustPush (list) (list) | toJson }}"#, "[[]]"),
            (#"{{ prepend (list 1) 0 }}"#, "[0 1]"),
            (#"{{ mustPrepend (until 1) nil | toJson }}"#, "[null,0]"),
            (#"{{ typeOf (append (until 1) 1) }}"#, "[]interface {}"),
            (#"{{ concat (list 1) (list 2 3) (until 1) | toJson }}"#, "[1,2,3,0]"),
            (#"{{ concat (list) (list) | toJson }}"#, "null"),
            (#"{{ concat (list 1) | toJson }}"#, "[1]"),
            (#"{{ $a := list 1 2 }}{{ $_ := append $a 3 }}{{ $a }}"#, "[1 2]"),
            (#"{{ reverse (list 1 2 3) }}"#, "[3 2 1]"),
            (#"{{ mustReverse (splitList "," "a,b") | toJson }}"#, #"["b","a"]"#),
            (#"{{ typeOf (reverse (until 2)) }}"#, "[]interface {}"),
            (#"{{ compact (list 1 nil 0 "" "a" false) | toJson }}"#, #"[1,"a"]"#),
            (#"{{ compact (until 3) | toJson }}"#, "[1,2]"),
            (#"{{ uniq (list 1 1 2 "1" "1") | toJson }}"#, #"[1,2,"1"]"#),
            (#"{{ uniq (splitList "," "a,b,a") | toJson }}"#, #"["a","b"]"#),
            (#"{{ uniq (list nil nil) | toJson }}"#, "[null]"),
            (#"{{ uniq (list (list 1) (list 1.0)) | len }}"#, "2"),
            (#"{{ mustUniq (list) | toJson }}"#, "[]"),
        ]
    )
    func grow(template: String, output: String) { #expect(Rendering.text(template) == output) }

    @Test(
        arguments: [
            (#"{{ has 4 (list 1 2 4) }}"#, "true"),
            (#"{{ has "4" (list 1 2 4) }}"#, "false"),
            (#"{{ has 1.0 (list 1) }}"#, "false"),
            (#"{{ has nil (list) }}"#, "false"),
            (#"{{ has 1 nil }}"#, "false"),
            (#"{{ has 1 (until 3) }}"#, "true"),
            (#"{{ has (list 1) (list (list 1)) }}"#, "true"),
            (#"{{ mustHas "a" (splitList "," "a") }}"#, "true"),
            (#"{{ without (list 1 2 3) 1 3 | toJson }}"#, "[2]"),
            (#"{{ without (list) 1 | toJson }}"#, "[]"),
            (#"{{ without (list 1 nil) nil | toJson }}"#, "[1]"),
            (#"{{ typeOf (without (until 2) 0) }}"#, "[]interface {}"),
            (#"{{ mustWithout (splitList "," "a,b") "a" | toJson }}"#, #"["b"]"#),
            (#"{{ slice (list 1 2 3) | toJson }}"#, "[1,2,3]"),
            (#"{{ slice (list 1 2 3) 1 }}"#, "[2 3]"),
            (#"{{ slice (list 1 2 3) 0 2 }}"#, "[1 2]"),
            (#"{{ slice (list 1 2 3) 3 | toJson }}"#, "[]"),
            (#"{{ slice (list 1 2 3) 2 2 | toJson }}"#, "[]"),
            (#"{{ typeOf (slice (until 3) 1) }}"#, "[]int"),
            (#"{{ mustSlice (list 1 2 3) 1.9 }}"#, "[2 3]"),
            (#"{{ slice (list) 5 9 | toJson }}"#, "null"),
            (#"{{ slice (list 1 2 3) "x" "2" }}"#, "[1 2]"),
            (#"{{ chunk 3 (list 1 2 3 4 5 6 7 8) | toJson }}"#, "[[1,2,3],[4,5,6],[7,8]]"),
            (#"{{ chunk 2 (list) | toJson }}"#, "[]"),
            (#"{{ chunk 2 (until 3) | toJson }}"#, "[[0,1],[2]]"),
            (#"{{ chunk -1 (list 1) | toJson }}"#, "[[1]]"),
            (#"{{ chunk -5 (list 1 2 3) | toJson }}"#, "[]"),
            (#"{{ typeOf (mustChunk 1 (list 1)) }}"#, "[][]interface {}"),
            (#"{{ sortAlpha (list "c" "a" "B" "é" "") | toJson }}"#, #"["","B","a","c","é"]"#),
            (#"{{ sortAlpha (until 11) | join "," }}"#, "0,1,10,2,3,4,5,6,7,8,9"),
            (#"{{ sortAlpha 5 | toJson }}"#, #"["5"]"#),
            (#"{{ sortAlpha (list) | toJson }}"#, "[]"),
            (#"{{ sortAlpha (list 2 1.5 true) | toJson }}"#, #"["1.5","2","true"]"#),
            (#"{{ typeOf (sortAlpha (list 1)) }}"#, "[]string"),
            (#"{{ sortAlpha (dict "a" 1) | toJson }}"#, #"["map[a:1]"]"#),
        ]
    )
    func areSearchedAndCut(template: String, output: String) { #expect(Rendering.text(template) == output) }

    /// What each function says about a value that is no list.
    @Test(
        arguments: [
            ("first", "Cannot find first on type string"),
            ("last", "Cannot find last on type string"),
            ("rest", "Cannot find rest on type string"),
            ("initial", "Cannot find initial on type string"),
            ("reverse", "Cannot find reverse on type string"),
            ("compact", "Cannot compact on type string"),
            ("uniq", "Cannot find uniq on type string"),
            ("mustFirst", "Cannot find first on type string"),
            ("mustCompact", "Cannot compact on type string"),
            ("mustInitial", "Cannot find initial on type string"),
            ("without", "Cannot find without on type string"),
            ("concat", "Cannot concat type string as list"),
            ("slice", "list should be type of slice or array but string"),
            ("mustSlice", "list should be type of slice or array but string"),
        ]
    )
    func refuseOtherValues(function: String, message: String) {
        #expect(Rendering.text("{{ \(function) \"abc\" }}").hasSuffix("error calling \(function): \(message)"))
        let nilPointer = "runtime error: invalid memory address or nil pointer dereference"
        #expect(Rendering.text("{{ \(function) nil }}").hasSuffix("error calling \(function): \(nilPointer)"))
    }

    @Test(
        arguments: [
            (#"{{ append 5 1 }}"#, "append", "Cannot push on type int"),
            (#"{{ mustAppend (dict) 1 }}"#, "mustAppend", "Cannot push on type map"),
            (#"{{ prepend true 1 }}"#, "prepend", "Cannot prepend on type bool"),
            (#"{{ has 1 2.5 }}"#, "has", "Cannot find has on type float64"),
            (#"{{ chunk 2 "abc" }}"#, "chunk", "Cannot chunk type string"),
            (#"{{ chunk 0 (list 1 2) }}"#, "chunk", "runtime error: makeslice: len out of range"),
            (#"{{ chunk -1 (list 1 2 3) }}"#, "chunk", "runtime error: makeslice: len out of range"),
            (#"{{ slice (list 1 2) 2 1 }}"#, "slice", "reflect.Value.Slice: slice index out of bounds"),
            (#"{{ slice (list 1 2) -1 }}"#, "slice", "reflect.Value.Slice: slice index out of bounds"),
            (#"{{ first (int64 1) }}"#, "first", "Cannot find first on type int64"),
            (#"{{ without 5 }}"#, "without", "Cannot find without on type int"),
        ]
    )
    func fail(template: String, function: String, message: String) {
        #expect(Rendering.text(template).hasSuffix("error calling \(function): \(message)"))
    }
}
