// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Usage

@Suite("What shells are told")
struct CompletionReplyTests {
    private func reply(
        _ last: String,
        _ words: [LineCompletion.Word],
        _ files: LineCompletion.Files? = nil
    ) throws -> CompletionReply {
        var completion = LineCompletion(of: last, behind: ["plan"], tree: try ToolTree.load())
        completion.words = words
        completion.files = files
        return CompletionReply(completion)
    }

    @Test(
        "says first which files fit",
        arguments: [
            (nil, "none\n"), (.all, "all\n"), (.folders, "folders\n"), (.ending(["yaml", "yml"]), "ending yaml yml\n"),
        ] as [(LineCompletion.Files?, String)]
    )
    func files(files: LineCompletion.Files?, text: String) throws {
        #expect(try reply("", [], files).description == text)
    }

    @Test("has a line for each word, and its meaning behind a tab")
    func lines() throws {
        #expect(try reply("", [.init("a", "b c"), .init("d")]).description == "none\na\tb c\nd\n")
    }

    @Test("never has a line or a command for the terminal in a word")
    func hostile() throws {
        #expect(try reply("", [.init("a\nb", "c\u{1b}[0m\t")]).description == "none\na b\tc [0m \n")
    }

    @Test(
        "for bash leaves out what stands before the last colon or equals sign",
        arguments: [
            ("", "docker://host:5000/ocp"), ("dock", "docker://host:5000/ocp"), ("docker://h", "//host:5000/ocp"),
            ("docker://host:5", "5000/ocp"), ("--to=", "docker://host:5000/ocp"), ("--to=docker:", "//host:5000/ocp"),
        ]
    )
    func bash(last: String, word: String) throws {
        #expect(try reply(last, [.init("docker://host:5000/ocp")]).forBash == "none\n\(word)\n")
    }
}
