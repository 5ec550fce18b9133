// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import HTTPTransport

struct CertificateProblemTests {
    @Test(
        arguments: [
            (0, .wrongName), (1, .wrongName), (62, .wrongName), (64, .wrongName), (2, .unknownAuthority),
            (18, .unknownAuthority),
            (19, .unknownAuthority), (20, .unknownAuthority), (21, .unknownAuthority), (9, .notYetValid),
            (10, .expired),
            (7, .other), (23, .other), (66, .other), (9999, .other),
        ] as [(Int, CertificateProblem)]
    )
    func `every verdict of OpenSSL has a meaning`(verification: Int, problem: CertificateProblem) {
        #expect(CertificateProblem(verification: verification) == problem)
    }

    @Test(arguments: [
        ("quay.io", "quay.io:443"), ("quay.io:5000", "quay.io:5000"), ("[::1]", "[::1]:443"),
        ("[::1]:5000", "[::1]:5000"),
    ])
    func `the command that shows a certificate has a port`(host: String, place: String) {
        for problem in [CertificateProblem.expired, .notYetValid, .wrongName, .other] {
            #expect(problem.remedy(host: host)?.contains("-connect \(place) ") == true)
        }
        #expect(CertificateProblem.unknownAuthority.remedy(host: host) == nil)
    }
}
