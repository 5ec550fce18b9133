// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct EncodingTests {
    /// Texts in base 64 and in base 32: the examples of RFC 4648.
    @Test(
        arguments: [
            ("", "", ""),
            ("f", "Zg==", "MY======"),
            ("fo", "Zm8=", "MZXQ===="),
            ("foo", "Zm9v", "MZXW6==="),
            ("foob", "Zm9vYg==", "MZXW6YQ="),
            ("fooba", "Zm9vYmE=", "MZXW6YTB"),
            ("foobar", "Zm9vYmFy", "MZXW6YTBOI======"),
        ]
    )
    func areThoseOfTheStandard(text: String, base64: String, base32: String) {
        #expect(Rendering.text("{{ b64enc \"\(text)\" }}") == base64)
        #expect(Rendering.text("{{ b64dec \"\(base64)\" }}") == text)
        #expect(Rendering.text("{{ b32enc \"\(text)\" }}") == base32)
        #expect(Rendering.text("{{ b32dec \"\(base32)\" }}") == text)
    }

    /// Texts that are not base 64, and the byte that Go blames.
    @Test(
        arguments: [
            ("a", 0),
            ("ab", 0),
            ("abc", 0),
            ("abcde", 4),
            ("=", 0),
            ("a=", 1),
            ("ab=", 3),
            ("ab=c", 2),
            ("abc=d", 4),
            ("ab==c", 4),
            ("abc==", 4),
            ("!bcd", 0),
            ("abc!", 3),
            ("ab c", 2),
            ("YQ==YQ==", 4),
            ("abcd====", 4),
        ]
    )
    func blameTheFirstBadByteOfBase64(text: String, offset: Int) {
        #expect(Rendering.text("{{ b64dec \"\(text)\" }}") == "illegal base64 data at input byte \(offset)")
    }

    @Test(arguments: [#"Zm9v\nYg=="#, #"Zm9vYg=\r\n="#, #"Zm9vYg==\n"#, #"\nZm9vYg=="#])
    func doNotCareForLineBreaks(text: String) {
        #expect(Rendering.text("{{ b64dec \"\(text)\" }}") == "foob")
    }

    @Test(
        arguments: [
            ("A", 0),
            ("MZXW6YQ", 0),
            ("MZXW6==", 7),
            ("1AAAAAAA", 0),
            ("MZXW6YTBO", 8),
            ("=AAAAAAA", 0),
            ("AAA=====", 3),
            ("mzxw6ytb", 0),
        ]
    )
    func blameTheFirstBadByteOfBase32(text: String, offset: Int) {
        #expect(Rendering.text("{{ b32dec \"\(text)\" }}") == "illegal base32 data at input byte \(offset)")
    }

    @Test(
        arguments: [
            (#"{{ sha1sum "Hello world!" }}"#, "d3486ae9136e7856bc42212385ea797094475802"),
            (#"{{ sha256sum "Hello world!" }}"#, "c0535e4be2b79ffd93291305436bf889314e4a3faec05ecffcbb7df31ad9e51a"),
            (#"{{ adler32sum "Hello world!" }}"#, "487130206"),
            (#"{{ adler32sum "" }}"#, "1"),
        ]
    )
    func checksumsAreKnown(template: String, output: String) { #expect(Rendering.text(template) == output) }

    @Test func manyBytesGoThereAndBack() {
        for count in 0..<70 {
            let text = "{{ $x := repeat \(count) \"\\xff\\x00é\" }}"
            #expect(Rendering.text(text + "{{ eq $x ($x | b64enc | b64dec) }}") == "true")
            #expect(Rendering.text(text + "{{ eq $x ($x | b32enc | b32dec) }}") == "true")
        }
    }
}
