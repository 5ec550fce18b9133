// SPDX-License-Identifier: Apache-2.0

import Foundation
import GoTemplate
import Testing

@testable import Sprig

/// Calls with any arguments of the right types: they may fail, and never end the program or go on for ever.
///
/// `SPRIG_FUZZ=1000000` in the environment makes as many calls of each kind instead of a few thousand.
@Suite struct FuzzTests {
    private static let count = Int(ProcessInfo.processInfo.environment["SPRIG_FUZZ"] ?? "") ?? 4000

    /// Functions that work long by intent.
    private static let slow: Set = [
        "genCA", "genSignedCert", "genSelfSignedCert", "genPrivateKey", "bcrypt", "htpasswd", "derivePassword",
    ]

    /// Numbers that follow from a seed, so that a failure can be repeated.
    private struct Numbers: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }

    @Test(.timeLimit(.minutes(10))) func functionsTakeAnything() {
        var numbers = Numbers(state: 1)
        let functions = SprigFunctions()
        let table = functions.table.filter { !Self.slow.contains($0.key) }.sorted { $0.key < $1.key }
        for index in 0..<Self.count {
            let function = table[index % table.count].value
            var types = function.parameters
            if let rest = function.rest {
                types += Array(repeating: rest, count: Int.random(in: 0...3, using: &numbers))
            }
            let arguments = types.map { Self.argument(of: $0, depth: 0, &numbers) }
            guard let result = try? function.body(arguments) else { continue }
            _ = result.asText
            _ = try? JSONWriter.write(result)
        }
    }

    private static func argument(of type: GoType, depth: Int, _ numbers: inout Numbers) -> Value {
        switch type {
        case .bool: return .bool(Bool.random(using: &numbers))
        case .integer(let type): return .integer(Self.integer(&numbers), type)
        case .float: return .float(Self.real(&numbers))
        case .string: return .string(Self.text(&numbers))
        case .list(let element):
            if Int.random(in: 0..<8, using: &numbers) == 0 { return .list(List([], of: element, isNil: true)) }
            let count = Int.random(in: 0...4, using: &numbers)
            return .list(List((0..<count).map { _ in argument(of: element, depth: depth + 1, &numbers) }, of: element))
        case .map(let element):
            if Int.random(in: 0..<8, using: &numbers) == 0 { return .map(Map(of: element, isNil: true)) }
            let count = Int.random(in: 0...4, using: &numbers)
            let entries = (0..<count).map { _ in
                (Self.text(&numbers), argument(of: element, depth: depth + 1, &numbers))
            }
            return .map(Map(Dictionary(entries) { $1 }, of: element))
        case .any: return any(depth: depth, &numbers)
        case .named("time.Time", _): return .time(Self.instant(&numbers))
        case .named("sprig.certificate", _):
            return .object(CertificateObject(certificate: Self.text(&numbers), key: Self.text(&numbers)))
        default: return .null
        }
    }

    private static func any(depth: Int, _ numbers: inout Numbers) -> Value {
        let types: [GoType] = [
            .bool, .integer(.int), .integer(.int64), .integer(.uint64), .integer(.int32), .float, .string, .list(.any),
            .list(.string), .map(.any), .list(.integer(.uint8)), .map(.string),
        ]
        switch Int.random(in: 0..<16, using: &numbers) {
        case 0: return .null
        case 1: return .time(instant(&numbers))
        case 2: return .object(DurationObject(GoDuration(nanoseconds: integer(&numbers))))
        case 3: return .complex(real: real(&numbers), imaginary: 1)
        default:
            guard let type = types.randomElement(using: &numbers) else { return .null }
            return depth > 3 ? .string(text(&numbers)) : argument(of: type, depth: depth, &numbers)
        }
    }

    private static func integer(_ numbers: inout Numbers) -> Int64 {
        switch Int.random(in: 0..<6, using: &numbers) {
        case 0: [.min, .max, .min + 1, .max - 1, 1 << 32, -1 << 31, 0].randomElement(using: &numbers) ?? 0
        case 1: Int64.random(in: .min ... .max, using: &numbers)
        default: Int64.random(in: -20...20, using: &numbers)
        }
    }

    private static func real(_ numbers: inout Numbers) -> Double {
        switch Int.random(in: 0..<6, using: &numbers) {
        case 0:
            [.nan, .infinity, -.infinity, 0, -0.0, .greatestFiniteMagnitude, .leastNonzeroMagnitude, 1e18, -1e19]
                .randomElement(using: &numbers) ?? 0
        case 1: Double(bitPattern: numbers.next())
        default: Double(Int.random(in: -2000...2000, using: &numbers)) / 100
        }
    }

    private static func instant(_ numbers: inout Numbers) -> Instant {
        let zone =
            ["UTC", "Local", "Europe/Berlin", "America/New_York"].randomElement(using: &numbers).flatMap(Zone.named)
            ?? .utc
        return Instant(
            seconds: integer(&numbers),
            nanoseconds: Int.random(in: 0..<1_000_000_000, using: &numbers),
            zone: zone
        )
    }

    private static let pieces = [
        "", "a", "é", "😀", "\u{FFFD}", " ", "\n", "\0", "0", "1", "9", "-", "+", ".", ",", ":", "/", "?", "#", "%",
        "%2", "%41", "@", "[", "]", "(", ")", "{", "}", "*", "\\", "$", "$1", "${x}", "|", "||", "^", "~", ">=", "<",
        "=", "\"", "'", "x", "v", "e", "E", "_", "T", "Z", "MST", "2006", "01", "02", "Jan", "Mon", "15", "04", "05",
        "PM", "-07:00", "h", "ms", "UTC", "Europe/Berlin", "http", "://", "null", "true", "1e400", "\\u00e9", "YQ==",
        "=", "AAAA", "0x1F", "1_0", "-----BEGIN X-----", "ed25519", "long", "pin",
    ]

    private static func text(_ numbers: inout Numbers) -> Text {
        let count = Int.random(in: 0...8, using: &numbers)
        var bytes = (0..<count).flatMap { _ in Array((pieces.randomElement(using: &numbers) ?? "").utf8) }
        if Int.random(in: 0..<10, using: &numbers) == 0, !bytes.isEmpty {
            bytes[Int.random(in: 0..<bytes.count, using: &numbers)] = UInt8.random(in: 0...255, using: &numbers)
        }
        return Text(bytes)
    }

    @Test(.timeLimit(.minutes(10))) func readersTakeAnything() {
        var numbers = Numbers(state: 2)
        for _ in 0..<Self.count {
            let (one, other) = (Self.text(&numbers), Self.text(&numbers))
            if let url = try? ParsedURL(one) {
                #expect((try? ParsedURL(url.text)) != nil || !url.opaque.isEmpty || url.scheme.isEmpty)
            }
            if let duration = try? GoDuration(one) {
                #expect((try? GoDuration(Text(duration.description)))?.nanoseconds == duration.nanoseconds)
            }
            if let time = try? TimeParser.parse(one, layout: other, in: .local) { _ = time.description }
            _ = Self.instant(&numbers).formatted(one)
            _ = PEM(one)
            _ = ZoneRule(one.string)?.period(at: Self.integer(&numbers))
            _ = InternetAddress(one.string)
            if let bytes = try? Base64.decode(one.bytes) {
                #expect((try? Base64.decode(Base64.encode(bytes))) == bytes)
            }
            if let bytes = try? Base32.decode(one.bytes) {
                #expect((try? Base32.decode(Base32.encode(bytes))) == bytes)
            }
            _ = ReadCertificate(one.bytes)
            _ = try? PrivateKey(one)
        }
    }

    @Test(.timeLimit(.minutes(10))) func methodsTakeAnything() {
        var numbers = Numbers(state: 3)
        let times = [
            "Add", "AddDate", "After", "Before", "Compare", "Day", "Equal", "Format", "Hour", "In", "IsDST", "IsZero",
            "Local", "Month", "Round", "Sub", "Truncate", "UTC", "Unix", "UnixMicro", "UnixMilli", "UnixNano",
            "Weekday", "Year", "YearDay", "String",
        ]
        let durations = [
            "Abs", "Hours", "Microseconds", "Milliseconds", "Minutes", "Nanoseconds", "Round", "Seconds", "String",
            "Truncate",
        ]
        for index in 0..<Self.count {
            let time = TimeObject(Self.instant(&numbers))
            let duration = DurationObject(GoDuration(nanoseconds: Self.integer(&numbers)))
            let methods = [
                time.method(times[index % times.count]), duration.method(durations[index % durations.count]),
            ]
            for method in methods {
                guard let method else {
                    Issue.record("a method is missing")
                    continue
                }
                let arguments = method.parameters.map { type -> Value in
                    if case .named("time.Duration", _) = type { return .int64(Self.integer(&numbers)) }
                    return Self.argument(of: type, depth: 0, &numbers)
                }
                guard let result = try? method.body(arguments) else { continue }
                _ = result.asText
            }
        }
    }
}
