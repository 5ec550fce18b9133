// SPDX-License-Identifier: Apache-2.0

import Foundation
import GitStore
import TestSupport
import Testing

@Suite("Any sequence of commits", .waitsForPrograms)
struct RandomCommitTests {
    @Test("leaves what git would have made of it", arguments: 0..<3)
    func asGit(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let (ours, gits) = (try GitSandbox(), try GitSandbox())
        let names = ["a", "b", "dir/a", "dir/b", "dir/sub/a", "é", "x y"]
        var present: Set<String> = []
        for number in 0..<8 {
            var added: [String] = []
            var removed: [String] = []
            for name in names {
                switch Int.random(in: 0..<4, using: &generator) {
                case 0:
                    let text = "\(Int.random(in: 0..<3, using: &generator))\n"
                    for sandbox in [ours, gits] { try sandbox.write(text, to: name) }
                    added.append(name)
                    present.insert(name)
                case 1 where present.contains(name):
                    for sandbox in [ours, gits] {
                        try FileManager.default.removeItem(atPath: "\(sandbox.path)/\(name)")
                    }
                    removed.append(name)
                    present.remove(name)
                default: continue
                }
            }
            guard !added.isEmpty || !removed.isEmpty else { continue }
            _ = try ours.commitThroughLibrary(added, removing: removed, message: "Change \(number)\n")
            try gits.git("add", "--all")
            _ = try gits.tryGit("commit", "--quiet", "--message", "Change \(number)")
        }
        // Trees are named by what is in them, so equal names are equal files.
        #expect(try ours.git("log", "--format=%T %s") == (try gits.git("log", "--format=%T %s")))
        #expect(try ours.git("ls-files", "--stage") == (try gits.git("ls-files", "--stage")))
        #expect(try ours.status.isEmpty)
        #expect(try ours.git("fsck", "--strict") == "")
    }
}
