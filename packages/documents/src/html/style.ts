/** Style sheet of the page: one column on a phone, light or dark as the reader's system says, black on white in print. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1b2430; --dim: #56616e; --paper: #fff; --soft: #f2f5f8; --line: #c9d1da; --link: #1a5fb4;
  --critical: #7d1128; --high: #b83227; --medium: #9a5b00; --low: #2563a8; --info: #56616e; --none: #3f6f5d; --not-checked: #6b7480; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6eaf0; --dim: #a7b1bd; --paper: #12171e; --soft: #1b222c; --line: #384352; --link: #8ab8f5;
    --critical: #ff8fa3; --high: #ff9d8f; --medium: #f0b458; --low: #86b9f7; --info: #b4bec9; --none: #8fcbb3; --not-checked: #b4bec9; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem clamp(.75rem, 3vw, 2rem) 3rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 'Times New Roman', Tinos, 'Liberation Serif', serif; overflow-wrap: anywhere; }
header { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .25rem 2rem; }
header .unit { font-weight: bold; text-transform: uppercase; }
h1 { font-size: 1.5rem; line-height: 1.25; text-align: center; margin: 1.5rem 0 .25rem; }
.regulation { text-align: center; font-weight: bold; margin: 0 0 1.5rem; }
h2 { font-size: 1.25rem; margin: 2rem 0 .5rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.1rem; margin: 1.5rem 0 .5rem; }
a { color: var(--link); }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
dl { display: grid; grid-template-columns: minmax(8rem, 13rem) 1fr; gap: .2rem 1rem; margin: 0; }
dt { color: var(--dim); } dd { margin: 0; } dd.text { white-space: pre-line; }
.statement { background: var(--soft); border-left: 4px solid var(--medium); padding: .75rem 1rem; margin: 1.5rem 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; overflow-wrap: break-word; }
caption { text-align: left; font-weight: bold; font-style: italic; padding: .5rem 0 .25rem; }
th, td { border: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top; }
thead th, tr.group th { background: var(--soft); }
td.free { overflow-wrap: anywhere; min-width: 5rem; }
td.count, th.count { text-align: right; }
.bar { display: block; height: .8rem; min-width: 2px; background: currentColor; }
td.bars { width: 45%; vertical-align: middle; }
.critical { color: var(--critical); } .high { color: var(--high); } .medium { color: var(--medium); } .low { color: var(--low); }
.info { color: var(--info); } .none { color: var(--none); } .not-checked { color: var(--not-checked); }
.finding { border: 1px solid var(--line); border-left: 5px solid; padding: .5rem .9rem .75rem; margin: .75rem 0; border-radius: 2px; }
.finding > * { color: var(--ink); } .finding h4 { margin: .2rem 0 .5rem; font-size: 1.02rem; }
.finding ul { margin: 0; padding-left: 1.1rem; font-family: ui-monospace, Consolas, monospace; font-size: .88rem; }
strong.severity { margin-right: .35rem; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: .5rem; color: var(--dim); font-size: .85rem; }
@media (max-width: 40rem) {
  dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; }
  .requirements thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  .requirements, .requirements caption, .requirements tbody, .requirements tr, .requirements td, .requirements th { display: block; }
  .requirements tr { border: 1px solid var(--line); margin-bottom: .4rem; } .requirements td, .requirements th { border: 0; padding: .15rem .5rem; }
  td[data-label]::before { content: attr(data-label) ': '; color: var(--dim); }
}
@media print {
  :root { color-scheme: light; --ink: #000; --dim: #333; --paper: #fff; --soft: #f2f2f2; --line: #999; --link: #000;
    --critical: #7d1128; --high: #b83227; --medium: #9a5b00; --low: #2563a8; --info: #56616e; --none: #3f6f5d; --not-checked: #6b7480; }
  @page { size: A4; margin: 20mm 18mm 20mm 30mm; }
  body { max-width: none; padding: 0; font-size: 12pt; } nav { display: none; }
  .bar { print-color-adjust: exact; } .finding, tr { break-inside: avoid; } h2, h3, h4 { break-after: avoid; }
}
`;
