// SPDX-License-Identifier: Apache-2.0

/// The shell script that starts a catalog, parsed as far as needed to find its only `opm serve`.
struct ShellScript {
    private let text: [UInt8]
    private let commands: [[ShellWord]]

    /// Reads a script; throws if its meaning is not clear.
    init(_ text: String, _ environment: ImageEnvironment) throws(ServedCatalog.Failure) {
        var reader = ShellReader(text, environment)
        commands = try reader.commands()
        self.text = Array(text.utf8)
    }

    /// Returns the script that serves the folder without a cache, and the cache folders as they were written.
    func serving(_ folder: ServedFolder) throws(ServedCatalog.Failure) -> (text: String, caches: [String]) {
        let found = commands.compactMap(Self.serving)
        guard let words = found.first, found.count == 1 else {
            let count = found.isEmpty ? "no `opm serve`" : "`opm serve` \(found.count) times"
            throw failure("which contains \(count), expected it once")
        }
        var values: [String] = []
        for word in words {
            guard let value = word.value else {
                throw failure("whose word `\(spelling(of: word))` has a value that the image does not define")
            }
            values.append(value)
        }
        let arguments = try ServeArguments(Array(values.dropFirst()), folder)
        return (edited(words, arguments, folder), arguments.caches)
    }

    /// Returns the words of a command from `opm` on; `nil` if it does not serve a catalog.
    private static func serving(_ command: [ShellWord]) -> [ShellWord]? {
        var rest = command[...]
        var isWrapped = false
        while let word = rest.first {
            if let value = word.value, case .opm = StartedProgram(value) { break }
            let isWrapper = word.value.map { value in
                if case .wrapper = StartedProgram(value) { true } else { false }
            }
            guard word.isAssignment || word.isKeyword || isWrapper ?? false || isWrapped && word.isFlag else {
                return nil
            }
            isWrapped = isWrapped || isWrapper ?? false
            rest.removeFirst()
        }
        return ServeArguments.serve(rest.map(\.value)) ? Array(rest) : nil
    }

    private func edited(_ words: [ShellWord], _ arguments: ServeArguments, _ folder: ServedFolder) -> String {
        var result: [UInt8] = []
        var position = 0
        for (index, word) in words.enumerated() {
            if arguments.removed.contains(index - 1) {
                result += text[position..<max(position, word.gap)]
            } else if arguments.otherFolder == index - 1 {
                result += text[position..<word.range.lowerBound] + quoted(folder.text)
            } else {
                result += text[position..<word.range.upperBound]
            }
            position = word.range.upperBound
        }
        for word in arguments.missing { result += [UInt8(ascii: " ")] + quoted(word) }
        return String(decoding: result + text[position...], as: UTF8.self)
    }

    private func quoted(_ word: String) -> [UInt8] {
        let isPlain = word.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "-")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
            default: false
            }
        }
        return Array((isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'").utf8)
    }

    private func spelling(of word: ShellWord) -> String { String(decoding: text[word.range], as: UTF8.self) }

    private func failure(_ message: String) -> ServedCatalog.Failure {
        .init(message: "a shell starts it by `\(String(decoding: text, as: UTF8.self))`, \(message)")
    }
}
