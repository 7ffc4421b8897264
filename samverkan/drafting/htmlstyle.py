"""The style sheet of the HTML preview; it follows the Word file's looks."""

STYLE = """
:root { color-scheme: light dark; }
body { margin: 0; font: 1rem/1.5 Calibri, Carlito, Arial, sans-serif; color: #111; }
main { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
main:focus { outline: none; }
h1, h2, h3, caption { font-family: Arial, "Liberation Sans", sans-serif; line-height: 1.25; }
h1 { font-size: 1.75rem; margin: 0 0 1rem; }
h2 { font-size: 1.25rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; }
.bilaga { border-top: 2px solid #a6a6a6; padding-top: 1.25rem; margin-top: 3rem; }
header h2 { font-size: 1.05rem; margin: 1rem 0 .25rem; }
header ul { list-style: none; padding: 0; margin: 0; }
p, ul, ol { margin: 0 0 .6rem; }
a { color: #0b4f8a; text-decoration: underline; }
a:focus-visible, main a:focus-visible { outline: 3px solid #0b4f8a; outline-offset: 2px; }
.typ { color: #595959; margin: 0; }
.hopp { position: absolute; left: -99rem; }
.hopp:focus { left: .5rem; top: .5rem; padding: .5rem 1rem; background: #fff; z-index: 1; }
.ruta { border: 1px solid #767676; background: #f5f5f5; padding: 0 1rem .5rem; }
.ruta h2 { margin-top: 1rem; }
.ruta h3 { margin: .75rem 0 .25rem; }
nav ul { list-style: none; padding-left: 1.25rem; margin: 0; }
nav > ul { padding-left: 0; }
nav { margin-bottom: 2rem; }
.avsnitt { padding-left: 3.25rem; }
.avsnitt > p:first-child { text-indent: -3.25rem; }
.nummer { display: inline-block; min-width: 3rem; text-indent: 0; font-weight: bold; }
@counter-style bokstav { system: extends lower-alpha; suffix: ") "; }
.bokstav { list-style: bokstav; }
mark { background: #ff0; color: #4d3300; }
aside { border-left: 4px solid #767676; background: #f5f5f5; margin: .75rem 0 1rem;
  padding: .5rem .75rem; font-size: .9375rem; }
aside p:last-child { margin: 0; }
table { border-collapse: collapse; width: 100%; margin: .75rem 0 1rem; font-size: .9375rem; }
caption { text-align: left; font-weight: bold; padding: .25rem 0; }
th, td { border: 1px solid #a6a6a6; padding: .25rem .5rem; text-align: left;
  vertical-align: top; }
thead th { background: #e7e7e7; }
.tal { text-align: right; font-variant-numeric: tabular-nums; }
.underskrift { display: inline-block; width: 45%; min-width: 16rem; margin: 0 4% 1rem 0; }
.rad { border-top: 1px solid #111; margin-top: 2.5rem; font-size: .875rem; }
.tillbaka { max-width: 44rem; margin: 0 auto; padding: 1rem 1rem 0; }
@media screen and (prefers-color-scheme: dark) {
  body { background: #141b20; color: #e3e9ec; }
  a { color: #86c8e6; }
  a:focus-visible, main a:focus-visible { outline-color: #86c8e6; }
  .typ { color: #b3c0c8; }
  .hopp:focus, .ruta, aside { background: #1d272e; }
  .ruta, th, td, aside, .bilaga { border-color: #5b6b76; }
  thead th { background: #28404f; }
  mark { background: #f0c25a; color: #2b2000; }
  .rad { border-color: #e3e9ec; }
}
@media print { .tillbaka, .hopp { display: none; } }
"""
