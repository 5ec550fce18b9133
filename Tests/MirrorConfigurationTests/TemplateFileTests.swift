// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import TestSupport
import Testing

@Suite("The template of a catalog")
struct TemplateFileTests {
    @Test("is looked for beside the configuration, wherever the tool is run")
    func besideTheConfiguration() throws {
        let folder = try TemporaryDirectory()
        try folder.write("text", to: "conf/templates/cs.yaml")
        let path = try folder.write(
            header
                + "mirror:\n  operators:\n  - catalog: reg.io/a:v4\n    targetCatalogSourceTemplate: templates/cs.yaml\n"
                + "  - catalog: reg.io/b:v4\n",
            to: "conf/isc.yaml"
        )
        let configuration = try ImageSetConfiguration.load(path: path)
        let catalogs = configuration.mirror.operators
        let file = try #require(try configuration.template(of: catalogs[0], limit: 100))
        #expect(file.path == folder["conf/templates/cs.yaml"])
        #expect(file.bytes == Array("text".utf8))
        #expect(try configuration.template(of: catalogs[1], limit: 100) == nil)
        #expect(throws: FindingsError.self) { try configuration.template(of: catalogs[0], limit: 3) }
    }

    @Test("that is missing is an error at its line, with the whole path")
    func missing() throws {
        let folder = try TemporaryDirectory()
        let path = try folder.write(
            header + "mirror:\n  operators:\n  - catalog: reg.io/a:v4\n    targetCatalogSourceTemplate: cs.yaml\n",
            to: "isc.yaml"
        )
        let configuration = try ImageSetConfiguration.load(path: path)
        let error = #expect(throws: FindingsError.self) {
            try configuration.template(of: configuration.mirror.operators[0], limit: 100)
        }
        let problem = try #require(error?.findings.first)
        #expect(problem.place == SourceLocation(file: path, line: 6, column: 34))
        #expect(problem.summary == "the template cannot be used: there is no file \(folder["cs.yaml"])")
        #expect(problem.excerpt != nil && problem.remedy != nil)
    }
}
