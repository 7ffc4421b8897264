/* Fills in a Word template with an engine for Node:

     node fill.mjs ENGINE TEMPLATE.docx DATA.json OUT.docx [measure]

   With "measure" it prints what measuring.py does: seconds of processor time for one document
   once warm and for a hundred, and the most memory in megabytes, as JSON. */

import { readFileSync, writeFileSync } from "node:fs";

const ENGINES = {
  async docxtemplater() {
    const { default: Docxtemplater } = await import("docxtemplater");
    const { default: PizZip } = await import("pizzip");
    return async (template, data) => {
      const filled = new Docxtemplater(new PizZip(template), { paragraphLoop: true });
      filled.render(data);
      return filled.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
    };
  },
  async "easy-template-x"() {
    const { TemplateHandler } = await import("easy-template-x");
    const handler = new TemplateHandler();
    return (template, data) => handler.process(template, data);
  },
};
const RUNS = 30;

/** Return the seconds of processor time that `work` takes, in all threads of the process. */
async function seconds(work) {
  const started = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1e6;
}

async function measured(work) {
  await work();
  const taken = [];
  for (let run = 0; run < RUNS; run++) taken.push(await seconds(work));
  const hundred = await seconds(async () => {
    for (let run = 0; run < 100; run++) await work();
  });
  const warm = taken.sort((one, other) => one - other)[RUNS / 2];
  return { warm, hundred, memory: process.resourceUsage().maxRSS / 1024 };
}

const [engine, templateFile, dataFile, outFile, mode] = process.argv.slice(2);
const fill = await ENGINES[engine]();
const template = readFileSync(templateFile);
const data = JSON.parse(readFileSync(dataFile, "utf8"));
writeFileSync(outFile, Buffer.from(await fill(template, data)));
if (mode === "measure") console.log(JSON.stringify(await measured(() => fill(template, data))));
