// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct PathTests {
    /// Paths, their last part, their folder, their shortest form, and their extension.
    @Test(
        arguments: [
            ("", ".", ".", ".", ""),
            (".", ".", ".", ".", "."),
            ("/", "/", "/", "/", ""),
            ("//", "/", "/", "/", ""),
            ("a", "a", ".", "a", ""),
            ("a/", "a", "a", "a", ""),
            ("/a", "a", "/", "/a", ""),
            ("a/b.c", "b.c", "a", "a/b.c", ".c"),
            ("a.b/c", "c", "a.b", "a.b/c", ""),
            ("a/../..", "..", ".", "..", "."),
            ("../a", "a", "..", "../a", ""),
            ("/..", "..", "/", "/", "."),
            ("/../a", "a", "/", "/a", ""),
            ("a//b///c", "c", "a/b", "a/b/c", ""),
            ("./a/.", ".", "a", "a", "."),
            ("a/b/../../..", "..", ".", "..", "."),
            ("x.tar.gz", "x.tar.gz", ".", "x.tar.gz", ".gz"),
            ("é/ü.ß", "ü.ß", "é", "é/ü.ß", ".ß"),
            ("a/b/", "b", "a/b", "a/b", ""),
            ("a.b/", "a.b", "a.b", "a.b", ""),
            ("...", "...", ".", "...", "."),
            ("a/...", "...", "a", "a/...", "."),
        ]
    )
    func pathsHaveParts(path: String, base: String, folder: String, clean: String, ext: String) {
        #expect(Rendering.text("{{ base \"\(path)\" }} {{ osBase \"\(path)\" }}") == "\(base) \(base)")
        #expect(Rendering.text("{{ dir \"\(path)\" }} {{ osDir \"\(path)\" }}") == "\(folder) \(folder)")
        #expect(Rendering.text("{{ clean \"\(path)\" }} {{ osClean \"\(path)\" }}") == "\(clean) \(clean)")
        #expect(Rendering.text("{{ ext \"\(path)\" }} {{ osExt \"\(path)\" }}") == "\(ext) \(ext)")
        #expect(
            Rendering.text("{{ isAbs \"\(path)\" }} {{ osIsAbs \"\(path)\" }}")
                == (path.hasPrefix("/") ? "true true" : "false false")
        )
    }
}
