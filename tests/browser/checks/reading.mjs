// Can it be read: by those who use a keyboard, a screen reader, a phone, the dark, or paper?

const pages = ["index.html", "slowest.html", "students/s-mixed.html", "students/s-hostile.html", "students/s-all-pass.html", "students/s-no-plan.html"];
const unfold = (page) => page.$$eval("details", (all) => all.forEach((d) => (d.open = true)));

async function accessible(open, axe, problem, options, name) {
  for (const path of pages) {
    const page = await open(path, options);
    await unfold(page);
    await page.evaluate(axe);
    const { violations, passes } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    if (passes.length < 10) problem(`${path} ${name}: only ${passes.length} rules applied`);
    for (const { id, help, nodes } of violations) {
      problem(`${path} ${name}: ${id}: ${help}: ${nodes.slice(0, 3).map((n) => `${n.html.slice(0, 160)} ${n.failureSummary}`).join(" | ")}`);
    }
    await page.context().close();
  }
}

export async function axe_finds_nothing_in_the_light({ open, axe, problem }) {
  await accessible(open, axe, problem, { colorScheme: "light" }, "light");
}

export async function axe_finds_nothing_in_the_dark({ open, axe, problem }) {
  await accessible(open, axe, problem, { colorScheme: "dark" }, "dark");
}

export async function axe_finds_nothing_on_a_phone({ open, axe, problem }) {
  for (const colorScheme of ["light", "dark"]) {
    await accessible(open, axe, problem, { colorScheme, viewport: { width: 360, height: 740 } }, `phone, ${colorScheme}`);
  }
}

export async function nothing_is_wider_than_a_phone({ open, problem }) {
  for (const width of [320, 360, 768]) {
    for (const path of pages) {
      const page = await open(path, { viewport: { width, height: 740 } });
      await unfold(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width) problem(`${path} is ${wide} wide on a screen of ${width}`);
      await page.context().close();
    }
  }
}

export async function dark_and_light_are_two_different_pages({ open, problem }) {
  const paper = async (colorScheme) => {
    const page = await open("index.html", { colorScheme });
    return page.$eval("html", (html) => getComputedStyle(html).backgroundColor);
  };
  const [light, dark] = [await paper("light"), await paper("dark")];
  if (light === dark) problem(`both are ${light}`);
}

export async function a_keyboard_reaches_and_works_everything({ open, problem }) {
  const page = await open("index.html");
  const focused = () =>
    page.evaluate(() => {
      const at = document.activeElement;
      const style = getComputedStyle(at);
      return { what: `${at.tagName} ${at.id || at.dataset.show || at.textContent.slice(0, 20)}`, ring: parseFloat(style.outlineWidth), style: style.outlineStyle, box: at.getBoundingClientRect().toJSON() };
    });

  await page.keyboard.press("Tab");
  const first = await focused();
  if (!first.what.includes("Skip") || first.box.left < 0) problem(`the first stop is ${first.what}, not a visible way past the head`);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  if (!(await focused()).what.includes("find")) problem(`the way past the head leads to ${(await focused()).what}, not to the students`);

  await page.goto(page.url().split("#")[0]);
  const stops = await page.$$eval("a[href], button, input, summary", (all) => all.filter((e) => e.checkVisibility()).length);
  const seen = [];
  for (let i = 0; i < stops; i++) {
    await page.keyboard.press("Tab");
    const at = await focused();
    seen.push(at.what);
    if (at.ring < 2 || at.style === "none") problem(`nothing shows that ${at.what} has the focus`);
  }
  if (seen.some((what) => what.startsWith("BODY"))) problem("the focus gets lost on the way");

  await page.focus("#controls [data-show=pass]");
  await page.keyboard.press("Space");
  if ((await page.getAttribute("#controls [data-show=pass]", "aria-pressed")) !== "true") problem("Space does not press a filter");
  await page.focus("#matrix thead th:nth-child(2) button");
  await page.keyboard.press("Enter");
  if (!(await page.getAttribute("#matrix thead th:nth-child(2)", "aria-sort"))) problem("Enter does not sort");
  await page.focus("details summary");
  await page.keyboard.press("Enter");
  if (!(await page.$eval("details", (d) => d.open))) problem("Enter does not unfold");
  await page.focus("#matrix tbody tr:not([hidden]) a");
  await page.keyboard.press("Enter");
  await page.waitForURL(/students/);
}

export async function symbols_and_words_stand_beside_every_colour({ open, problem }) {
  for (const path of pages) {
    const page = await open(path);
    const bare = await page.$$eval(".mark, .cell", (all) => all.filter((e) => !/[✓✗·?!-]/.test(e.textContent) || !/pass|fail|not started|review|error|skipped/.test(e.textContent)).length);
    if (bare) problem(`${path}: ${bare} without a symbol or a word`);
    await page.context().close();
  }
}

export async function on_paper_it_is_all_there_and_in_ink({ open, problem }) {
  const page = await open("index.html", { colorScheme: "light" });
  await page.emulateMedia({ media: "print" });
  if (await page.isVisible("#controls")) problem("controls are printed");
  const paper = await page.$eval("html", (html) => getComputedStyle(html).backgroundColor);
  if (paper !== "rgb(255, 255, 255)") problem(`the paper is printed ${paper}`);
  const pdf = await page.pdf({ format: "A4" });
  const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
  if (sheets < 2 || sheets > 8) problem(`a class of 30 takes ${sheets} sheets`);
}
