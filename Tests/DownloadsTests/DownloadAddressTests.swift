// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import HTTPTransport
import Testing

@testable import Downloads

@Suite("The address of a document")
struct DownloadAddressTests {
    @Test(
        "is shown without user information and query",
        arguments: [
            ("https://h.example/a/b", "https://h.example/a/b"),
            ("https://me:secret@h.example/a?token=x#y", "https://h.example/a"),
            ("me:secret@host/path?x", "host/path"), ("ftp://me:secret@host/path?x", "ftp://host/path"),
            ("ftp://a@b@host/x", "ftp://host/x"), ("", ""),
            ("ftp://host/\u{1b}[31m\nx", "ftp://host/ [31m x"),
        ]
    )
    func redacted(url: String, shown: String) {
        #expect(DownloadAddress.redacted(url) == shown)
        #expect(!DownloadAddress.redacted(url).contains("secret"))
    }

    @Test(
        "turns user information into a header",
        arguments: [
            ("https://me:a%40b@h.example/", "Basic bWU6YUBi"), ("https://token@h.example/", "Basic dG9rZW46"),
            ("https://h.example/", nil),
            ("https://me:@h.example/", "Basic bWU6"),
        ] as [(String, String?)]
    )
    func userInformation(url: String, header: String?) throws {
        #expect(try DownloadAddress(url, [:]).headers["Authorization"] == header)
        // What the caller gives comes first.
        #expect(try DownloadAddress(url, ["Authorization": "Bearer x"]).headers["Authorization"] == "Bearer x")
    }

    @Test(
        "keeps secrets at the origin that a redirect leaves",
        arguments: [
            ("/other", true), ("https://h.example/x", true), ("https://h.example:443/x", true),
            ("https://h.example:8443/x", false),
            ("https://other.example/x", false), ("//h.example/x", true), ("?x=1", true),
        ]
    )
    func following(location: String, keeps: Bool) throws {
        let start = try DownloadAddress("https://h.example/a", ["Authorization": "x", "Cookie": "y", "Accept": "z"])
        let next = try start.following(location)
        #expect((next.headers["Authorization"] != nil) == keeps)
        #expect((next.headers["Cookie"] != nil) == keeps)
        #expect(next.headers["Accept"] == "z")
    }

    @Test("follows from plain HTTP to https, and never back")
    func schemes() throws {
        let plain = try DownloadAddress("http://h.example/a", [:])
        #expect(try plain.following("https://h.example/b").address.description == "https://h.example/b")
        #expect(try plain.following("http://x.example/b").address.description == "http://x.example/b")
        let secure = try DownloadAddress("https://h.example/a", [:])
        #expect(throws: DownloadError.self) { try secure.following("http://other.example/a") }
        #expect(throws: DownloadError.self) { try secure.following("ftp://h.example/a") }
    }

    @Test("gives a server a minute to answer")
    func timeout() throws {
        let request = try DownloadAddress("https://h.example/a", ["A": "b"]).request(.standard)
        #expect(request.answerTimeout == .seconds(60))
        #expect(request.url == "https://h.example/a")
        #expect(request.headers["A"] == "b")
    }

    @Test(
        "is in an error with what to do, by the status of the answer",
        arguments: [
            (400, "check the URL and the proxy that may have answered instead"),
            (401, "check that the URL is right and that `h.example` lets you read it"),
            (403, "check that the URL is right and that `h.example` lets you read it"), (404, "check the URL"),
            (410, "check the URL"),
            (407, "the proxy requires credentials: write them into HTTPS_PROXY"), (429, "wait a while, then run again"),
            (500, "the server has a problem: wait a while, then run again"),
            (503, "the server has a problem: wait a while, then run again"),
            (204, "check the URL and the proxy that may have answered instead"),
        ]
    )
    func statuses(status: Int, remedy: String) throws {
        let address = try DownloadAddress("https://h.example/a?token=hunter22", [:])
        let answer = HTTPMessage(status: status, headers: [:], body: Array(" \n\n  no hunter22 here\nmore".utf8))
        let error = DownloadError(answer, address.address, hiding: address.secrets)
        #expect(error.kind == .status(status))
        #expect(error.found == "the server answered \(status): no <redacted> here")
        #expect(error.description == "GET https://h.example/a: \(error.found)\n\(remedy)")
        // A page is nothing to read.
        let page = HTTPMessage(
            status: status,
            headers: ["Content-Type": "TEXT/HTML; charset=x"],
            body: Array("<p>".utf8)
        )
        #expect(DownloadError(page, address.address, hiding: address.secrets).found == "the server answered \(status)")
    }
}
