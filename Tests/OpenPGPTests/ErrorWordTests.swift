// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Testing

@testable import OpenPGP

private let again = "download it again from its publisher"

@Suite("What is said of a signature that does not count")
struct ErrorWordTests {
    @Test(
        "is what was found, and what to do",
        arguments: [
            (.unsigned, "it is not an OpenPGP message with a text and its signature", again),
            (.severalTexts, "it contains text besides the signed one", again),
            (.severalSignatures(2), "it has 2 signatures, but must have exactly one", again),
            (
                .altered(key: "K"), "it is not what was signed: the signature by key K is BAD",
                "download it again from its publisher: it was changed on the way"
            ),
            (
                .unknownKey("K", made: 0), "it was signed on 1970-01-01T00:00:00Z by key K, which is in no key file",
                "name the file with the public key K, if you trust it"
            ),
            (
                .unknownKey("K", made: nil), "it was signed by key K, which is in no key file",
                "name the file with the public key K, if you trust it"
            ),
            (
                .untrustedKey("K", trusted: ["A", "B"]),
                "it was signed by key K, which is in a key file but not trusted; trusted keys: A, B",
                "add the fingerprint K, if you trust it"
            ),
            (
                .unsupported(key: "K", algorithm: "99"),
                "it was signed by key K with algorithm 99, which this GnuPG does not know", "use a newer GnuPG"
            ),
            (
                .unverifiable(key: "K", code: "7"),
                "the signature by key K cannot be checked: GnuPG gives error code 7", again
            ),
            (.expired(key: "K", at: 86_400), "the signature by key K expired on 1970-01-02T00:00:00Z", again),
            (
                .revokedKey("K"), "it was signed by key K, which its owner revoked",
                "get a signature by the key that replaced it"
            ),
            (
                .outsideValidity(key: "K", made: 7, from: 0, until: 5),
                "it was signed on 1970-01-01T00:00:07Z by key K, which expired on 1970-01-01T00:00:05Z",
                "get the key file again: its owner may have extended the key"
            ),
            (
                .outsideValidity(key: "K", made: 1, from: 5, until: nil),
                "it was signed on 1970-01-01T00:00:01Z by key K, which was made later, on 1970-01-01T00:00:05Z", again
            ),
            (
                .outsideValidity(key: "K", made: nil, from: nil, until: nil),
                "it was signed by key K, which was made later", again
            ),
            (.weakHash(key: "K"), "the signature by key K is over MD5, SHA-1 or RIPE-MD, which can be forged", again),
            (.textSignature(key: "K"), "the signature by key K is over text, not over bytes", again),
            (.tooLarge(limit: 9), "it has more than 9 bytes once it is unpacked", again),
            (.contradiction([]), "GnuPG gives no clear answer: none at all", again),
            (.contradiction(["GOODSIG", "BADSIG"]), "GnuPG gives no clear answer: GOODSIG, BADSIG", again),
        ] as [(SignatureError, String, String)]
    )
    func signatures(error: SignatureError, found: String, remedy: String) {
        #expect(error.found == found)
        #expect(error.remedy == remedy)
        #expect(error.description == "\(found)\n\(remedy)")
    }

    @Test(
        "names the file of keys, and what it should hold",
        arguments: [
            (
                .noFiles,
                "no file with a public key is named, so no signature can be verified\nname the file with the key that signs"
            ),
            (
                .unreadable(path: "k", reason: "why"),
                "k: the key file cannot be read: why\ncheck the path and who may read it"
            ),
            (
                .tooLarge(path: "k", limit: 9),
                "k: the key file has more than 9 bytes\nname a file with the keys that sign, nothing else"
            ),
            (
                .noKey(path: "k"),
                "k: the file has no OpenPGP public key that GnuPG can read\nit must hold what `gpg --export` "
                    + "writes, with `--armor` or without"
            ),
            (
                .damaged(path: "k"),
                "k: GnuPG can read a part of the keys only\nget the file again; `gpg --show-keys k` says what is "
                    + "wrong with it"
            ),
            (
                .missing(fingerprint: "F", paths: ["k", "l"]),
                "the key F is in none of the key files: k, l\nname the file that has it, or correct the "
                    + "fingerprint; `gpg --show-keys` lists what a file has"
            ),
            (
                .subkey(fingerprint: "F", primary: "P"),
                "F is a subkey of P\nname the primary key: its subkeys count with it"
            ),
        ] as [(KeyringError, String)]
    )
    func keyrings(error: KeyringError, text: String) {
        #expect(error.description == text)
    }

    @Test(
        "says what to install, or where room is needed",
        arguments: [
            (
                .notInstalled(program: "gpgv", package: "p"),
                "`gpgv` of GnuPG is not in PATH, so no signature can be verified\ninstall the Debian package "
                    + "`p`: `apt-get install p`"
            ),
            (
                .failed(program: "gpgv", reason: "why"),
                "`gpgv` did not finish: why\ncheck what `gpgv --version` says on this machine"
            ),
            (
                .noFolder(parent: "/t", reason: "why"),
                "GnuPG needs a private folder in /t, and none can be made there: why\nfree some space there, or "
                    + "name another folder in TMPDIR"
            ),
        ] as [(ProgramError, String)]
    )
    func programs(error: ProgramError, text: String) {
        #expect(error.description == text)
    }

    @Test(
        "comes from what gpgv says of a signature that it could not check",
        arguments: [
            ("ERRSIG KEY 22 8 00 77 9", .unknownKey("KEY", made: 77)),
            ("ERRSIG KEY 22 8 00 77 9 FPR", .unknownKey("FPR", made: 77)),
            ("ERRSIG KEY 22 8 00 77 9 -", .unknownKey("KEY", made: 77)),
            ("ERRSIG KEY 99 8 00 77 4", .unsupported(key: "KEY", algorithm: "99")),
            ("ERRSIG KEY 22 8 00 77 39", .outsideValidity(key: "KEY", made: 77, from: nil, until: nil)),
            ("ERRSIG KEY 22 8 00 77 1", .unverifiable(key: "KEY", code: "1")),
            ("ERRSIG KEY", .unverifiable(key: "KEY", code: "")),
            ("BADSIG KEY Somebody", .altered(key: "KEY")),
        ] as [(String, SignatureError)]
    )
    func unchecked(line: String, error: SignatureError) {
        let status = StatusLines("[GNUPG:] PLAINTEXT 62 0\n[GNUPG:] NEWSIG\n[GNUPG:] \(line)\n")
        #expect(throws: error) { try Verdict(status, isSuccess: false).signer(among: []) }
    }

    @Test(
        "comes from the shape of the message before anything else",
        arguments: [
            ("", .unsigned), ("NEWSIG", .unsigned), ("PLAINTEXT 62 0", .unsigned),
            ("PLAINTEXT 62 0\nPLAINTEXT 62 0\nNEWSIG", .severalTexts),
            ("PLAINTEXT 62 0\nNEWSIG\nERROR proc_pkt.plaintext 89", .severalTexts),
            ("PLAINTEXT 62 0\nNEWSIG\nNEWSIG\nNEWSIG", .severalSignatures(3)),
            ("PLAINTEXT 62 0\nNEWSIG", .contradiction([])),
        ] as [(String, SignatureError)]
    )
    func shapes(lines: String, error: SignatureError) {
        let status = StatusLines(lines.split(separator: "\n").map { "[GNUPG:] \($0)\n" }.joined())
        #expect(throws: error) { try Verdict(status, isSuccess: true).signer(among: []) }
    }
}
