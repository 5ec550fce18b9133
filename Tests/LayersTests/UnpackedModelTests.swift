// SPDX-License-Identifier: Apache-2.0

import Layers
import TestSupport
import Testing

/// A root file system to which layers are applied from the base up, as the specification of layers tells it.
///
/// It is written without regard for cost: what a container engine does on a disk, in a dictionary.
private struct UnpackedImage {
    /// What stands at a path: a file with its text, or a folder.
    enum Node: Equatable {
        case file(String)
        case folder
    }

    private(set) var nodes: [String: Node] = [:]

    mutating func apply(_ members: [String]) {
        // Whiteouts mean what the layers below have, so they are applied first.
        for member in members {
            let name = member.split(separator: "/").last.map(String.init) ?? ""
            let folder = member.contains("/") ? String(member.dropLast(name.count + 1)) : ""
            guard name.hasPrefix(".wh.") else { continue }
            if name == ".wh..wh..opq" {
                removeBeneath(folder)
            } else {
                remove(folder.isEmpty ? String(name.dropFirst(4)) : "\(folder)/\(name.dropFirst(4))")
            }
        }
        for member in members where member.contains(".wh.") { makeFolders(above: member) }
        for member in members where !member.contains(".wh.") {
            let parts = member.split(separator: " ").map(String.init)
            makeFolders(above: parts[0])
            let path = parts[0].hasSuffix("/") ? String(parts[0].dropLast()) : parts[0]
            if parts[0].hasSuffix("/") {
                if nodes[path] != .folder { nodes[path] = .folder }
            } else {
                remove(path)
                nodes[path] = .file(parts[1])
            }
        }
    }

    private mutating func makeFolders(above path: String) {
        let parts = path.split(separator: "/")
        for count in stride(from: 1, to: parts.count, by: 1) {
            let folder = parts[..<count].joined(separator: "/")
            if nodes[folder] != .folder { nodes[folder] = .folder }
        }
    }

    private mutating func remove(_ path: String) {
        nodes[path] = nil
        removeBeneath(path)
    }

    private mutating func removeBeneath(_ folder: String) {
        for path in nodes.keys where folder.isEmpty || path.hasPrefix(folder + "/") { nodes[path] = nil }
    }

    var files: [String: String] {
        nodes.compactMapValues { node in
            guard case .file(let text) = node else { return nil }
            return text
        }
    }
}

@Suite("Layers, read from the top down")
struct UnpackedModelTests {
    /// A layer of some members; none lies beneath a file of the same layer.
    private static func members(_ number: Int, using generator: inout SeededGenerator) -> [String] {
        let paths = ["a", "b", "a/a", "a/b", "b/a", "a/a/a", "a/a/b", "b/a/b"]
        let folders = ["", "a/", "b/", "a/a/", "b/a/"]
        var members: [String] = []
        var files: [String] = []
        var used: Set<String> = []
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let path = paths.randomElement(using: &generator) ?? "a"
            let folder = folders.randomElement(using: &generator) ?? ""
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: members.append(folder + ".wh." + (["a", "b"].randomElement(using: &generator) ?? "a"))
            case 1: members.append(folder + ".wh..wh..opq")
            case 2: members.append(path + "/")
            default:
                files.append(path)
                members.append("\(path) \(number)")
            }
            used.insert(path)
        }
        // A path that is a file and a folder in one layer is refused, or decided by the order of members.
        return members.filter { member in
            let path = String(member.split(separator: " ")[0])
            let bare = path.hasSuffix("/") ? String(path.dropLast()) : path
            return !files.contains { path.hasPrefix($0 + "/") || ($0 == bare && path.hasSuffix("/")) }
        }
    }

    @Test("give the files that an engine unpacks from the base up", arguments: 0..<6)
    func agrees(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<40 {
            // Layers of the same members would be one blob, so each has a file of its own.
            let stack = (0..<Int.random(in: 1...5, using: &generator)).map { number in
                Self.members(number, using: &generator) + ["number-\(number) \(number)"]
            }
            var image = UnpackedImage()
            for members in stack { image.apply(members) }
            let layers = try stack.map { try BenchLayer($0) }
            let expected = image.files
            #expect(try await read(LayerFiles([], in: ["/"]), layers) == expected, "\(stack)")
            // Single paths come to the same.
            let paths = Set(
                ["a", "b", "a/a", "a/b", "b/a", "a/a/a", "a/a/b", "b/a/b"].filter { image.nodes[$0] != .folder }
            )
            let found = try await read(LayerFiles(paths), layers)
            #expect(found == expected.filter { paths.contains($0.key) }, "\(stack)")
            let beneath = try await read(LayerFiles([], in: ["a"]), layers)
            #expect(beneath == expected.filter { $0.key.hasPrefix("a/") }, "\(stack)")
        }
    }

    @Test("tell of a part what a larger part tells of it", arguments: 0..<3)
    func restricted(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: 90 + seed)
        let whole = try LayerPart(folder: "/")
        let parts = [
            try LayerPart(folder: "a"), try LayerPart(files: ["a/b", "b"]), try LayerPart(above: ["a/a/x"]),
            try LayerPart(folder: "b", files: ["a"], above: ["a/b/c"]),
        ]
        for _ in 0..<20 {
            let layer = try BenchLayer(Self.members(0, using: &generator))
            let everything = try await layer.folder(whole)
            for part in parts { #expect(try await layer.folder(part) == everything.restricted(to: part)) }
        }
    }
}
