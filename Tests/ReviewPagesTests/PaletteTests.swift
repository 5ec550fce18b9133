// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import ReviewPages

@Suite("The colours of the page")
struct PaletteTests {
    /// The relative luminance of a colour (WCAG 2.2).
    private static func luminance(_ color: String) throws -> Double {
        let number = try #require(Int(color.dropFirst(), radix: 16))
        let parts = [16, 8, 0].map { shift -> Double in
            let value = Double(number >> shift & 0xff) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }

    static func contrast(_ first: String, _ second: String) throws -> Double {
        let (a, b) = (try luminance(first), try luminance(second))
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    @Test("computes contrasts as the guidelines do")
    func formula() throws {
        #expect(abs(try Self.contrast("#000000", "#ffffff") - 21) < 0.001)
        #expect(abs(try Self.contrast("#777777", "#ffffff") - 4.48) < 0.01)
    }

    @Test("have enough contrast", arguments: [0, 1])
    func contrast(index: Int) throws {
        let palette = [Palette.light, .dark][index]
        func color(_ name: String) throws -> String { try #require(palette.value(name)) }
        for (text, ground) in Palette.texts {
            let contrast = try Self.contrast(color(text), color(ground))
            #expect(contrast >= 4.5, "\(text) on \(ground): \(contrast)")
        }
        for (line, ground) in Palette.lines {
            let contrast = try Self.contrast(color(line), color(ground))
            #expect(contrast >= 3, "\(line) on \(ground): \(contrast)")
        }
    }

    @Test("have the same names in both schemes, and the style sheet uses no other")
    func names() {
        let names = Palette.light.colors.map(\.name)
        #expect(names == Palette.dark.colors.map(\.name))
        let used = StyleSheet.text.matches(of: /var\(--([a-z0-9-]+)\)/).map { String($0.1) }
        #expect(Set(used).subtracting(names) == [])
        #expect(Set(used) == Set(names))
    }

    @Test("name nothing of the network in style and script")
    func offline() {
        for text in [StyleSheet.text, Script.text] {
            for word in ["url(", "@import", "http:", "https:", "fetch(", "XMLHttpRequest", "import(", "eval"] {
                #expect(!text.contains(word), "\(word)")
            }
        }
        #expect(!Script.text.contains("innerHTML"))
        #expect(!(Script.text + StyleSheet.text).contains("</"))
    }
}
