// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import HTTPTransport

struct HeadTests {
    /// Returns what the lines of a head come to.
    private func head(_ lines: [String]) -> ResponseHead? {
        var collector = HeaderCollector()
        for line in lines {
            if case .complete(let head) = collector.add(Array("\(line)\r\n".utf8)) { return head }
        }
        return nil
    }

    @Test func `fields lose the blanks around them and keep colons`() {
        let head = head(["HTTP/1.1 200 OK", "Location:  http://a:1/b \t", "Empty:", "no field", ""])
        #expect(head?.status == 200)
        #expect(head?.headers == ["Location": "http://a:1/b", "Empty": ""])
    }

    @Test func `a head needs a status and an end`() {
        #expect(head(["HTTP/1.1 200 OK", "A: b"])?.status == nil)
        #expect(head(["HTTP/1.1 100 Continue", ""])?.status == nil)
        #expect(head(["HTTP/1.1 100 Continue", "A: b", "", "HTTP/1.1 404 No", ""])?.headers == [:])
    }

    @Test(arguments: [
        ("https://user:pass@host:1/a@b?c=d#e", "https://host:1/a@b"),
        ("http://host/a", "http://host/a"),
        ("http://a:b@c@host", "http://host"),
        ("http://host?user@x", "http://host"),
        ("nothing", "nothing"),
    ])
    func `a shown URL has neither credentials nor parameters`(url: String, shown: String) {
        #expect(RequestURL.redacted(url) == shown)
    }
}
