// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

@Suite struct LimitTests {
    /// A set with functions that make values grow, and with one that executes templates.
    private func set(_ limits: ExecutionLimits = ExecutionLimits(steps: 100_000, bytes: 1 << 20)) -> TemplateSet {
        let set = TemplateSet(limits: limits)
        set.add(functions: [
            "list": Function([], rest: .any, result: .list(.any)) { .list(List($0)) },
            "dict": Function([.string, .any], result: .map(.any)) { .map(Map([$0[0].printed: $0[1]])) },
            "join": Function([.list(.any), .list(.any)], result: .list(.any)) { arguments in
                guard case .list(let one) = arguments[0], case .list(let other) = arguments[1] else { return .null }
                return .list(List(one.elements + other.elements))
            },
            "set": Function([.map(.any), .string, .any], result: .string) { arguments in
                if case .map(let map) = arguments[0] { map.entries[arguments[1].printed] = arguments[2] }
                return .string("")
            },
            "include": Function([.string, .any], result: .string) { [unowned set] arguments in
                do {
                    return try .string(set.execute(arguments[0].printed.string, with: arguments[1]))
                } catch let error as ExecutionError {
                    throw FunctionError(error.text)
                }
            },
        ])
        return set
    }

    @Test(
        arguments: [
            ("{{ range 1000000000000 }}{{ end }}", "stopped after 100000 steps"),
            ("{{ range 1000000 }}{{ range 1000000 }}{{ end }}{{ end }}", "stopped after 100000 steps"),
            ("{{ range 1000000 }}x{{ end }}", "stopped after 100000 steps"),
            ("{{ define \"r\" }}{{ template \"r\" }}{{ end }}{{ template \"r\" }}", "exceeded maximum template depth"),
            (
                "{{ define \"r\" }}{{ template \"r\" }}{{ template \"r\" }}{{ end }}{{ template \"r\" }}",
                "exceeded maximum template depth"
            ),
            (
                #"{{ define "a" }}{{ template "b" }}{{ end }}"#
                    + #"{{ define "b" }}{{ template "a" }}{{ end }}{{ template "a" }}"#,
                "exceeded maximum template depth"
            ),
            (
                "{{ define \"r\" }}{{ include \"r\" . }}{{ end }}{{ template \"r\" . }}",
                "exceeded maximum nesting depth (500)"
            ),
            (
                "{{ define \"r\" }}{{ print (print (include \"r\" .)) }}{{ end }}{{ template \"r\" . }}",
                "exceeded maximum nesting depth (500)"
            ),
            ("{{ $x := \"ab\" }}{{ range 100 }}{{ $x = print $x $x }}{{ end }}", "too large, or nested too deeply"),
            (
                "{{ $x := \"ab\" }}{{ range 100 }}{{ $x = printf \"%s%s\" $x $x }}{{ end }}",
                "too large, or nested too deeply"
            ),
            ("{{ $x := list 1 }}{{ range 100 }}{{ $x = join $x $x }}{{ end }}", "stopped after 100000 steps"),
            (
                "{{ range 50000 }}0123456789012345678901234567890123456789{{ end }}",
                "stopped after 1048576 bytes of text"
            ),
            (
                "{{ $x := list 1 }}{{ range 100 }}{{ $x = list $x $x }}{{ end }}{{ $x }}",
                "too large, or nested too deeply"
            ),
            ("{{ $x := dict \"a\" 1 }}{{ set $x \"a\" $x }}{{ $x }}", "too large, or nested too deeply"),
            ("{{ $x := dict \"a\" 1 }}{{ set $x \"a\" $x }}{{ printf \"%s\" $x }}", "too large, or nested too deeply"),
            ("{{ $x := printf \"%1000000d\" 1 }}{{ $x }}{{ $x }}", "stopped after 1048576 bytes of text"),
        ]
    )
    func stopWhatDoesNotEnd(template: String, part: String) {
        let limits = ExecutionLimits(steps: 100_000, bytes: 1 << 20, templates: 10_000)
        let result = rendered(template, in: set(limits))
        #expect(result.contains(part), "\(result.suffix(300))")
    }

