// SPDX-License-Identifier: Apache-2.0

import HTTPTransport
import Planning
import Plans
import TestSupport
import Testing

/// Every fault that the protocol knows, each a few times, while planning and while applying.
@Suite("Where a registry fails now and then")
struct FaultTableTests {
    typealias Fault = FaultScene.Fault

    private static let statuses: [Fault] = [408, 425, 429, 500, 502, 503, 504].flatMap { status in
        [
            Fault("status \(status)", at: .source, .init(.status(status), method: "GET", times: 3)),
            Fault("status \(status)", at: .target, .init(.status(status), method: "HEAD", times: 3)),
            Fault("status \(status)", at: .target, .init(.status(status), method: "PUT", times: 3)),
            Fault("status \(status)", at: .target, .init(.status(status), method: "POST", times: 3)),
        ]
    }

    private static let waits: [Fault] = ["1", "Thu, 01 Jan 1970 00:00:05 GMT", "-5; soon", "60"].map { text in
        Fault(
            "Retry-After: \(text)",
            at: .source,
            .init(.status(429, headers: ["Retry-After": text]), target: "/manifests/", times: 3)
        )
    }

    private static let wrongAnswers: [Fault] = ["/manifests/", "/blobs/"].flatMap { path in
        [
            Fault("wrong bytes", at: .source, .init(.lie, method: "GET", target: path, times: 3)),
            Fault("truncated", at: .source, .init(.truncate(to: 20), method: "GET", target: path, times: 3)),
            Fault("cut off", at: .source, .init(.cut(after: 20), method: "GET", target: path, times: 3)),
            Fault("no HTTP", at: .source, .init(.garbage, method: "GET", target: path, times: 3)),
            Fault("no answer", at: .source, .init(.reset, method: "GET", target: path, times: 3)),
            Fault("without length", at: .source, .init(.chunked, method: "GET", target: path, times: 99)),
            Fault("slow", at: .source, .init(.drip(Tap(pieces: 3)), target: path, times: 9)),
            Fault("wrong digest", at: .source, .init(.wrongDigest, method: "GET", target: path, times: 3)),
        ]
    }

    private static let headers: [Fault] = [
        Fault("wrong digest", at: .source, .init(.wrongDigest, method: "HEAD", times: 1)),
        Fault("no HTTP", at: .source, .init(.garbage, method: "HEAD", times: 3)),
        Fault("no HEAD", at: .source, .init(.status(405), method: "HEAD", times: 999)),
        Fault("no HEAD", at: .target, .init(.status(405), method: "HEAD", times: 999)),
        Fault("no HTTP", at: .target, .init(.garbage, method: "HEAD", times: 3)),
        Fault("no answer", at: .target, .init(.reset, method: "HEAD", times: 3)),
    ]

    private static let writes: [Fault] = ["POST", "PATCH", "PUT"].flatMap { (method: String) in
        [
            Fault("answers to \(method) lost", at: .target, .init(.loseAnswer, method: method, times: 3)),
            Fault("\(method) reset", at: .target, .init(.reset, method: method, times: 3)),
            Fault("\(method) answered without HTTP", at: .target, .init(.garbage, method: method, times: 3)),
            Fault("\(method) redirected", at: .target, .init(.redirect(307), method: method, times: 99)),
            Fault("\(method) redirected for good", at: .target, .init(.redirect(308), method: method, times: 99)),
        ]
    }

    private static let unknown = #"{"errors":[{"code":"BLOB_UPLOAD_UNKNOWN","message":"blob upload unknown"}]}"#

    private static let uploads: [Fault] = [
        Fault("chunks refused", at: .target, .init(.status(405), method: "PATCH", times: 99)),
        Fault("ranges of chunks refused", at: .target, .init(.status(416), method: "PATCH", times: 2)),
        Fault("wrong range", at: .target, .init(.wrongRange, method: "PATCH", times: 2)),
        Fault(
            "PUT with a body refused",
            at: .target,
            .init(.status(404), method: "PUT", target: "/uploads/", hasBody: true, times: 4)
        ),
        Fault("upload lost", at: .target, .init(.status(404, body: unknown), target: "/uploads/session", times: 3)),
        Fault("wrong digest", at: .target, .init(.wrongDigest, method: "PUT", target: "/manifests/", times: 2)),
        Fault("wrong digest", at: .target, .init(.wrongDigest, method: "PUT", target: "/uploads/", times: 2)),
        Fault("mounts refused", at: .target, .init(.status(405), target: "mount=", times: 9)),
        Fault("mounts not found", at: .target, .init(.status(404), target: "mount=", times: 9)),
        Fault("mounts fail", at: .target, .init(.status(500), target: "mount=", times: 9)),
    ]

    private static let referrers: [Fault] = [400, 404, 405, 500, 501].map { status in
        Fault("referrers API answers \(status)", at: .source, .init(.status(status), target: "/referrers/", times: 99))
    }

    /// The faults that a command can meet while it plans: it sends no writes.
    private static var ofReads: [Fault] {
        (statuses + waits + wrongAnswers + headers + referrers).filter { fault in
            let isWrite = fault.fault.method.map { ["POST", "PATCH", "PUT"].contains($0) } ?? false
            // Blobs of images are not read while planning.
            return !isWrite && fault.fault.target != "/blobs/"
        }
    }

    /// The faults of an apply: it asks neither for referrers nor for the tags of a source.
    private static var ofApplies: [Fault] {
        (statuses + waits + wrongAnswers + headers + writes + uploads).filter { fault in
            fault.side == .target || fault.fault.method != "HEAD"
        }
    }

    @Test("a plan finds what it would find without the faults", arguments: ofReads)
    func plans(fault: Fault) async throws {
        let scene = try FaultScene()
        _ = try scene.copy.plan(scene.images)
        let undisturbed = try await scene.observe()
        let registry = scene.registry(fault.side)
        registry.inject(fault.fault)
        #expect(try await scene.observe() == undisturbed)
        #expect(registry.playedFaults > 0)
    }

    @Test("an apply completes, with every byte in its place", arguments: ofApplies)
    func applies(fault: Fault) async throws {
        let scene = try FaultScene()
        let registry = scene.registry(fault.side)
        registry.inject(fault.fault)
        let outcome = try await scene.apply()
        #expect(outcome.isComplete, "\(outcome)")
        #expect(registry.playedFaults > 0)
        scene.expectWhole("\(fault.testDescription)")
    }
}
