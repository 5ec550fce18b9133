// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import TestSupport
import Testing

/// In a real terminal, because only that shows which lines wrap and what is left when one is drawn over.
@Suite("On a terminal")
struct TerminalTests {
    /// Two registries, of which the source sends next to nothing before its tap is opened, and a plan from one to the other.
    private func slowPlan() throws -> (shop: Workshop, registries: [FakeRegistry], tap: Tap) {
        let (source, target) = (try FakeRegistry(), try FakeRegistry())
        let shop = try Workshop(insecure: source.host, target.host)
        let names = (0..<6).map { "demo/a-rather-long-name-of-an-image-\($0)" }
        for (index, name) in names.enumerated() {
            source.add(try TestImage.sample(UInt64(index), layers: [60_000]), to: name, tag: "1")
        }
        try shop.configure(try names.map { "\(try source.host)/\($0):1" })
        let plan = try shop.mirror("plan", "-c", "isc.yaml", "--to", "docker://\(target.host)/ocp")
        #expect(plan.status == 0, "\(plan.errors)")
        let tap = Tap()
        source.inject(.init(.drip(tap), method: "GET", target: "/blobs/", times: 1000))
        return (shop, [source, target], tap)
    }

    private func apply(_ shop: Workshop, columns: Int) throws -> TestTerminal {
        try TestTerminal(
            "\(Workshop.binary) apply plan.json --parallelism 3",
            columns: columns,
            environment: shop.environment,
            in: shop.work
        )
    }

    private func isProgress(_ line: String) -> Bool { line.contains("%") }

    @Test("progress stays on one line that fits, and leaves nothing behind", arguments: [40, 60, 80, 200])
    func widths(columns: Int) async throws {
        let (shop, registries, tap) = try slowPlan()
        let terminal = try apply(shop, columns: columns)
        var screens = try await terminal.screens { isProgress($0) && $0.contains("/s") }
        tap.open()
        screens += try await terminal.screens { $0.hasPrefix("exit=") }
        #expect(screens.last?.contains("exit=0") == true)
        let shown = screens.map { $0.filter(isProgress) }
        #expect(shown.allSatisfy { $0.count <= 1 }, "\(screens)")
        let everything = try terminal.everything
        #expect(!everything.contains(where: isProgress), "\(everything)")
        #expect(everything.count { $0.hasPrefix("done ") } == 6)
        withExtendedLifetime(registries) {}
    }

    @Test("a terminal that becomes narrower or wider is not flooded with progress")
    func resize() async throws {
        let (shop, registries, tap) = try slowPlan()
        let terminal = try apply(shop, columns: 200)
        for columns in [50, 120, 40, 160] {
            _ = try await terminal.screens(until: isProgress)
            try terminal.resize(columns: columns)
            // The next drawing removes what the terminal made of the last one, unless it was drawn at this very moment.
            _ = try await terminal.whole { $0.contains(where: isProgress) }
        }
        tap.open()
        let screens = try await terminal.screens { $0.hasPrefix("exit=") }
        #expect(screens.last?.contains("exit=0") == true)
        let everything = try terminal.everything
        #expect(everything.count(where: isProgress) <= 4, "\(everything)")
        withExtendedLifetime(registries) {}
    }

    @Test("a registry that never answers is named, and Ctrl-C says how to go on")
    func silence() async throws {
        let silent = try LoopbackServer { _ in while true { Thread.sleep(forTimeInterval: 1) } }
        let shop = try Workshop(insecure: try RegistryHost(silent.host))
        try shop.configure(["\(silent.host)/a:1"])
        let terminal = try TestTerminal(
            "\(Workshop.binary) plan -c isc.yaml --to docker://\(silent.host)/ocp",
            columns: 80,
            environment: shop.environment,
            in: shop.work
        )
        let screens = try await terminal.screens { $0.contains("for \(silent.host) to answer") }
        #expect(screens.last?.contains { $0.contains(#/waiting \d+ s for /#) } == true)
        try terminal.press("C-c")
        _ = try await terminal.screens { $0.hasPrefix("exit=") }
        let text = try terminal.everything.joined(separator: "\n")
        #expect(text.contains("exit=130") && !text.contains("to answer"), "\(text)")
        #expect(text.contains("Run it again with: mirror plan -c isc.yaml --to docker://\(silent.host)/ocp"), "\(text)")
    }
}