    @Test func letTheUsualPass() {
        #expect(rendered("{{ range 1000 }}{{ range 20 }}x{{ end }}{{ end }}", in: set()).count == 20_000)
        let chain = (0..<400).map { "{{ define \"t\($0)\" }}{{ template \"t\($0 + 1)\" . }}{{ end }}" }.joined()
        #expect(rendered(chain + "{{ define \"t400\" }}end{{ end }}{{ template \"t0\" . }}", in: set()) == "end")
        let count =
            #"{{ define "c" }}{{ if lt (len .) 40 }}{{ include "c" (print . "x") }}{{ else }}{{ . }}{{ end }}{{ end }}"#
            + #"{{ include "c" "" }}"#
        #expect(rendered(count, in: set()) == String(repeating: "x", count: 40))
    }

    @Test func startAnewWithEachExecution() throws {
        let set = set()
        try set.parse("{{ range 15000 }}x{{ end }}", named: "t")
        for _ in 0..<10 { #expect(try set.execute("t", with: .null).count == 15_000) }
    }

    @Test func areSharedWithNestedExecutions() {
        let template =
            "{{ define \"r\" }}{{ range 20000 }}{{ end }}{{ end }}{{ range 10 }}{{ include \"r\" . }}{{ end }}"
        let result = rendered(template, in: set())
        #expect(result.contains("stopped after 100000 steps"), "\(result)")
        let copying = TemplateSet(limits: ExecutionLimits(steps: 100_000))
        copying.add(functions: [
            "again": Function([], result: .string) { [unowned copying] _ in
                let copy = copying.copy()
                try copy.parse("{{ again }}", named: "again")
                return try .string(copy.execute("again", with: .null))
            }
        ])
        #expect(rendered("{{ again }}", in: copying).contains("exceeded maximum nesting depth"))
    }

    @Test func chainTheMessagesOfNestedExecutions() {
        let template =
            "{{ define \"a\" }}{{ include \"b\" . }}{{ end }}{{ define \"b\" }}{{ .s.x }}{{ end }}{{ include \"a\" . }}"
        #expect(
            rendered(template, in: set())
                == "1:82: executing \"t\" at <include \"a\" .>: error calling include: template: t:1:19: executing \"a\" at "
                + #"<include "b" .>: error calling include: template: t:1:65: executing "b" at <.s.x>: "#
                + "can't evaluate field x in type interface {}"
        )
    }

    @Test func doNotDependOnTheStackWhereValuesEnd() {
        #expect(
            rendered("{{ $x := list 1 }}{{ range 40000 }}{{ $x = list $x }}{{ end }}done", in: set(ExecutionLimits()))
                == "done"
        )
        #expect(
            rendered(
                "{{ $x := dict \"a\" 1 }}{{ range 40000 }}{{ $x = dict \"a\" $x }}{{ end }}done",
                in: set(ExecutionLimits())
            ) == "done"
        )
        #expect(
            rendered(
                "{{ $x := list 1 }}{{ range 40000 }}{{ $x = dict \"a\" (list $x 1) }}{{ end }}done",
                in: set(ExecutionLimits())
            ) == "done"
        )
    }

    @Test func areLargerOnADeepStack() {
        let depth = DeepStack.run {
            let set = TemplateSet(limits: DeepStack.limits)
            set.add(functions: [
                "include": Function([.any], result: .string) { [unowned set] in
                    try .string(set.execute("r", with: $0[0]))
                }
            ])
            return rendered(
                #"{{ define "r" }}{{ if lt (len .) 1000 }}{{ include (print . "x") }}{{ else }}{{ len . }}{{ end }}"#
                    + #"{{ end }}{{ include "" }}"#,
                in: set
            )
        }
        #expect(depth == "1000")
    }
}
