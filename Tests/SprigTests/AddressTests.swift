// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Sprig

@Suite struct AddressTests {
    /// URLs, and their parts that are not empty.
    @Test(
        arguments: [
            ("", [:]),
            ("*", ["path": "*"]),
            ("a/b", ["path": "a/b"]),
            ("/a?b#c", ["path": "/a", "query": "b", "fragment": "c"]),
            ("http://h", ["scheme": "http", "host": "h", "hostname": "h"]),
            ("http://h?", ["scheme": "http", "host": "h", "hostname": "h"]),
            ("http://h#", ["scheme": "http", "host": "h", "hostname": "h"]),
            ("http://h/#%41", ["scheme": "http", "host": "h", "hostname": "h", "path": "/", "fragment": "A"]),
            ("http://[::1]:80/", ["scheme": "http", "host": "[::1]:80", "hostname": "::1", "path": "/"]),
            (
                "http://[fe80::1%25en0]/",
                ["scheme": "http", "host": "[fe80::1%en0]", "hostname": "fe80::1%en0", "path": "/"]
            ),
            ("http://h:/", ["scheme": "http", "host": "h:", "hostname": "h", "path": "/"]),
            ("http://u@h", ["scheme": "http", "host": "h", "hostname": "h", "userinfo": "u"]),
            ("http://u:@h", ["scheme": "http", "host": "h", "hostname": "h", "userinfo": "u:"]),
            ("http://a%40b:c%2Fd@h", ["scheme": "http", "host": "h", "hostname": "h", "userinfo": "a%40b:c%2Fd"]),
            ("http://h/a%20b%2Fc", ["scheme": "http", "host": "h", "hostname": "h", "path": "/a b/c"]),
            ("http://%C3%A9.x/", ["scheme": "http", "host": "é.x", "hostname": "é.x", "path": "/"]),
            ("mailto:a@b", ["scheme": "mailto", "opaque": "a@b"]),
            ("urn:x?y#z", ["scheme": "urn", "opaque": "x", "query": "y", "fragment": "z"]),
            ("file:///etc/x", ["scheme": "file", "path": "/etc/x"]),
            ("file:/etc", ["scheme": "file", "path": "/etc"]),
            ("///a", ["path": "///a"]),
            ("//h/a", ["host": "h", "hostname": "h", "path": "/a"]),
            ("1http://x", nil),
            ("a+b-c.d://x", ["scheme": "a+b-c.d", "host": "x", "hostname": "x"]),
            ("http://h/é", ["scheme": "http", "host": "h", "hostname": "h", "path": "/é"]),
            ("http://h/a+b?c+d", ["scheme": "http", "host": "h", "hostname": "h", "path": "/a+b", "query": "c+d"]),
            ("?a=b", ["query": "a=b"]),
            ("./a:b", ["path": "./a:b"]),
        ] as [(String, [String: String]?)]
    )
    func urlsHaveParts(text: String, parts: [String: String]?) {
        for name in ["scheme", "host", "hostname", "path", "query", "opaque", "fragment", "userinfo"] {
            guard let parts else { continue }
            #expect(Rendering.text("{{ (urlParse \"\(text)\").\(name) }}") == parts[name] ?? "", "\(text) \(name)")
        }
        if parts == nil {
            #expect(
                Rendering.text("{{ urlParse \"\(text)\" }}").contains("first path segment in URL cannot contain colon")
            )
        }
    }

    @Test(
        arguments: [
            ("http://h/%zz", #"parse "http://h/%zz": invalid URL escape "%zz""#),
            ("http://h/%4", #"parse "http://h/%4": invalid URL escape "%4""#),
            ("http://h%41/", #"parse "http://h%41/": invalid URL escape "%41""#),
            ("http://[::1", #"parse "http://[::1": missing ']' in host"#),
            ("http://[::1]x", #"parse "http://[::1]x": invalid port "x" after host"#),
            ("http://h:8a", #"parse "http://h:8a": invalid port ":8a" after host"#),
            ("http://u[@h", #"parse "http://u[@h": net/url: invalid userinfo"#),
            ("a:b:c/d", nil),
            ("a_b:c", #"parse "a_b:c": first path segment in URL cannot contain colon"#),
            ("http://h#%zz", #"parse "http://h#%zz": invalid URL escape "%zz""#),
            ("http://h\\x7f/", #"parse "http://h\x7f/": net/url: invalid control character in URL"#),
            ("http://a|b/", #"parse "http://a|b/": invalid character "|" in host name"#),
            ("http://a\\\\b/", #"parse "http://a\\b/": invalid character "\\" in host name"#),
        ] as [(String, String?)]
    )
    func refusesWhatIsNoURL(text: String, message: String?) {
        let result = Rendering.text("{{ urlParse \"\(text)\" | len }}")
        if let message {
            #expect(result.hasSuffix("error calling urlParse: unable to parse url: \(message)"))
        } else {
            #expect(result == "8")
        }
    }

    @Test(
        arguments: [
            (#"(dict)"#, ""),
            (
                #"(dict "scheme" "http" "host" "host:80" "path" "/path" "query" "query" "fragment" "fragment")"#,
                "http://host:80/path?query#fragment"
            ), (#"(dict "host" "h" "path" "p")"#, "//h/p"), (#"(dict "path" "a b")"#, "a%20b"),
            (#"(dict "scheme" "http" "path" "/x")"#, "http:///x"),
            (#"(dict "scheme" "http")"#, "http:"),
            (#"(dict "scheme" "s" "opaque" "o" "query" "q" "fragment" "f g")"#, "s:o?q#f%20g"),
            (#"(dict "scheme" "http" "host" "h" "userinfo" "u:p w")"#, nil),
            (#"(dict "scheme" "http" "host" "h" "userinfo" "u:p%20w")"#, "http://u:p%20w@h"),
            (#"(dict "userinfo" "u" "host" "h" "path" "/")"#, "//u@h/"),
            (#"(dict "path" "*")"#, "*"),
            (#"(dict "path" "a/b:c")"#, "a/b:c"),
            (#"(dict "path" "/a?b#c%")"#, "/a%3Fb%23c%25"),
            (#"(dict "host" "é x")"#, "//%C3%A9%20x"),
            (#"(dict "nonsense" 5)"#, ""),
            (#"(dict "path" "//a")"#, "//a"),
            (#"(dict "fragment" "(a)!*")"#, "#(a)!*"),
        ] as [(String, String?)]
    )
    func urlsAreJoined(map: String, url: String?) {
        let result = Rendering.text("{{ urlJoin \(map) }}")
        if let url {
            #expect(result == url)
        } else {
            #expect(
                result.contains(
                    "unable to parse userinfo in dict: parse \"proto://u:p w@host\": net/url: invalid userinfo"
                )
            )
        }
    }

    @Test(arguments: ["https://u:p@h:8/a%20b?q=1#z", "http://h", "mailto:a@b", "/a/b", "//h/x", "http://[::1]:8/"])
    func whatIsParsedIsJoinedAgain(url: String) {
        #expect(Rendering.text("{{ urlParse \"\(url)\" | urlJoin }}") == url)
    }

    @Test(
        arguments: [
            (
                #"{{ urlJoin (dict "port" 1 "host" 5) }}"#,
                "unable to parse host key, must be of type string, but int found"
            ),
            (
                #"{{ urlJoin (dict "path" (list)) }}"#,
                "unable to parse path key, must be of type string, but slice found"
            ),
            (
                #"{{ urlJoin (dict "query" 1.5) }}"#,
                "unable to parse query key, must be of type string, but float64 found"
            ),
        ]
    )
    func partsAreTexts(template: String, message: String) {
        #expect(Rendering.text(template).hasSuffix("error calling urlJoin: \(message)"))
    }

    @Test func hostsAreNeverLookedUp() {
        #expect(Rendering.text(#"[{{ getHostByName "localhost" }}{{ getHostByName "" }}]"#) == "[]")
    }

    @Test(
        arguments: [
            ("1.2.3.4", [1, 2, 3, 4]),
            ("0.0.0.0", [0, 0, 0, 0]),
            ("255.255.255.255", [255, 255, 255, 255]),
            ("::", [UInt8](repeating: 0, count: 16)),
            ("::1", [UInt8](repeating: 0, count: 15) + [1]),
            ("1::", [0, 1] + [UInt8](repeating: 0, count: 14)),
            ("1:2:3:4:5:6:7:8", [0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8]),
            ("fe80::a:B", [0xFE, 0x80] + [UInt8](repeating: 0, count: 10) + [0, 0xA, 0, 0xB]),
            ("::ffff:1.2.3.4", [1, 2, 3, 4]),
            ("64:ff9b::1.2.3.4", [0, 0x64, 0xFF, 0x9B] + [UInt8](repeating: 0, count: 8) + [1, 2, 3, 4]),
            ("", nil),
            ("1.2.3", nil),
            ("1.2.3.4.5", nil),
            ("1.2.3.256", nil),
            ("01.2.3.4", nil),
            ("1.2.3.a", nil),
            (":::", nil),
            ("1:2", nil),
            ("1:2:3:4:5:6:7:8:9", nil),
            ("1::2::3", nil),
            ("12345::", nil),
            ("g::", nil),
            ("1:2:3:4:5:6:7::8", nil),
            ("::1.2.3", nil),
            ("1.2.3.4::", nil),
        ] as [(String, [UInt8]?)]
    )
    func addressesAreRead(text: String, bytes: [UInt8]?) { #expect(InternetAddress(text)?.bytes == bytes) }
}
