// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Usage

@Suite("The completion of a line")
struct LineCompletionTests {
    private let tree: CommandTree

    /// `plan -c FILE [--to TARGET] [--keep FOLDER…] [--tls true|false] [--json]`, `apply PLAN`, `delete [plan]`.
    init() throws {
        tree = try CommandTree(
            dump: Data(
                #"""
                {"command": {"commandName": "tool", "subcommands": [
                    {"commandName": "plan", "abstract": "Plan it.", "arguments": [
                        {"kind": "option", "isOptional": false, "isRepeating": false, "valueName": "file",
                            "names": [{"kind": "short", "name": "c"}, {"kind": "long", "name": "config"}],
                            "completionKind": {"file": {"extensions": ["yaml", "yml"]}}},
                        {"kind": "option", "isOptional": true, "isRepeating": false, "valueName": "target",
                            "names": [{"kind": "long", "name": "to"}]},
                        {"kind": "option", "isOptional": true, "isRepeating": true, "valueName": "folder",
                            "names": [{"kind": "long", "name": "keep"}], "completionKind": {"directory": {}}},
                        {"kind": "option", "isOptional": true, "isRepeating": false, "valueName": "true|false",
                            "names": [{"kind": "long", "name": "tls"}],
                            "completionKind": {"list": {"values": ["true", "false"]}}},
                        {"kind": "flag", "isOptional": true, "isRepeating": false, "abstract": "As JSON.",
                            "names": [{"kind": "long", "name": "json"}, {"kind": "longWithSingleDash", "name": "json"}]}
                    ]},
                    {"commandName": "apply", "arguments": [
                        {"kind": "positional", "isOptional": false, "isRepeating": false, "valueName": "plan",
                            "completionKind": {"file": {"extensions": []}}}
                    ]},
                    {"commandName": "delete", "defaultSubcommand": "undo", "subcommands": [
                        {"commandName": "undo", "arguments": [
                            {"kind": "option", "isOptional": true, "isRepeating": false, "valueName": "archive",
                                "names": [{"kind": "long", "name": "from"}], "completionKind": {"directory": {}}}
                        ]},
                        {"commandName": "view", "arguments": [
                            {"kind": "positional", "isOptional": false, "isRepeating": true, "valueName": "path",
                                "completionKind": {"file": {"extensions": []}}}
                        ]}
                    ]}
                ]}}
                """#.utf8
            )
        )
    }

    private func completion(_ line: String) -> LineCompletion {
        var words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        let last = words.removeLast()
        return LineCompletion(of: last, behind: words, tree: tree)
    }

    @Test(
        "offers the commands and options that may follow",
        arguments: [
            ("", ["plan", "apply", "delete"]), ("p", ["plan"]), ("x", []), ("help ", ["plan", "apply", "delete"]),
            ("help delete ", ["undo", "view"]), ("help plan ", []), ("delete v", ["view"]),
            ("plan ", ["--config", "--to", "--keep", "--tls", "--json"]), ("plan --t", ["--to", "--tls"]),
            ("plan --tls true --t", ["--to"]), ("plan --tls=true --t", ["--to"]),
            ("plan --keep a --k", ["--keep"]), ("plan -c a --con", []), ("plan -c", ["-c"]),
            ("plan -", ["--config", "--to", "--keep", "--tls", "--json"]), ("delete --f", ["--from"]),
            ("delete --from x --f", []), ("plan -- --j", []),
        ]
    )
    func words(line: String, words: [String]) {
        #expect(completion(line).words.map(\.text) == words)
    }

    @Test("says what they mean")
    func meanings() {
        #expect(completion("p").words == [.init("plan", "Plan it.")])
        #expect(completion("plan --j").words == [.init("--json", "As JSON.")])
    }

    @Test(
        "offers the values of an option, in either spelling",
        arguments: [
            ("plan --tls ", ["true", "false"]), ("plan --tls=", ["true", "false"]), ("plan --tls=f", ["false"]),
            ("plan --tls x", []), ("plan --json=", []),
        ]
    )
    func values(line: String, words: [String]) {
        #expect(completion(line).words.map(\.text) == words)
        #expect(completion(line).files == nil)
    }

    @Test(
        "offers files and names where they fit",
        arguments: [
            ("plan -c ", .ending(["yaml", "yml"]), nil), ("plan --config=a", .ending(["yaml", "yml"]), nil),
            ("plan --keep ", .folders, nil), ("plan --to ", nil, .target), ("plan --to=docker://h", nil, .target),
            ("apply ", .all, .plan), ("apply a ", nil, nil), ("apply -- -", .all, .plan),
            ("delete view a b ", .all, nil),
            // No shell completes file://folder as a path.
            ("delete --from ", nil, .archive), ("plan a", nil, nil), ("help apply ", nil, nil),
        ] as [(String, LineCompletion.Files?, LineCompletion.Names?)]
    )
    func files(line: String, files: LineCompletion.Files?, names: LineCompletion.Names?) {
        #expect(completion(line).files == files)
        #expect(completion(line).names == names)
    }

    @Test("keeps the unfinished value apart from its option")
    func typed() {
        #expect(completion("plan --to=docker://h").typed == "docker://h")
        #expect(completion("plan --to docker://h").typed == "docker://h")
        #expect(completion("plan --to").typed == "--to")
    }
}
