// SPDX-License-Identifier: Apache-2.0

/// The style of the page.
enum StyleSheet {
    static let text = """
        :root{\(Palette.light.declarations);color-scheme:light dark}
        @media (prefers-color-scheme:dark){:root{\(Palette.dark.declarations)}}
        \(page)
        \(drawings)
        \(paper)

        """

    private static let page = """
        *{box-sizing:border-box}
        body{margin:0;background:var(--ground);color:var(--text);line-height:1.5;
        font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
        header,main,footer{max-width:76rem;margin:0 auto;padding:0 1.25rem}
        h1{font-size:1.7rem;line-height:1.25;margin:1.5rem 0 .5rem;overflow-wrap:anywhere}
        h2{font-size:1.3rem;margin:2.5rem 0 .75rem;padding-bottom:.3rem;border-bottom:1px solid var(--line)}
        h3{font-size:1.08rem;margin:1.5rem 0 .5rem;overflow-wrap:anywhere}
        h4{font-size:1rem;margin:1rem 0 .25rem;overflow-wrap:anywhere}
        summary h3,summary h4{display:inline;margin:0}
        p{margin:.5rem 0;max-width:60rem}
        a{color:var(--link)}
        code,pre{font:.86em/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;
        overflow-wrap:anywhere}
        pre{background:var(--surface);padding:.75rem;overflow:auto}
        ul{margin:.25rem 0;padding-left:1.25rem}
        :focus-visible{outline:3px solid var(--link);outline-offset:2px}
        [hidden]{display:none!important}
        .skip{position:absolute;left:-100rem}
        .skip:focus{left:1rem;top:.5rem;background:var(--ground);padding:.5rem}
        .lead{font-size:1.1rem}
        .dim{color:var(--dim)}
        .added{color:var(--added)}.changed{color:var(--changed)}.removed{color:var(--removed)}
        .facts{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:1rem 0}
        .facts dt{color:var(--dim)}.facts dd{margin:0;overflow-wrap:anywhere}
        .numbers{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:.6rem;margin:1rem 0;padding:0}
        .numbers div{background:var(--surface);border:1px solid var(--line);border-radius:.5rem;padding:.5rem .75rem}
        .numbers dt{color:var(--dim);font-size:.85rem}.numbers dd{margin:0;font-size:1.3rem;font-weight:600}
        nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;padding:0}
        #tools{position:sticky;top:0;z-index:1;background:var(--ground);border-bottom:1px solid var(--line);
        display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;padding:.5rem 0}
        input,button{font:inherit;color:inherit;background:var(--surface);border:1px solid var(--line);
        border-radius:.35rem;padding:.3rem .6rem}
        input{flex:1 1 16rem;min-width:0}
        .badge{display:inline-block;border:1px solid currentColor;border-radius:1rem;padding:0 .5rem;font-size:.8rem;
        white-space:nowrap;vertical-align:middle}
        details{border:1px solid var(--line);border-radius:.5rem;margin:.6rem 0;padding:.4rem .75rem}
        summary{cursor:pointer;overflow-wrap:anywhere}
        .scroll{overflow-x:auto}
        .chunk{content-visibility:auto;contain-intrinsic-size:auto 6000px}
        table{border-collapse:collapse;width:100%;font-size:.9rem;margin:.5rem 0}
        caption{text-align:left;color:var(--dim);padding:.25rem 0}
        th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;border-bottom:1px solid var(--line);
        min-width:4.5rem}
        tbody th{font-weight:400}
        tr.item th{min-width:14rem}
        thead th{white-space:nowrap}
        .number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
        .finding{border-left:.3rem solid var(--line);padding:.1rem .75rem;margin:.75rem 0}
        .finding.error{border-color:var(--removed)}.finding.warning{border-color:var(--changed)}
        footer{color:var(--dim);margin:3rem auto 2rem}
        """

    private static let drawings = """
        figure{margin:1rem 0}
        figcaption{color:var(--dim);font-size:.9rem}
        svg{display:block;max-width:none}
        svg text{fill:var(--text);font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
        .treemap{width:100%;height:auto}
        .treemap rect{stroke:var(--ground);stroke-width:1.5}
        .treemap .frame{fill:var(--surface);stroke:var(--line);stroke-width:1}
        .treemap .name{font-weight:600}
        \((0..<Palette.seriesCount).map { ".series-\($0){fill:var(--series-\($0))}" }.joined(separator: ""))
        .graph .scroll{max-height:34rem;overflow:auto;background:var(--surface);border-radius:.5rem;padding:.5rem}
        .node rect{fill:var(--ground);stroke:var(--line);stroke-width:1}
        .node.plus rect{stroke:var(--added);stroke-width:3}.node.plus text{fill:var(--added);font-weight:600}
        .node.minus rect{stroke:var(--removed);stroke-width:1.5;stroke-dasharray:5 3}
        .node.minus text{fill:var(--removed)}
        .node.gap rect{stroke:var(--changed);stroke-width:1.5;stroke-dasharray:2 3}.node.gap text{fill:var(--changed)}
        .edge{fill:none;stroke:var(--dim);stroke-width:1.5}
        .edge.second{stroke-dasharray:4 4}
        .edge.risk{stroke:var(--changed);stroke-width:2.5;stroke-dasharray:7 3}
        .tip{fill:var(--dim)}.label{fill:var(--changed)}svg text.label{fill:var(--changed);font-size:11px}
        """

    private static let paper = """
        @media (max-width:40rem){.facts{grid-template-columns:1fr}body{font-size:15px}}
        @media print{:root{\(Palette.light.declarations)}
        #tools,nav,.skip{display:none!important}
        header,main,footer{max-width:none;padding:0}body{font-size:10pt}
        .chunk{content-visibility:visible}.scroll,.graph .scroll{overflow:visible;max-height:none}
        .graph svg{max-width:100%;height:auto}
        thead{display:table-header-group}tr,figure,.finding{break-inside:avoid}h2,h3,h4{break-after:avoid}}
        """
}
