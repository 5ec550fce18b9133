// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// A checked value of a flag.
enum FlagValue: Sendable, Hashable {
    case boolean(Bool)
    case text(String)
    case list([String])
    case number(Int)
    /// A time in seconds.
    case duration(Double)

    /// Parses what stands behind a flag, as the Go library of oc-mirror does.
    init(_ text: String, of flag: ToolFlag) throws(ToolRefusal) {
        let name = flag.name
        switch flag.kind {
        case .boolean:
            guard let value = Self.boolean(text) else {
                throw .invalid(name, text, expected: "`\(name.spelling)` or `\(name.spelling)=false`")
            }
            self = .boolean(value)
        case .text(let placeholder):
            guard !text.isEmpty else { throw Self.missing(name, placeholder) }
            self = .text(text)
        case .list(let placeholder):
            let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            guard !parts.contains("") else { throw Self.missing(name, placeholder) }
            self = .list(parts)
        case .number(let range):
            guard let number = Int(text), range.contains(number) else {
                throw .invalid(name, text, expected: "a number from \(range.lowerBound) to \(range.upperBound)")
            }
            self = .number(number)
        case .duration:
            guard let seconds = Self.seconds(text) else {
                throw .invalid(name, text, expected: "a time with its units, such as `10m` or `1h30m`")
            }
            self = .duration(seconds)
        }
    }

    /// The refusal of a flag without its value.
    static func missing(_ name: FlagName, _ placeholder: String, before word: String? = nil) -> ToolRefusal {
        if name == .version {
            return ToolRefusal(
                .flag(name),
                "`--version` needs a value",
                "write `--version=\(placeholder)`, or `version` without dashes for the version of the tool"
            )
        }
        let advice = word.map { ", or `\(name.spelling)=\(printable($0))` if that is the value" } ?? ""
        return ToolRefusal(
            .flag(name),
            "`\(name.spelling)` needs a value",
            "write `\(name.spelling)=\(placeholder)`\(advice)"
        )
    }

    /// The words of Go's `strconv.ParseBool`.
    private static func boolean(_ text: String) -> Bool? {
        switch text {
        case "1", "t", "T", "true", "TRUE", "True": true
        case "0", "f", "F", "false", "FALSE", "False": false
        default: nil
        }
    }

    /// Parses the text of Go's `time.Duration`, without a sign.
    private static func seconds(_ text: String) -> Double? {
        if text == "0" { return 0 }
        let units = ["ns": 1e-9, "us": 1e-6, "µs": 1e-6, "ms": 1e-3, "s": 1, "m": 60, "h": 3600]
        var rest = text[...]
        var total = 0.0
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            rest = rest.dropFirst(digits.count)
            let unit = rest.prefix { !($0.isASCII && ($0.isNumber || $0 == ".")) }
            rest = rest.dropFirst(unit.count)
            guard let number = Double(digits), let seconds = units[String(unit)] else { return nil }
            total += number * seconds
        }
        return total.isFinite ? total : nil
    }
}
