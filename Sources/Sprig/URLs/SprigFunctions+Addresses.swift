// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// URLs and hosts. Hosts are never looked up.
extension SprigFunctions {
    var addressFunctions: [String: Function] {
        [
            "getHostByName": Function([.string], result: .string) { _ in .text("") },
            "urlParse": Function([.string], result: .dictionary) { arguments in
                let url: ParsedURL
                do throws(FunctionError) {
                    url = try ParsedURL(arguments[0].text)
                } catch {
                    throw FunctionError("unable to parse url: " + error.message)
                }
                let parts: [Text: Text] = [
                    "scheme": url.scheme, "host": url.host, "hostname": URLHost.name(url.host), "path": url.path,
                    "query": url.query, "opaque": url.opaque, "fragment": url.fragment, "userinfo": url.userinfo ?? "",
                ]
                return .map(Map(parts.mapValues { .string($0) }))
            },
            "urlJoin": Function([.dictionary], result: .string) { arguments in
                let map = arguments[0].dictionary
                var url = ParsedURL()
                url.scheme = try part("scheme", of: map)
                url.host = try part("host", of: map)
                url.path = try part("path", of: map)
                url.query = try part("query", of: map)
                url.opaque = try part("opaque", of: map)
                url.fragment = try part("fragment", of: map)
                let userinfo = try part("userinfo", of: map)
                if !userinfo.isEmpty {
                    do throws(FunctionError) {
                        url.userinfo = try ParsedURL("proto://" + userinfo + "@host").userinfo
                    } catch {
                        throw FunctionError("unable to parse userinfo in dict: " + error.message)
                    }
                }
                return .string(url.text)
            },
        ]
    }
}

/// Returns a part out of a map; an empty text if it is not there.
private func part(_ name: Text, of map: Map) throws(FunctionError) -> Text {
    guard let value = map.entries[name] else { return "" }
    if value.isNull { throw .nilPointer }
    guard case .string(let text) = value else {
        throw FunctionError("unable to parse " + name + Text(" key, must be of type string, but \(value.kind) found"))
    }
    return text
}

extension ParsedURL {
    /// The URL in one piece.
    var text: Text {
        var text = scheme.isEmpty ? "" : scheme + ":"
        if !opaque.isEmpty {
            text += opaque
        } else {
            let hasAuthority = !scheme.isEmpty || !host.isEmpty || userinfo != nil
            if hasAuthority, !(omitsHost && host.isEmpty && userinfo == nil) {
                if !host.isEmpty || !path.isEmpty || userinfo != nil { text += "//" }
                if let userinfo { text += userinfo + "@" }
                text += URLPart.host.escape(host)
            }
            let path = !rawPath.isEmpty ? rawPath : self.path == "*" ? "*" : URLPart.path.escape(self.path)
            if !path.isEmpty, path.bytes.first != UInt8(ascii: "/"), !host.isEmpty { text += "/" }
            // A colon in the first part of a path alone would make a scheme of it.
            if text.isEmpty, path.cut(at: UInt8(ascii: "/")).front.bytes.contains(UInt8(ascii: ":")) { text += "./" }
            text += path
        }
        if hasEmptyQuery || !query.isEmpty { text += "?" + query }
        if !fragment.isEmpty { text += "#" + URLPart.fragment.escape(fragment) }
        return text
    }
}
