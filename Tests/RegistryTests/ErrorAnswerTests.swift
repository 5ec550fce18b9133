// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import HTTPTransport
import Scheduling
import TestSupport
import Testing

@testable import Registry

/// What a registry said, as the error that it becomes.
private func refusal(_ status: Int, _ body: String = "", type: String = "application/json", remedy: String? = nil)
    -> RegistryError
{
    RegistryError(
        HTTPMessage(status: status, headers: ["Content-Type": type], body: Array(body.utf8)),
        request: "GET https://r.example:5000/v2/a/b",
        remedy: remedy
    )
}

/// An error of a kind, as the code that finds it makes it.
private func failure(_ kind: RegistryError.Kind, status: Int? = nil, isRetryable: Bool = false) -> RegistryError {
    RegistryError(
        kind: kind,
        request: "PUT https://r.example:5000/v2/a/b",
        refusal: status.map { RegistryError.Refusal(status: $0) },
        details: ["why"],
        isRetryable: isRetryable
    )
}

@Suite("What a registry refuses")
struct ErrorAnswerTests {
    @Test(
        "is told apart by status, and by the registry's own code where that says more",
        arguments: [
            (400, nil, .server), (401, nil, .unauthorized), (403, nil, .denied), (404, nil, .notFound),
            (405, nil, .unsupported), (413, nil, .tooLarge),
            (416, nil, .rangeRefused), (429, nil, .tooManyRequests), (500, nil, .server), (501, nil, .unsupported),
            (503, nil, .server),
            (400, "TOOMANYREQUESTS", .tooManyRequests), (404, "BLOB_UPLOAD_UNKNOWN", .uploadUnknown),
            (400, "BLOB_UPLOAD_INVALID", .uploadUnknown),
            (400, "DENIED", .denied), (400, "UNSUPPORTED", .unsupported), (401, "DENIED", .unauthorized),
            (404, "NAME_UNKNOWN", .notFound),
            (400, "MANIFEST_INVALID", .server), (400, "denied", .server),
        ] as [(Int, String?, RegistryError.Kind)]
    )
    func kinds(status: Int, code: String?, kind: RegistryError.Kind) {
        let body = code.map { "{\"errors\":[{\"code\":\"\($0)\",\"message\":\"m\"}]}" } ?? ""
        let error = refusal(status, body)
        #expect(error.kind == kind)
        #expect(error.status == status)
        #expect(error.codes == (code.map { [$0] } ?? []))
    }

    @Test(
        "is shown with what the server says, whatever form that has",
        arguments: [
            ("{\"errors\":[{\"code\":\"A\",\"message\":\"b c\"}]}", ["A: b c"]),
            ("{\"errors\":[{\"code\":\"A\"},{\"message\":\"m\"},{}]}", ["A", "m"]),
            ("{\"errors\":[{\"code\":null,\"message\":\"m\"}]}", ["m"]), ("{\"details\":\"d\"}", ["d"]),
            ("{\"message\":\"m\"}", ["m"]),
            ("{\"details\":\"d\",\"message\":\"m\"}", ["d"]), ("{\"errors\":[],\"message\":\"m\"}", ["m"]), ("{}", []),
            ("", []),
            ("plain\ntext \u{1b}[1m", ["plain text [1m"]), ("{\"errors\":\"no list\"}", ["{\"errors\":\"no list\"}"]),
            ("[1]", ["[1]"]),
            ("{\"errors\":[{\"code\":\"A\\nB\",\"message\":\"x\\u0000y\"}]}", ["A B: x y"]),
        ]
    )
    func details(body: String, details: [String]) {
        #expect(refusal(400, body).details == details)
    }

    @Test("is never shown as a page, nor without end")
    func bounds() {
        #expect(refusal(400, "<html>no</html>", type: "text/html; charset=utf-8").details.isEmpty)
        let long = String(repeating: "x", count: 1000)
        #expect(refusal(400, long, type: "text/plain").details == [String(repeating: "x", count: 300) + "…"])
        #expect(
            refusal(400, "{\"errors\":[{\"code\":\"\(long)\",\"message\":\"\(long)\"}]}").codes == [
                String(repeating: "x", count: 60) + "…"
            ]
        )
        let many = (0..<9).map { "{\"code\":\"C\($0)\"}" }.joined(separator: ",")
        #expect(refusal(400, "{\"errors\":[\(many)]}").codes == ["C0", "C1", "C2", "C3", "C4"])
        // What was cut where reading ends shows that it was.
        let cut = String(repeating: "y ", count: RegistryError.bodyLimit / 2)
        #expect(refusal(400, cut, type: "text/plain").details.first?.hasSuffix("…") == true)
    }

    @Test(
        "may pass, and has a remedy, where the server is at fault",
        arguments: [
            (400, false, nil), (404, false, nil),
            (429, true, "the server limits the number of requests: run the same command again later"),
            (500, true, "the problem is on the server: see its log, then run the same command again"),
            (501, false, "the problem is on the server: see its log, then run the same command again"),
            (503, true, "the problem is on the server: see its log, then run the same command again"), (408, true, nil),
        ] as [(Int, Bool, String?)]
    )
    func remedies(status: Int, isRetryable: Bool, remedy: String?) {
        #expect(refusal(status).isRetryable == isRetryable)
        #expect(refusal(status).remedy == remedy)
        #expect(refusal(status, remedy: "do that").remedy == "do that")
        #expect(refusal(status).isFinalAnswer == !isRetryable)
    }

    @Test("is described with the request, the places tried before and the remedy")
    func description() {
        var error = refusal(404, "{\"errors\":[{\"code\":\"NAME_UNKNOWN\"}]}", remedy: "do that")
        error.tried = ["GET https://m.example/v2/x: status 404"]
        #expect(
            error.description == """
                GET https://r.example:5000/v2/a/b: status 404, NAME_UNKNOWN
                tried before: GET https://m.example/v2/x: status 404
                do that
                """
        )
        #expect(RegistryError(kind: .notFound, request: "GET x").description == "GET x: notFound")
        let hidden = error.mapping { $0.replacing("NAME", with: "*") }
        #expect(hidden.codes == ["*_UNKNOWN"] && hidden.details == ["*_UNKNOWN"])
        let named = error.named(.blocked, remedy: "other")
        #expect(named.kind == .blocked && named.remedy == "other" && named.status == 404)
        #expect(error.retryable(true).isRetryable && !error.retryable(true).isFinalAnswer)
    }

    @Test(
        "says whether another way of sending the same bytes may succeed",
        arguments: [
            (.unauthorized, 401, false, false), (.denied, 403, false, true), (.tooManyRequests, 429, false, false),
            (.tooLarge, 413, false, true),
            (.digestMismatch, 400, false, false), (.digestAlgorithmRefused, 400, false, false),
            (.referrersTagTaken, nil, false, false),
            (.invalidAnswer, 400, false, false), (.notFound, 404, true, true), (.unsupported, 405, true, true),
            (.server, 400, true, true),
            (.rangeRefused, 416, true, true), (.server, 500, true, true),
        ] as [(RegistryError.Kind, Int?, Bool, Bool)]
    )
    func ways(kind: RegistryError.Kind, status: Int?, refusesWay: Bool, refusesChunks: Bool) {
        let error = failure(kind, status: status, isRetryable: status == 500)
        #expect(error.refusesWayOfUploading == refusesWay)
        #expect(error.refusesChunks == refusesChunks)
        #expect(!failure(kind).refusesWayOfUploading)
        // A session that is gone has nothing to do with the way.
        let gone = refusal(404, "{\"errors\":[{\"code\":\"BLOB_UPLOAD_UNKNOWN\"}]}")
        #expect(!gone.refusesWayOfUploading)
    }
}

