// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Testing

@testable import Compatibility

@Suite("A value of a flag")
struct ValueTests {
    private static func value(_ text: String, of name: FlagName) -> FlagValue? {
        try? FlagValue(text, of: .named(name))
    }

    @Test(
        "is one of the words that Go reads, or no switch",
        arguments: [
            ("1", true), ("t", true), ("T", true), ("true", true), ("TRUE", true), ("True", true), ("0", false),
            ("f", false), ("F", false), ("false", false), ("FALSE", false), ("False", false), ("tRUE", nil),
            ("yes", nil),
            ("no", nil), ("", nil), (" true", nil), ("2", nil), ("-1", nil), ("on", nil),
        ] as [(String, Bool?)]
    )
    func switches(text: String, value: Bool?) {
        #expect(Self.value(text, of: .dryRun) == value.map(FlagValue.boolean))
    }

    @Test(
        "is a time in Go's units, or no time",
        arguments: [
            ("0", 0), ("10m", 600), ("1h30m", 5400), ("1.5s", 1.5), ("500ms", 0.5), ("2h45m0.5s", 9900.5),
            ("1us", 1e-6),
            ("1µs", 1e-6), ("1ns", 1e-9), (".5s", 0.5), ("1.s", 1), ("00010m", 600), ("10", nil), ("m", nil), ("", nil),
            ("10 m", nil), ("-10m", nil), ("10M", nil), ("10d", nil), ("1h-30m", nil), ("1.2.3s", nil), ("..s", nil),
            ("1e3s", nil), ("٣m", nil),
        ] as [(String, Double?)]
    )
    func times(text: String, seconds: Double?) {
        let value = Self.value(text, of: .imageTimeout)
        guard case .duration(let found)? = value, let seconds else {
            #expect(value == nil && seconds == nil)
            return
        }
        #expect(abs(found - seconds) < 1e-9)
    }

    @Test(
        "is a whole number in its range, or no number",
        arguments: [
            ("1", .parallelImages, 1), ("10", .parallelImages, 10), ("0", .parallelImages, nil),
            ("11", .parallelImages, nil), ("65535", .port, 65535), ("65536", .port, nil), ("0", .maxNestedPaths, 0),
            ("-1", .maxNestedPaths, nil), ("1.0", .maxNestedPaths, nil), ("0x10", .maxNestedPaths, nil),
            ("1e3", .maxNestedPaths, nil), (" 1", .maxNestedPaths, nil), ("99999999999999999999", .verbose, nil),
            ("+3", .verbose, 3), ("", .verbose, nil),
        ] as [(String, FlagName, Int?)]
    )
    func numbers(text: String, name: FlagName, number: Int?) {
        #expect(Self.value(text, of: name) == number.map(FlagValue.number))
    }

    @Test(
        "is a list with something between its commas",
        arguments: [
            ("amd64", ["amd64"]), ("amd64,arm64", ["amd64", "arm64"]), (" amd64", [" amd64"]), ("", nil), (",", nil),
            ("amd64,", nil), (",amd64", nil), ("a,,b", nil),
        ] as [(String, [String]?)]
    )
    func lists(text: String, list: [String]?) {
        #expect(Self.value(text, of: .filterByArchs) == list.map(FlagValue.list))
    }

    @Test("is any text that is there", arguments: ["isc.yaml", " ", "-", "--x", "a=b", "é", "a,b"])
    func texts(text: String) {
        #expect(Self.value(text, of: .config) == .text(text))
        #expect(Self.value("", of: .config) == nil)
    }

    @Test("that is wrong is refused with the flag and an example, and shown without secrets", arguments: ToolFlag.all)
    func refusals(flag: ToolFlag) throws {
        let wrong =
            switch flag.kind {
            case .boolean, .number, .duration: "user:secret@host"
            case .text, .list: ""
            }
        let refusal = try #require(throws: ToolRefusal.self) { try FlagValue(wrong, of: flag) }
        #expect(refusal.subject == .flag(flag.name))
        #expect(refusal.explanation.summary.contains(flag.name.spelling))
        #expect(refusal.explanation.remedy?.isEmpty == false)
    }
}
