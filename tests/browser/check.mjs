// Opens a class report in a real browser and looks at it as people do: with a mouse, with a keyboard alone, on a phone, in
// the dark, on paper, without JavaScript, and with names that would like to be markup.
//
//   node check.mjs FOLDER BROWSER     FOLDER holds index.html and students/; BROWSER is an executable
//
// Writes one JSON object a check: {"check": "...", "problems": ["..."]}. Exit code 0 if it got to the end.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import * as index from "./checks/index-page.mjs";
import * as reading from "./checks/reading.mjs";
import * as safety from "./checks/safety.mjs";

const [folder, executablePath] = process.argv.slice(2);
const root = pathToFileURL(resolve(folder)).href;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const browser = await chromium.launch({
  executablePath,
  args: [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
  ],
});

// A page of its own for every check, with everything noted that no report may do.
async function open(path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.asked = [];
  page.complaints = [];
  page.on("request", (request) => page.asked.push(request.url()));
  page.on("dialog", (dialog) => (page.complaints.push(`a dialog: ${dialog.message()}`), dialog.dismiss()));
  page.on("pageerror", (error) => page.complaints.push(`an error: ${error.message}`));
  page.on("console", (message) => message.type() === "error" && page.complaints.push(`on the console: ${message.text()}`));
  await page.goto(`${root}/${path}`);
  return page;
}

for (const [check, look] of Object.entries({ ...index, ...reading, ...safety })) {
  const problems = [];
  try {
    await look({ open, root, axe, problem: (words) => problems.push(words) });
  } catch (error) {
    problems.push(String(error.stack ?? error));
  }
  console.log(JSON.stringify({ check, problems }));
}
await browser.close();
