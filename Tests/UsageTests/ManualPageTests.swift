// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Usage

@Suite("The manual")
struct ManualPageTests {
    private func pages() throws -> [ManualPage] {
        let tree = try CommandTree(
            dump: Data(
                #"""
                {"command": {"commandName": "tool", "abstract": "Do it.", "subcommands": [
                    {"commandName": "plan", "abstract": "Plan it.", "discussion": ".so it is\nTry:\n  tool plan -c 'a\\b'",
                        "arguments": [
                            {"kind": "option", "isOptional": false, "isRepeating": false, "valueName": "file",
                                "names": [{"kind": "short", "name": "c"}, {"kind": "long", "name": "config"}],
                                "abstract": "The file.", "defaultValue": "a-b", "sectionTitle": "Input"},
                            {"kind": "positional", "isOptional": true, "isRepeating": true, "valueName": "path"},
                            {"kind": "flag", "isOptional": true, "isRepeating": false,
                                "names": [{"kind": "long", "name": "help"}]}
                        ]}
                ]}}
                """#.utf8
            )
        )
        return ManualPage.all(of: tree, version: "1.2", examples: "Try:")
    }

    @Test("has a page for each command, named as the commands are")
    func names() throws {
        #expect(try pages().map(\.fileName) == ["tool.1", "tool-plan.1"])
        #expect(try pages()[0].text.contains(".SH COMMANDS\n.TP\n\\fBplan\\fR\nPlan it.\n"))
        #expect(try pages()[0].text.contains(".SH SEE ALSO\n.BR tool\\-plan (1)\n"))
    }

    @Test("has the parts of the help, and nothing in a text is a request")
    func page() throws {
        #expect(
            try pages()[1].text == #"""
                .\" Made of the help of tool plan.
                .TH "TOOL\-PLAN" 1 "" "tool 1.2" "tool"
                .SH NAME
                tool\-plan \- plan it
                .SH SYNOPSIS
                \fBtool plan\fR [\fIoptions\fR] [\fIpath\fR...]
                .SH DESCRIPTION
                \&.so it is
                .SH ARGUMENTS
                .TP
                \fIpath\fR

                .SH OPTIONS
                .SS Input
                .TP
                \fB\-c\fR, \fB\-\-config\fR \fIfile\fR
                The file.
                Default: a\-b.
                .SS General
                .TP
                \fB\-\-help\fR

                .SH EXAMPLES
                .nf
                tool plan \-c 'a\eb'
                .fi
                .SH SEE ALSO
                .BR tool (1)

                """#
        )
    }
}
