// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// A finding as plans spell it, among their `checks`.
extension Finding: Codable {
    private enum CodingKeys: String, CodingKey {
        case at, code, level, message, remedy
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try fields.decode(Severity.self, forKey: .level),
            try fields.decode(FindingCode.self, forKey: .code),
            try fields.decode(String.self, forKey: .message),
            remedy: try fields.decodeIfPresent(String.self, forKey: .remedy),
            at: try fields.decodeIfPresent(SourceLocation.self, forKey: .at)
        )
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(severity, forKey: .level)
        try fields.encode(code, forKey: .code)
        try fields.encode(message, forKey: .message)
        try fields.encodeIfPresent(remedy, forKey: .remedy)
        try fields.encodeIfPresent(place, forKey: .at)
    }
}

/// A place as plans spell it: `path:line:column`.
extension SourceLocation: Codable {
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let place = Self(text) else {
            let context = DecodingError.Context(
                codingPath: decoder.codingPath,
                debugDescription: "expected a place such as `isc.yaml:5:11`"
            )
            throw DecodingError.dataCorrupted(context)
        }
        self = place
    }

    package func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        try value.encode(description)
    }
}
