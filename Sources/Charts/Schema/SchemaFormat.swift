// SPDX-License-Identifier: Apache-2.0

import Foundation
import RegularExpressions

/// The formats of texts that schemas can ask for.
enum SchemaFormat {
    /// Whether a text has a format; an unknown format takes every text.
    static func accepts(_ text: String, _ format: String) -> Bool {
        switch format {
        case "date": isDate(text)
        case "time": isTime(text)
        case "date-time": isDate(text) || isTime(text) || isDateTime(text)
        case "hostname": text.utf8.count < 256 && text.contains(hostname)
        case "email", "idn-email": isEmail(text)
        case "ipv4": isIPv4(text)
        case "ipv6": text.contains(":") && isIPv6(text)
        case "uri", "iri": isURI(text, needsScheme: true)
        case "uri-reference", "iri-reference": isURI(text, needsScheme: false)
        case "uuid": text.contains(uuid)
        case "regex": text.isEmpty || (try? RegularExpression(text)) != nil
        case "json-pointer": text.contains(pointer)
        case "relative-json-pointer": text.contains(relativePointer)
        default: true
        }
    }

    private static var hostname: Regex<Substring> {
        #/^[a-zA-Z0-9](?:[a-zA-Z0-9\-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9\-]{0,61}[a-zA-Z0-9])?)*$/#
    }
    private static var uuid: Regex<Substring> {
        #/^[a-fA-F0-9]{8}-[a-fA-F0-9]{4}-[a-fA-F0-9]{4}-[a-fA-F0-9]{4}-[a-fA-F0-9]{12}$/#
    }
    private static var pointer: Regex<Substring> { #/^(?:\/(?:[^~\/]|~0|~1)*)*$/# }
    private static var relativePointer: Regex<Substring> { #/^(?:0|[1-9][0-9]*)(?:#|(?:\/(?:[^~\/]|~0|~1)*)*)$/# }

    private static func isDate(_ text: String) -> Bool {
        text.utf8.count == 10 && YAMLTimestamp.isTimestamp(Array(text.utf8))
    }

    private static func isTime(_ text: String) -> Bool {
        text.contains(#/^\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?$/#) && isClock(text)
    }

    private static func isDateTime(_ text: String) -> Bool {
        text.contains(#/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/#)
            && YAMLTimestamp.isTimestamp(Array(text.utf8))
    }

    private static func isClock(_ text: String) -> Bool {
        let parts = text.prefix(8).split(separator: ":").compactMap { Int($0) }
        return parts.count == 3 && parts[0] < 24 && parts[1] < 60 && parts[2] < 60
    }

    private static func isEmail(_ text: String) -> Bool {
        text.contains(#/^(?:[^<>"@]*<)?[^\s<>@"(),:;\[\]\\]+@[^\s<>@"(),:;\\]+>?$/#) && !text.contains("..")
    }

    private static func isIPv4(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                guard let number = Int(part), (0...255).contains(number) else { return false }
                return String(number) == part
            }
    }

    /// Whether a text is an address of RFC 4291, section 2.2: eight groups, of which `::` stands for one or more.
    private static func isIPv6(_ text: String) -> Bool {
        let halves = text.components(separatedBy: "::")
        guard halves.count <= 2 else { return false }
        var count = 0
        for (index, half) in halves.enumerated() where !half.isEmpty {
            let groups = half.split(separator: ":", omittingEmptySubsequences: false)
            for (place, group) in groups.enumerated() {
                let isLast = index == halves.count - 1 && place == groups.count - 1
                if isLast, group.contains("."), isIPv4(String(group)) {
                    count += 2
                } else if (1...4).contains(group.count), group.allSatisfy({ $0.isASCII && $0.isHexDigit }) {
                    count += 1
                } else {
                    return false
                }
            }
        }
        return halves.count == 2 ? count < 8 : count == 8
    }

    private static func isURI(_ text: String, needsScheme: Bool) -> Bool {
        guard !text.contains("\\"), !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) else { return false }
        guard !text.contains(#/%(?![0-9a-fA-F]{2})/#) else { return false }
        return !needsScheme || text.contains(#/^[a-zA-Z][a-zA-Z0-9+.\-]*:/#)
    }
}
