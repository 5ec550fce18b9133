// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Testing

@Suite struct HiddenCredentialsTests {
    @Test(arguments: [
        ("joe:secret@host/a/b:1", "**********@host/a/b:1"),
        ("`joe:secret@host`: no", "`**********@host`: no"),
        ("token123@host/a", "********@host/a"),
        ("token123@host:5000", "********@host:5000"),
        ("docker://joe:secret@host:5000/a", "docker://**********@host:5000/a"),
        ("docker://token123@host/a", "docker://********@host/a"),
        ("https://joe:se@cret@host/a", "https://***********@host/a"),
        ("file://docker://token@host/a", "file://docker://*****@host/a"),
        ("joe:se/cret@host/a", "***********@host/a"),
        ("quay.io/joe:secret@host", "quay.io/**********@host"),
        ("host/a?token=secret", "host/a?************"),
        ("https://host/a?x=1&sig=secret#y", "https://host/a?****************"),
        ("a joe:secret@h/x and b?t=secret!", "a **********@h/x and b?*********"),
    ])
    func hidesWhatIsACredential(text: String, shown: String) {
        #expect(text.hidingCredentials == shown)
        #expect(printable(text) == shown)
        #expect(shown.hidingCredentials == shown, "what is hidden stays as it is")
    }

    @Test(arguments: [
        "quay.io/a/b@sha256:abc", "quay.io:443/a/b:v1@sha256:abc", "docker://h:5000/a:1@sha512:abc", "joe@corp.example",
        "/home/joe@corp.example/isc.yaml:5:3: error", "file:///mnt/joe@corp/x", "did you mean `a`?", "why? because=1",
        "blocks `a?b`", "50% = half", "https://host/a/b@c", "`-debug(:|@)`", "a/:|@b",
    ])
    func leavesWhatIsNone(text: String) { #expect(text.hidingCredentials == text) }

    @Test func hidesThemInAnExcerptAndKeepsTheColumn() {
        let source = SourceText(path: "f", bytes: Array("name: joe:secret@host/a x\n".utf8))
        let excerpt = source.excerpt(at: SourceLocation(file: "f", line: 1, column: 7))
        #expect(excerpt?.lines == ["    1 | name: **********@host/a x", "      |       ^"])
    }
}
