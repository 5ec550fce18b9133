// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import OpenPGP

private let primary = String(repeating: "A", count: 40)
private let text = "PLAINTEXT 62 0 body\nNEWSIG"
private let good = "GOODSIG AAAAAAAAAAAAAAAA Somebody"
private let valid = "VALIDSIG \(primary) 2022-06-01 100 0 4 0 22 8 00 \(primary)"

/// What no GnuPG of today says, so that no message makes it say so.
struct VerdictTests {
    private func signer(_ status: String, listed: String? = nil, isSuccess: Bool = true) throws -> String {
        let lines = status.split(separator: "\n").map { "[GNUPG:] \($0)\n" }.joined()
        let keys = PublicKey.listed(in: listed ?? "pub:-:255:22:AAAAAAAAAAAAAAAA:50:200::::\nfpr:::::::::\(primary):\n")
        return try Verdict(StatusLines(lines), isSuccess: isSuccess).signer(among: keys).description
    }

    @Test func `a good and valid signature by a trusted key counts`() throws {
        #expect(try signer("\(text)\n\(good)\n\(valid)") == primary)
        #expect(try signer("\(text)\nEXPKEYSIG A\n\(valid)\nA_LINE_OF_TOMORROW 1") == primary)
    }

    @Test func `without a code that fits, a good signature does not count`() {
        #expect(throws: SignatureError.self) { try signer("\(text)\n\(good)\n\(valid)", isSuccess: false) }
    }

    @Test(
        "answers that do not go together are refused",
        arguments: [
            "", good, valid, "\(good)\n\(good)\n\(valid)", "\(good)\n\(valid)\n\(valid)", "\(good)\nBADSIG A\n\(valid)",
            "\(good)\n\(valid)\nNODATA 3", "\(good)\n\(valid)\nFAILURE gpgv 1", "\(good)\n\(valid)\nERROR any 1",
            "\(good)\nVALIDSIG \(primary) 2022-06-01 later 0 4 0 22 8 00 \(primary)", "\(good)\nVALIDSIG \(primary)",
        ]
    )
    func contradictions(lines: String) throws {
        let error = #expect(throws: SignatureError.self) { try signer("\(text)\n\(lines)") }
        guard case .contradiction = error else { throw try #require(error) }
    }

    @Test func `what gpgv says without its mark is not heard`() {
        let status = StatusLines("\(text)\n\(good)\n\(valid)\n gpg: [GNUPG:] \(good)\n[GNUPG:]\n[GNUPG:] \n")
        #expect(status.lines.isEmpty)
    }

    @Test(
        "the listing of the keys has a say beside the status",
        arguments: [
            ("pub:r:255:22:A:50:200::::\nfpr:::::::::\(primary):", SignatureError.revokedKey(primary)),
            ("pub:i:255:22:A:50:::::\nfpr:::::::::\(primary):", .revokedKey(primary)),
            ("pub:-:255:22:A:101:::::\nfpr:::::::::\(primary):", outside(from: 101, until: nil)),
            ("pub:-:255:22:A:50:100::::\nfpr:::::::::\(primary):", outside(from: 50, until: 100)),
            ("pub:-:255:22:A:50:never::::\nfpr:::::::::\(primary):", .untrustedKey(primary, trusted: [])),
            ("pub:-:255\nfpr:::::::::\(primary):", .untrustedKey(primary, trusted: [])),
            ("sub:-:255:22:A:50:::::\nfpr:::::::::\(primary):", .untrustedKey(primary, trusted: [])),
        ]
    )
    func listings(listing: String, error: SignatureError) {
        #expect(throws: error) { try signer("\(text)\n\(good)\n\(valid)", listed: listing) }
    }

    private static func outside(from: Int, until: Int?) -> SignatureError {
        .outsideValidity(key: primary, made: 100, from: from, until: until)
    }
}
