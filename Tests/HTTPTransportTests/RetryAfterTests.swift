// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import TestSupport
import Testing

@testable import HTTPTransport

@Suite("What a server asks to wait")
struct RetryAfterTests {
    /// The moment of the example in RFC 9110.
    private static let now = Date(timeIntervalSince1970: 784_111_777)

    @Test(
        "is seconds, or the time until a date",
        arguments: [
            ("120", 120), ("0", 0), (" 7 ", 7), ("-5", 0), ("99999999999", 1_000_000_000),
            ("Sun, 06 Nov 1994 08:49:37 GMT", 0),
            ("Sun, 06 Nov 1994 08:50:37 GMT", 60), ("Sun, 06 Nov 1994 08:48:37 GMT", 0),
            ("Mon, 07 Nov 1994 08:49:37 GMT", 86_400),
            ("", nil), ("soon", nil), ("nan", nil), ("inf", nil), ("1 2", nil),
        ] as [(String, Int?)]
    )
    func delays(value: String, seconds: Int?) {
        #expect(RetryAfter.delay(value, now: Self.now) == seconds.map { .seconds($0) })
    }

    @Test(
        "is no date in any other form",
        arguments: [
            "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "06 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 08:49:37 CET",
            "Sun, 06 Nov 1994 08:49:37", "Sun, 32 Nov 1994 08:49:37 GMT", "Sun, 00 Nov 1994 08:49:37 GMT",
            "Sun, 06 Foo 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 08:49 GMT", "Sun, 06 Nov 1994 08:61:37 GMT", "Sun, 06 Nov 1969 08:49:37 GMT",
            "Sun, 06 Nov 10000 08:49:37 GMT",
            "Sun, 06 nov 1994 08:49:37 GMT",
        ]
    )
    func dates(text: String) {
        #expect(RetryAfter.date(text) == nil)
    }

    @Test("is the same moment to the system's calendar", .waitsForPrograms)
    func calendar() throws {
        var generator = SeededGenerator(seed: 8)
        // Days around the ends of months and of February, in years that leap and years that do not.
        var moments = (0..<150).map { _ in Int.random(in: 0...253_402_300_799, using: &generator) }
        for year in [1970, 1972, 1999, 2000, 2001, 2023, 2024, 2100, 2400, 9999] {
            for day in [58, 59, 60, 364, 365] { moments.append((year - 1970) * 31_556_952 + day * 86_400) }
        }
        moments = moments.filter { (0...253_402_300_799).contains($0) }
        let input = moments.map { "@\($0)" }.joined(separator: "\n") + "\n"
        let output = try toolOutput(
            ["date", "--utc", "--file=-", "+%a, %d %b %Y %H:%M:%S GMT"],
            environment: ["LC_ALL": "C"],
            input: Array(input.utf8)
        )
        let dates = output.split(separator: "\n").map(String.init)
        #expect(dates.count == moments.count)
        for (moment, text) in zip(moments, dates) {
            #expect(RetryAfter.date(text) == Date(timeIntervalSince1970: Double(moment)), "\(text)")
        }
    }

    @Test("is of use only for answers that may be others the next time")
    func statuses() {
        // 408, 425 and 429 of the client's errors; of the server's all but those that say "never".
        let passing: Set<Int> = [408, 425, 429, 500, 502, 503, 504]
        for status in 100..<600 {
            #expect(RetryPolicy.mayPass(status: status) == passing.contains(status), "\(status)")
        }
    }

    @Test(
        "is noted by the place and the method that answered",
        arguments: [(200, true), (404, true), (503, false), (429, false)]
    )
    func outages(status: Int, isWell: Bool) throws {
        let outages = Outages()
        outages.answered(try #require(WebAddress("https://h.example:443/x")), .post, status: status)
        #expect(outages.hasAnswered("h.example") == isWell)
    }
}

@Suite("An error of the transport")
struct TransportErrorTests {
    private static func error(_ reason: HTTPTransportError.Reason, _ certificate: CertificateProblem? = nil)
        -> HTTPTransportError
    {
        HTTPTransportError(
            reason: reason,
            method: .put,
            url: "https://h.example:5000/v2/",
            message: "why",
            certificate: certificate
        )
    }

    @Test(
        "says whether another try may help, of what kind the failure is, and what to do",
        arguments: [
            (.nameNotResolved, .unresolved, "check the name `h` and the DNS, or set HTTPS_PROXY"),
            (.connectionRefused, .unreachable, "check that a server listens at `h`, and its port"),
            (.connectionLost, .unreachable, nil),
            (.timedOut, .silent, "check the network, HTTPS_PROXY and NO_PROXY"),
            (.tooSlow, .slow, "check the network, HTTPS_PROXY and NO_PROXY"),
            (.proxyUnreachable, .unreachable, "check the network, HTTPS_PROXY and NO_PROXY"),
            (.garbled, .flawed, "check the port of `h`: the server there does not speak HTTP"),
            (.untrustedCertificate, nil, "set SSL_CERT_FILE to a file with the certificate of its authority"),
            (.clientCertificateRefused, nil, "ask the operator of `h` for access without a client certificate"),
            (.tlsFailed, nil, "if `h` speaks plain HTTP, its URL must begin with http://"),
            (.proxyFailed, nil, "check the network, HTTPS_PROXY and NO_PROXY"),
            (.other, nil, nil),
        ] as [(HTTPTransportError.Reason, Trouble.Kind?, String?)]
    )
    func reasons(reason: HTTPTransportError.Reason, kind: Trouble.Kind?, remedy: String?) {
        let error = Self.error(reason)
        #expect(error.isRetryable == (kind != nil))
        #expect(error.trouble == kind.map { Trouble($0, server: "h.example:5000", reason: "why") })
        #expect(error.remedy(host: "h") == remedy)
        #expect(error.description == "PUT https://h.example:5000/v2/: why")
    }

    @Test(
        "of a certificate has the remedy for what is wrong with that",
        arguments: [
            (CertificateProblem.expired, "-dates"), (.notYetValid, "-dates"), (.wrongName, "-ext subjectAltName"),
            (.other, "-text"), (.unknownAuthority, "the certificate of its authority"),
        ]
    )
    func certificates(problem: CertificateProblem, end: String) {
        #expect(Self.error(.untrustedCertificate, problem).remedy(host: "h")?.hasSuffix(end) == true)
    }

    @Test(
        "stands on one line, without what a terminal obeys",
        arguments: [
            ("plain", "plain"), ("a\nb\r\n c", "a b c"), ("\u{1b}[31mred", "[31mred"), ("a\u{202e}b", "a b"),
            ("  a   b  ", "a b"), ("", ""),
            ("1234567890", "1234567890"), ("12345678901", "1234567890…"), ("é\u{0}ü", "é ü"),
        ]
    )
    func oneLine(text: String, expected: String) {
        #expect(text.oneLine(limit: 10) == expected)
    }
}
