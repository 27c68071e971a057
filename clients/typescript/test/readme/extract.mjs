// Writes the examples of README.md as files beside this one, so that they are type-checked and run. The unmarked
// TypeScript blocks make up one program, the marked ones a test file each.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const readme = readFileSync(here("../../README.md"), "utf8");
const blocks = Array.from(readme.matchAll(/^```(ts|js)( \w+)?\n(.*?)^```$/gms), ([, language, mark, source]) => ({
  language,
  mark: mark?.trim(),
  source,
}));

const story = blocks.filter((block) => block.mark === undefined).map((block) => block.source);
const run = story.join("\n").replace('"http://localhost:1080"', "server.url");
writeFileSync(here("story.gen.ts"), `${run}\nexport {};\n`);
for (const { language, mark, source } of blocks.filter((block) => block.mark !== undefined)) {
  writeFileSync(here(`${mark}.gen.test.${language === "ts" ? "ts" : "cjs"}`), source);
}
