// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import TestSupport
import Testing

@testable import Plans

@Suite("The reading of a plan")
struct PlanReadingTests {
    @Test(
        "tells a file that says it is a plan from another one, be it a good plan or not",
        arguments: [
            (#"{"kind": "MirrorPlan"}"#, true), (#"{"kind": "MirrorPlan", "format_version": "9.0", "x": [1]}"#, true),
            (#"{"kind": "mirrorplan"}"#, false), (#"{"kind": 1}"#, false), ("{}", false), ("", false), ("[]", false),
            (#"{"kind": "MirrorMissingReport"}"#, false), (#"{"kind": "MirrorPlan""#, false),
        ]
    )
    func isPlan(text: String, isOne: Bool) { #expect(PlanFile.isPlan(Data(text.utf8)) == isOne) }

    /// The version of a file's format, and whether it is one that is known.
    @Test(
        "knows every version of its format with the same major number",
        arguments: [
            ("1.0", true), ("1.1", true), ("1.7", true), ("1", true), ("1.0.3", true), ("2.0", false), ("10.0", false),
            ("0.9", false),
            ("", false), ("x", false), ("1x", false),
        ]
    )
    func versions(version: String, isKnown: Bool) throws {
        let text = String(decoding: try PlanFile(.sample).bytes, as: UTF8.self)
        let edited = Data(text.replacing(#""format_version": "1.1""#, with: #""format_version": "\#(version)""#).utf8)
        do {
            _ = try PlanFile(reading: edited)
            #expect(version == "1.1")
        } catch {
            // The id of a known version is compared, and this one is that of another text.
            guard case .edited = error else {
                #expect(error == .unknownFormat(version) && !isKnown)
                return
            }
            #expect(isKnown && version != "1.1")
        }
    }

    @Test("says what is wrong with a plan and what to do about it")
    func errors() {
        let (one, two) = (Digest(of: [1]), Digest(of: [2]))
        let texts: [(PlanError, [String])] = [
            (.notAPlan("it is a list"), ["this is not a plan: it is a list", "Plans are made by `mirror plan`."]),
            (
                .contradiction("a tag is deleted twice"),
                [
                    "the plan is not one that mirror makes: a tag is deleted twice",
                    "Run `mirror plan` again and review the new plan.",
                ]
            ),
            (
                .unknownFormat("2.0"),
                [
                    "the plan has format version 2.0, this tool knows 1.1",
                    "Plan again with this version of mirror, or apply with the one that made the plan.",
                ]
            ),
            (
                .edited(found: one, expected: two),
                [
                    "the plan was changed after it was made: its content hashes to \(one), its id is \(two)",
                    "Plans are not edited by hand: change the configuration and run `mirror plan` again.",
                ]
            ),
            (
                .edited(found: one, expected: nil),
                [
                    "the plan was changed after it was made: its content hashes to \(one), its id is missing",
                    "Plans are not edited by hand: change the configuration and run `mirror plan` again.",
                ]
            ),
        ]
        for (error, lines) in texts { #expect(error.description == lines.joined(separator: "\n")) }
    }

    /// A text, and how many fields its objects have together.
    @Test(
        "counts the fields of a text, so that one that stands in it twice is found",
        arguments: [
            ("{}", 0), (#"{"a": 1}"#, 1), (#"{"a": {"b": [{"c": 1}, {"c": 2}]}}"#, 4), (#"{"a": ":\":"}"#, 1),
            (#"{"a": "\\", "b": ":"}"#, 2), (#"[":", "a:b"]"#, 0), (#"{"a": 1, "a": 2}"#, 2), (#"{"\"": 1}"#, 1),
            ("", 0),
        ]
    )
    func fields(text: String, count: Int) throws {
        #expect(CanonicalJSON.fieldCount(Data(text.utf8)) == count)
        guard let canonical = try? CanonicalJSON.data(canonicalizing: Data(text.utf8)) else { return }
        #expect((CanonicalJSON.fieldCount(canonical) == count) == (text != #"{"a": 1, "a": 2}"#))
    }

    @Test("takes no list for a plan, whose id could not be taken out", arguments: ["[1]", "1", "{", "null"])
    func list(text: String) {
        #expect(throws: PlanError.self) { try PlanFile(reading: Data(text.utf8)) }
    }
}
