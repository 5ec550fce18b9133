// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OpenPGP
import Testing

@Suite("An error of GnuPG and of its keys")
struct ErrorExplanationTests {
    @Test(
        "tells what was found, why, and what to do about it",
        arguments: [
            (
                KeyringError.noFiles,
                Explanation(
                    "no file with a public key is named, so no signature can be verified",
                    remedy: "name the file with the key that signs"
                )
            ),
            (
                KeyringError.unreadable(path: "k", reason: "gone"),
                Explanation("k: the key file cannot be read: gone", remedy: "check the path and who may read it")
            ),
            (
                KeyringError.tooLarge(path: "k", limit: 9),
                Explanation(
                    "k: the key file has more than 9 bytes",
                    remedy: "name a file with the keys that sign, nothing else"
                )
            ),
            (
                KeyringError.noKey(path: "k"),
                Explanation(
                    "k: the file has no OpenPGP public key that GnuPG can read",
                    remedy: "it must hold what `gpg --export` writes, with `--armor` or without"
                )
            ),
            (
                KeyringError.damaged(path: "k"),
                Explanation(
                    "k: GnuPG can read a part of the keys only",
                    remedy: "get the file again; `gpg --show-keys k` says what is wrong with it"
                )
            ),
            (
                KeyringError.malformedFingerprint("x"),
                Explanation(
                    "`x` is not the fingerprint of a key",
                    remedy: "it has 40 hexadecimal digits (64 for keys of RFC 9580), as `gpg --show-keys` prints; "
                        + "a short key id is not enough"
                )
            ),
            (
                KeyringError.missing(fingerprint: "AB", paths: ["a", "b"]),
                Explanation(
                    "the key AB is in none of the key files: a, b",
                    remedy:
                        "name the file that has it, or correct the fingerprint; `gpg --show-keys` lists what a file has"
                )
            ),
            (
                KeyringError.subkey(fingerprint: "AB", primary: "CD"),
                Explanation("AB is a subkey of CD", remedy: "name the primary key: its subkeys count with it")
            ),
            (
                ProgramError.notInstalled(program: "gpgv", package: "gpgv"),
                Explanation(
                    "`gpgv` of GnuPG is not in PATH, so no signature can be verified",
                    remedy: "install the Debian package `gpgv`: `apt-get install gpgv`"
                )
            ),
            (
                ProgramError.failed(program: "gpg", reason: "killed"),
                Explanation("`gpg` did not finish: killed", remedy: "check what `gpg --version` says on this machine")
            ),
            (
                ProgramError.noFolder(parent: "/t", reason: "no space"),
                Explanation(
                    "GnuPG needs a private folder in /t, and none can be made there: no space",
                    remedy: "free some space there, or name another folder in TMPDIR"
                )
            ),
        ] as [(any ExplainedError, Explanation)]
    )
    func parts(error: any ExplainedError, explanation: Explanation) {
        #expect(error.explanation == explanation)
        #expect(Explanation(error) == explanation)
        #expect("\(error)" == explanation.text)
    }
}
