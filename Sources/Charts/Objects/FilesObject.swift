// SPDX-License-Identifier: Apache-2.0

import Foundation
import GoTemplate

/// What templates know as `.Files`: a map from paths to bytes, with methods.
final class FilesObject: Object {
    private let files: [String: [UInt8]]

    init(_ files: [String: [UInt8]]) { self.files = files }

    convenience init(_ entries: [ChartFiles.Entry]) {
        self.init(Dictionary(entries.map { ($0.path, $0.bytes) }) { $1 })
    }

    private static let bytesType = GoType.list(.integer(.uint8))

    var type: GoType { .named("engine.files", .map) }

    var underlying: Underlying {
        let entries = files.map { (Text($0), Self.value($1)) }
        return .value(.map(Map(Dictionary(entries) { $1 }, of: Self.bytesType)))
    }

    /// A file by its name; for a missing one a list without bytes.
    func field(_ name: String) -> Value? {
        files[name].map(Self.value) ?? .list(List([], of: .integer(.uint8), isNil: true))
    }

    func method(_ name: String) -> Function? {
        switch name {
        case "Get": Function([.string], result: .string) { .string(Text(self.bytes(of: $0) ?? [])) }
        case "GetBytes": Function([.string], result: Self.bytesType) { Self.value(self.bytes(of: $0) ?? []) }
        case "Lines": Function([.string], result: .list(.string)) { try Self.lines(of: self.bytes(of: $0)) }
        case "Glob": Function([.string], result: type) { .object(self.matching($0)) }
        case "AsConfig": Function([], result: .string) { _ in self.yaml { .string($0) } }
        case "AsSecrets":
            Function([], result: .string) { _ in self.yaml { .string(Text(Data($0.bytes).base64EncodedString())) } }
        default: nil
        }
    }

    private func bytes(of arguments: [Value]) -> [UInt8]? {
        guard case .string(let name) = arguments.first else { return nil }
        return files[name.string]
    }

    private static func value(_ bytes: [UInt8]) -> Value {
        .list(List(bytes.map { .integer(Int64($0), .uint8) }, of: .integer(.uint8)))
    }

    private static func lines(of bytes: [UInt8]?) throws -> Value {
        guard let bytes else { return .list(List([], of: .string)) }
        // Helm looks at the last byte of a file without any.
        guard let last = bytes.last else { throw FunctionError("runtime error: index out of range [-1]") }
        let text = last == UInt8(ascii: "\n") ? bytes.dropLast() : bytes[...]
        let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return .list(List(lines.map { .string(Text($0)) }, of: .string))
    }

    private func matching(_ arguments: [Value]) -> FilesObject {
        guard case .string(let text) = arguments.first else { return FilesObject([:]) }
        let pattern = PathPattern(glob: text.string)
        return FilesObject(files.filter { pattern.matches($0.key) })
    }

    /// The files by their names without folders, as YAML; of two with one name the one with the later path wins.
    private func yaml(_ value: (Text) -> Value) -> Value {
        var entries: [Text: Value] = [:]
        for (path, bytes) in files.sorted(by: { $0.key < $1.key }) {
            entries[Text(path.split(separator: "/").last ?? "")] = value(Text(bytes))
        }
        return .string(HelmYAML.text(.map(Map(entries, of: .string))))
    }
}
