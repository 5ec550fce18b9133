// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Catalogs

@Suite("What starts a catalog")
struct StartedProgramTests {
    @Test(
        "is known by its name, wherever it lies",
        arguments: [
            ("opm", "opm"), ("/bin/opm", "opm"), ("linux-amd64-opm", "opm"), ("/usr/bin/opm_v1", "opm"),
            ("./opm", "opm"),
            ("sh", "shell"), ("/bin/bash", "shell"), ("dash", "shell"), ("tini", "wrapper"),
            ("/usr/bin/env", "wrapper"),
            ("exec", "wrapper"), ("opmx", "other"), ("shell", "other"), ("", "other"), ("/", "other"),
            ("serve", "other"),
            ("bash.sh", "other"), ("tini-static", "wrapper"),
        ]
    )
    func program(word: String, kind: String) { #expect("\(StartedProgram(word))" == kind) }

    @Test("has the variables of its image, the last of a name, and no line without a name")
    func environment() {
        let environment = ImageEnvironment(["A=1", "B", "A=2=3", "C=", "=x"])
        #expect(environment["A"] == "2=3" && environment["B"] == nil && environment["C"] == "")
        #expect(environment["D"] == nil)
    }

    /// The working folder, the path as it is written, and where it leads.
    @Test(
        "names folders from where it works",
        arguments: [
            ("/", "configs", "configs"), ("/", "/configs/", "configs"), ("/home", "configs", "home/configs"),
            ("/home/", "../configs", "configs"), ("/home", "/a/./b//c/..", "a/b"), ("/", "../../configs", "configs"),
            ("/home", ".", "home"), ("/home", "", "home"), ("/home", "/", ""), ("", "a", "a"), ("/a/b", "..", "a"),
        ]
    )
    func folders(workingFolder: String, path: String, place: String) {
        let folder = ServedFolder(root: "configs", workingFolder: workingFolder)
        #expect(folder.normalized(path) == place)
        #expect(folder.isMeant(by: path) == (place == "configs"))
        #expect(folder.text == "/configs")
    }

    /// The words behind `opm`, the caches, the words that go, the words that are missing, and the folder of another catalog.
    @Test(
        "is told to serve one folder, without a cache",
        arguments: [
            ("serve /configs", [], [], [], nil), ("", [], [], ["serve", "/configs"], nil),
            ("serve", [], [], ["/configs"], nil),
            ("--debug", [], [], ["serve", "/configs"], nil), ("serve -p 1 /configs", [], [], [], nil),
            ("serve -p=1 /x", [], [], [], 2), ("serve --port 1", [], [], ["/configs"], nil),
            ("serve --cache-dir=/a --cache-dir /b /configs", ["/a", "/b"], [1, 2, 3], [], nil),
            ("serve --cache-dir= /configs", [""], [1], [], nil), ("serve /configs --cache-dir", [], [2], [], nil),
            ("serve --cache-only --cache-enforce-integrity=false /x", [], [1, 2], [], 3),
            ("serve -- /x", [], [], [], 2),
            ("serve /x /configs", [], [], [], nil), ("serve -- --cache-only", [], [], [], 2),
        ] as [(String, [String], Set<Int>, [String], Int?)]
    )
    func arguments(words: String, caches: [String], removed: Set<Int>, missing: [String], otherFolder: Int?) throws {
        let folder = ServedFolder(root: "configs", workingFolder: "/")
        let arguments = try ServeArguments(words.split(separator: " ").map(String.init), folder)
        #expect(arguments.caches == caches && arguments.removed == removed)
        #expect(arguments.missing == missing && arguments.otherFolder == otherFolder)
    }

    @Test(
        "is refused where it does something else",
        arguments: [
            ("render /configs", "it runs `opm render /configs`, expected `opm serve`"),
            ("--debug index serve", "it runs `opm --debug index serve`, expected `opm serve`"),
            ("x serve /configs", "it runs `opm x serve /configs`, expected `opm serve`"),
            ("serve /a /b", "it serves `/a` and `/b`, expected the folder `/configs` that its label names"),
        ]
    )
    func refused(words: String, message: String) {
        let folder = ServedFolder(root: "configs", workingFolder: "/")
        #expect(throws: ServedCatalog.Failure(message: message)) {
            try ServeArguments(words.split(separator: " ").map(String.init), folder)
        }
    }
}
