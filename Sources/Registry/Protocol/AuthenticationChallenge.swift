// SPDX-License-Identifier: Apache-2.0

/// The authentication that a registry asks for (RFC 9110, section 11.6.1).
enum AuthenticationChallenge: Sendable, Hashable {
    case basic
    /// A token from `realm`; the scopes are those that the refused request needs.
    case bearer(realm: String, service: String?, scopes: Set<TokenScope>)

    /// Picks the strongest challenge that we can answer from the values of `WWW-Authenticate`.
    static func strongest(of values: [String]) -> AuthenticationChallenge? {
        var isBasicOffered = false
        for challenge in values.flatMap(parse) {
            switch challenge.scheme {
            case "bearer":
                guard let realm = challenge.parameters["realm"], !realm.isEmpty else { continue }
                return .bearer(
                    realm: realm,
                    service: challenge.parameters["service"],
                    scopes: TokenScope.parse(challenge.parameters["scope"] ?? "")
                )
            case "basic": isBasicOffered = true
            default: continue
            }
        }
        return isBasicOffered ? .basic : nil
    }

    /// Splits a header value into schemes in lower case, each with its parameters.
    static func parse(_ value: String) -> [(scheme: String, parameters: [String: String])] {
        var scanner = HeaderScanner(value)
        var challenges: [(scheme: String, parameters: [String: String])] = []
        while true {
            scanner.skip { $0 == "," || $0 == " " || $0 == "\t" }
            let token = scanner.token()
            guard !token.isEmpty else {
                // Skip text that is not a token.
                guard scanner.advance() else { return challenges }
                continue
            }
            scanner.skip { $0 == " " || $0 == "\t" }
            guard scanner.skips("=") else {
                challenges.append((token.lowercased(), [:]))
                continue
            }
            scanner.skip { $0 == " " || $0 == "\t" }
            let text = scanner.tokenOrQuotedText()
            guard let last = challenges.indices.last else { continue }
            if challenges[last].parameters[token.lowercased()] == nil {
                challenges[last].parameters[token.lowercased()] = text
            }
        }
    }
}

/// A permission in a token, such as `repository:a/b:pull,push`.
struct TokenScope: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The type and the name, such as `repository:a/b`.
    let resource: String
    let actions: Set<String>

    init(resource: String, actions: Set<String>) {
        self.resource = resource
        self.actions = actions
    }

    /// The scope for a repository.
    static func repository(_ name: String, _ actions: String...) -> Self {
        Self(resource: "repository:\(name)", actions: Set(actions))
    }

    /// Parses scopes that are separated by spaces; invalid ones are left out.
    static func parse(_ text: String) -> Set<TokenScope> {
        Set(
            text.split(separator: " ").compactMap { part in
                guard let colon = part.lastIndex(of: ":"), colon != part.startIndex else { return nil }
                let actions = part[part.index(after: colon)...].split(separator: ",").map(String.init)
                return actions.isEmpty ? nil : TokenScope(resource: String(part[..<colon]), actions: Set(actions))
            }
        )
    }

    /// Joins scopes, so that every resource occurs once with all its actions.
    static func joining(_ scopes: some Sequence<TokenScope>) -> Set<TokenScope> {
        let byResource = Dictionary(scopes.map { ($0.resource, $0.actions) }) { $0.union($1) }
        return Set(byResource.map { TokenScope(resource: $0, actions: $1) })
    }

    var description: String {
        // Some token services know the actions in this order only.
        let known = ["pull", "push", "delete"].filter(actions.contains)
        return "\(resource):" + (known + actions.subtracting(known).sorted()).joined(separator: ",")
    }

    static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}