@Suite("Where another try at a registry may help")
struct RegistryTroubleTests {
    @Test(
        "depends on the failure",
        arguments: [
            (.digestMismatch, nil, false, .flawed, nil), (.uploadUnknown, 404, false, .busy, "upload"),
            (.rangeRefused, 416, false, .busy, "upload"),
            (.uploadWayRefused, 404, false, .settling, nil), (.uploadWayRefused, 405, false, nil, nil),
            (.unauthorized, 401, true, .flawed, nil),
            (.unauthorized, 401, false, nil, nil), (.unreachable(.nameNotResolved), nil, true, .unresolved, nil),
            (.unreachable(.timedOut), nil, true, .silent, nil),
            (.unreachable(.garbled), nil, true, .flawed, nil), (.unreachable(.tooSlow), nil, true, .slow, nil),
            (.unreachable(.connectionLost), nil, true, .unreachable, nil),
            (.unreachable(.connectionRefused), nil, true, .unreachable, nil),
            (.unreachable(.tlsFailed), nil, false, nil, nil), (.server, 503, true, .busy, "PUT"),
            (.tooManyRequests, 429, true, .busy, "PUT"),
            (.notFound, 404, false, nil, nil), (.denied, 403, false, nil, nil),
        ] as [(RegistryError.Kind, Int?, Bool, Trouble.Kind?, String?)]
    )
    func kinds(kind: RegistryError.Kind, status: Int?, isRetryable: Bool, trouble: Trouble.Kind?, request: String?) {
        var error = failure(kind, status: status, isRetryable: isRetryable)
        error.serverDelay = .seconds(7)
        let found = error.trouble
        #expect(found?.kind == trouble)
        #expect(found?.request == request)
        #expect(found == nil || found?.server == "r.example:5000")
        #expect(found?.serverDelay == (request == "PUT" ? .seconds(7) : nil))
        // Whoever has tried for as long as patience lasts says so, and nobody tries again.
        #expect(error.exhausted.trouble == nil)
    }

    @Test(
        "is said with the remedy that a registry needs",
        arguments: [
            (.connectionRefused, "check that a registry listens at `r.example`, and its port"),
            (
                .tlsFailed,
                "if `r.example` speaks plain HTTP, say so: a [[registry]] with `insecure = true` in "
                    + "registries.conf, or --src-tls-verify=false"
            ),
            (
                .untrustedCertificate,
                "put the authority's certificate into /etc/containers/certs.d/r.example/ca.crt or set "
                    + "SSL_CERT_FILE to it;"
            ),
            (
                .clientCertificateRefused,
                "put a client certificate that `r.example` knows into /etc/containers/certs.d/r.example/client.cert"
            ),
            (.timedOut, "check the network, HTTPS_PROXY and NO_PROXY"), (.connectionLost, nil),
        ] as [(HTTPTransportError.Reason, String?)]
    )
    func transport(reason: HTTPTransportError.Reason, remedy: String?) {
        let error = RegistryError(
            HTTPTransportError(reason: reason, method: .head, url: "https://r.example/v2/", message: "why\nnot"),
            host: "r.example"
        )
        #expect(error.kind == .unreachable(reason))
        #expect(error.request == "HEAD https://r.example/v2/")
        #expect(error.details == ["why not"])
        #expect(error.status == nil)
        #expect(
            remedy.map { error.remedy?.hasPrefix($0) == true } ?? (error.remedy == nil),
            "\(error.remedy ?? "none")"
        )
    }

    @Test("is not at a server that let every limit pass before")
    func unanswered() {
        let error = RegistryError.unanswered("GET https://r.example/v2/")
        #expect(error.trouble == nil)
        #expect(error.isExhausted)
        #expect(error.reason == "it did not answer earlier in this run")
    }
}
